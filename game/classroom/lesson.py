"""What a class is set up to be. Pure data; it does not change once the class is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.classroom.edition import edition
from game.engine.onward import onward
from game.engine.story import Story, Traveller
from game.engine.text import plain
from game.saves.playthrough_file import LARGEST_SEED
from game.wording import _

Minutes: TypeAlias = Literal[45, 60, 90]

PLANS: dict[Minutes, tuple[tuple[str, int], ...]] = {
    45: (("frame", 5), ("play", 22), ("luck and sources", 4), ("talk", 12), ("close", 2)),
    60: (("frame", 8), ("play", 22), ("luck and sources", 5), ("talk", 20), ("close", 5)),
    90: (("frame", 15), ("play", 30), ("luck and sources", 10), ("talk", 30), ("close", 5)),
}
"""How many minutes of a lesson go where."""

LONGEST_TITLE = 80
LONGEST_NOTE = 2_000
"""Characters of the content note, the help line and a question."""
MOST_STOPS = 40


class LessonError(ValueError):
    """A class cannot be set up so; the words say why."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a class may stop and talk."""

    question: str
    scene: str = ""
    """Empty: at any time."""


@dataclass(frozen=True, slots=True)
class Lesson:
    title: str
    story: str
    """Its id."""
    edition: str
    travellers: tuple[str, ...] = ()
    """Whom a pupil may play; nobody named: anybody."""
    seed: int | None = None
    """The luck that all share; None: each has their own."""
    short: tuple[str, ...] = ()
    """The dials that are turned down: what they are about is told in short."""
    stops: tuple[Stop, ...] = ()
    content: str = ""
    """What is spoken of, said beforehand."""
    help_line: str = ""
    """Whom to turn to afterwards."""
    minutes: Minutes = 45
    pseudonyms: Literal["given", "chosen"] = "given"


def playable(lesson: Lesson | None, story: Story) -> Mapping[str, Traveller]:
    """Whom a pupil may play; anybody, where there is no lesson yet."""
    everybody = story["travellers"]
    wanted = lesson.travellers if lesson else ()
    return {name: who for name, who in everybody.items() if not wanted or name in wanted}


def stops_of(story: Story, travellers: Sequence[str] = ()) -> tuple[Stop, ...]:
    """The stops that a story offers on the way, by the scenes that these travellers can come to; nobody: any."""
    scenes = story["scenes"]
    within = _reachable(story, travellers) if travellers else scenes.keys()
    return tuple(
        Stop(plain(question), name)
        for name, scene in scenes.items()
        if name in within and not scene["ending"]
        for question in scene["ask"]
    )[:MOST_STOPS]


def lesson_for(
    story: Story,
    *,
    title: str = "",
    travellers: Sequence[str] = (),
    seed: int | None = None,
    short: Sequence[str] | None = None,
    stops: Sequence[Stop] | None = None,
    content: str = "",
    help_line: str = "",
    minutes: Minutes = 45,
    pseudonyms: Literal["given", "chosen"] = "given",
) -> Lesson:
    """A lesson on this story; what is left out is as the story suggests, `short` as its mild setting.

    Raises `LessonError`.
    """
    about = story["about"]
    lesson = Lesson(
        title=title.strip() or about["title"],
        story=about["id"],
        edition=edition(story),
        travellers=tuple(dict.fromkeys(travellers)),
        seed=seed,
        short=tuple(name for name, dial in story["dials"].items() if dial["mild"]) if short is None else tuple(short),
        stops=stops_of(story, travellers) if stops is None else tuple(stops),
        content=content.strip() or plain(about["content"]),
        help_line=help_line.strip(),
        minutes=minutes,
        pseudonyms=pseudonyms,
    )
    _check(lesson, story)
    return lesson


def _check(lesson: Lesson, story: Story) -> None:
    for unknown in (name for name in lesson.travellers if name not in story["travellers"]):
        raise LessonError(
            _(
                "the story has no traveller `{name}`. It has: {these}",
                name=unknown,
                these=", ".join(story["travellers"]),
            )
        )
    for unknown in (name for name in lesson.short if name not in story["dials"]):
        raise LessonError(
            _("the story has no dial `{name}`. It has: {these}", name=unknown, these=", ".join(story["dials"]) or "-")
        )
    for unknown in (stop.scene for stop in lesson.stops if stop.scene and stop.scene not in story["scenes"]):
        raise LessonError(_("the story has no scene `{name}` to stop at", name=unknown))
    if lesson.seed is not None and not 0 <= lesson.seed <= LARGEST_SEED:
        raise LessonError(
            _("the seed {given} should be a whole number from 0 to {last}", given=lesson.seed, last=LARGEST_SEED)
        )
    if lesson.minutes not in PLANS:
        raise LessonError(
            _("a lesson has {these} minutes, not {count}", these=", ".join(map(str, PLANS)), count=lesson.minutes)
        )
    if len(lesson.title) > LONGEST_TITLE:
        raise LessonError(_("the title is longer than {count} characters", count=LONGEST_TITLE))
    if len(lesson.stops) > MOST_STOPS:
        raise LessonError(_("a lesson has at most {count} stops", count=MOST_STOPS))
    if any(len(words) > LONGEST_NOTE for words in (lesson.content, lesson.help_line, *_questions(lesson))):
        raise LessonError(_("a note or question is longer than {count:,} characters", count=LONGEST_NOTE))


def _questions(lesson: Lesson) -> list[str]:
    return [stop.question for stop in lesson.stops]


def _reachable(story: Story, travellers: Sequence[str]) -> set[str]:
    """Scenes that ways lead to from where these travellers start, whatever luck and conditions say."""
    scenes = story["scenes"]
    todo = [story["travellers"][name]["start"] for name in travellers if name in story["travellers"]]
    found: set[str] = set()
    while todo:
        name = todo.pop()
        if name in found or name not in scenes:
            continue
        found.add(name)
        todo += onward(scenes[name])
    return found
