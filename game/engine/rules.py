"""The rules of a story made ready to run: each scene becomes a handful of Python functions when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from game.engine.code import NAMES, Writer
from game.engine.story import CLOCK, Choice, Effect, Ending, Outcome, Prose, Scene, Story
from game.engine.text import folded

Values = list[int]


class History:
    """What has happened in a playthrough; only what is told, never what steers, reads it."""

    __slots__ = ("chosen", "seed", "visits")

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.visits: dict[str, int] = {}
        self.chosen: set[tuple[str, str]] = set()


class Option(NamedTuple):
    """A choice as the player sees it now."""

    id: str
    say: str
    locked: str | None = None
    """Why it cannot be taken; None where it can."""


@dataclass(frozen=True, slots=True)
class Way:
    """One outcome of a chance: what it does and where it leads."""

    do: Callable[[Values], None] | None
    goto: str
    then: str | None
    facts: list[str]
    name: str


@dataclass(frozen=True, slots=True)
class Chance:
    ways: tuple[Way, ...]
    weights: Callable[[Values], tuple[int, ...]] | None
    """None where there is one way only."""
    deck: str


@dataclass(frozen=True, slots=True)
class Choosing:
    chance: Chance
    facts: list[str]


@dataclass(frozen=True, slots=True)
class RunnableScene:
    id: str
    do: Callable[[Values], None] | None
    text: Callable[[Values, History, int], str]
    summary: Callable[[Values, History, int], str]
    dials: Sequence[str]
    menu: Callable[[Values, History, int], Sequence[Option]]
    choices: dict[str, Choosing]
    chance: Chance | None
    ending: Ending | None
    title: str
    place: str | None
    hour: str | None
    facts: list[str]
    eventful: bool
    """Whether an event may break in before the player arrives here."""
    is_window: bool
    """Whether an interview begins here."""


@dataclass(frozen=True, slots=True)
class RunnableEvent:
    id: str
    do: Callable[[Values], None] | None
    goto: str
    returns: bool


class Bulletin(NamedTuple):
    """News that are printed in the passage in which their hour comes."""

    tick: int
    text: Callable[[Values, History, int], str]


class _Scenes(dict[str, RunnableScene]):
    """The scenes by id, each made ready when it is first asked for."""

    def __init__(self, story: Story, writer: Writer) -> None:
        super().__init__()
        self._story = story
        self._writer = writer

    def __missing__(self, scene_id: str) -> RunnableScene:
        scene = self[scene_id] = _runnable(scene_id, self._story["scenes"][scene_id], self._writer)
        return scene


class Rules:
    """A story, ready to run. Made once, shared by all playthroughs of it."""

    def __init__(self, story: Story, before: Rules | None = None) -> None:
        """`before`: those of the story as it was a moment ago; scenes that are the same objects still are not made
        ready again."""
        variables = story["variables"]
        self.story = story
        self.index = {name: number for number, name in enumerate(variables)}
        self.writer = Writer(variables, self.index)
        self.start = [variable["start"] for variable in variables.values()]
        self.clock = self.index[CLOCK]
        self.scenes = _Scenes(story, self.writer)
        self.events = tuple(
            RunnableEvent(event["id"], _effects(self.writer, event["do"]), event["goto"], event["returns"])
            for event in story["events"]
        )
        self.due = self._due() if self.events else None
        """The index of the first event whose hour has come, or -1."""
        if before and before.writer == self.writer:
            self._take_over(before)

    def _due(self) -> Callable[[Values], int]:
        lines = [
            f"    if {self.writer.expression(event['when'])}: return {number}"
            for number, event in enumerate(self.story["events"])
        ]
        return _function("def f(v):\n" + "\n".join(lines) + "\n    return -1")

    def _take_over(self, before: Rules) -> None:
        """What was made of the same by the same writer."""
        was, now = before.story["scenes"], self.story["scenes"]
        self.scenes.update((name, made) for name, made in before.scenes.items() if now.get(name) is was[name])
        if before.story["news"] == self.story["news"]:
            self.bulletins = before.bulletins

    @cached_property
    def bulletins(self) -> list[Bulletin]:
        return [Bulletin(news["tick"], self._told(news["text"])) for news in self.story["news"] if news["in_passage"]]

    def words(self, prose: Prose, values: Values, history: History) -> str:
        """Prose that belongs to no scene (news, cards, endings), as of now."""
        return self._told(prose)(values, history, 1)

    def _told(self, prose: Prose) -> Callable[[Values, History, int], str]:
        return _function(f"def f(v, h, n): return {self.writer.prose(prose, 'words')}")

    def at_start(self, prose: Prose) -> str:
        """Prose that is read before anyone has set out, such as a traveller's card."""
        return self.words(prose, self.start, History(0))

    def holds(self, condition: Any, values: Values) -> bool:
        return bool(_function(f"def f(v): return {self.writer.expression(condition)}")(values))


def _function(source: str, **names: object) -> Callable[..., Any]:
    return _functions(source, **names)["f"]


def _functions(source: str, **names: object) -> dict[str, Callable[..., Any]]:
    namespace: dict[str, Any] = {**NAMES, **names}
    exec(source, namespace)  # noqa: S102 - the source is written by `Writer` alone, out of numbers and `repr`s
    return namespace


def _effects(writer: Writer, effects: Sequence[Effect]) -> Callable[[Values], None] | None:
    if not effects:
        return None
    lines = "\n".join(f"    {writer.effect(effect)}" for effect in effects)
    return _function(f"def f(v):\n{lines}")


def _runnable(scene_id: str, scene: Scene, writer: Writer) -> RunnableScene:
    text = writer.prose(scene["text"], scene["deck"])
    summary = writer.prose(scene["summary"], scene["deck"])
    functions = _functions(
        f"def text(v, h, n): return ({text}).strip()\n"
        f"def summary(v, h, n): return ({summary}).strip()\n{_menu(scene, writer)}",
        Option=Option,
        **_constants(scene["choices"]),
    )
    window = scene["window"]
    return RunnableScene(
        id=scene_id,
        do=_effects(writer, scene["do"]),
        text=functions["text"],
        summary=functions["summary"],
        dials=scene["dials"],
        menu=functions["menu"],
        choices={
            choice_id: Choosing(_chance(choice["outcomes"], choice["deck"], writer), choice["facts"])
            for choice_id, choice in scene["choices"].items()
        },
        chance=_chance(scene["outcomes"], scene["deck"], writer) if scene["outcomes"] else None,
        ending=scene["ending"],
        title=scene["title"],
        place=scene["place"],
        hour=scene["hour"],
        facts=scene["facts"],
        eventful=scene["ending"] is None and window in (None, scene_id),
        is_window=window == scene_id,
    )


def _chance(outcomes: Sequence[Outcome], deck: str, writer: Writer) -> Chance:
    ways = tuple(
        Way(_effects(writer, way["do"]), way["goto"], way["then"], way["facts"], way.get("name", ""))
        for way in outcomes
    )
    if len(ways) == 1:
        return Chance(ways, None, deck)
    weights = ", ".join(f"+{writer.expression(way['weight'])}" for way in outcomes)
    return Chance(ways, _function(f"def f(v): return ({weights})"), deck)


def _constants(choices: dict[str, Choice]) -> dict[str, Option]:
    """The options whose words never change, by the names that the menu's source calls them."""
    return {
        f"O{number}": Option(choice_id, folded("".join(map(str, choice["say"]))).strip())
        for number, (choice_id, choice) in enumerate(choices.items())
        if _unchanging(choice["say"])
    }


def _unchanging(prose: Prose) -> bool:
    return all(isinstance(part, str) for part in prose)


def _menu(scene: Scene, writer: Writer) -> str:
    """Source of the function that lists the choices: the ordinary ones, else the fallbacks that are open."""
    lines = ["def menu(v, h, n):", "    m = []"]
    later: list[str] = []
    for number, (choice_id, choice) in enumerate(scene["choices"].items()):
        (later if choice["fallback"] else lines).extend(_listed(number, choice_id, choice, scene["deck"], writer))
    if later:
        lines += ["    if not any(o.locked is None for o in m):", *(f"    {line}" for line in later)]
    return "\n".join([*lines, "    return m"])


def _listed(number: int, choice_id: str, choice: Choice, deck: str, writer: Writer) -> list[str]:
    shuffled = f"{deck}/{choice_id}"
    say = writer.prose(choice["say"], shuffled)
    listed = f"m.append(O{number})" if _unchanging(choice["say"]) else f"m.append(Option({choice_id!r}, {say}))"
    if choice["when"] == 1:
        return [f"    {listed}"]
    lines = [f"    if {writer.expression(choice['when'])}: {listed}"]
    if choice["locked"] is not None:
        reason = writer.prose(choice["locked"], f"{shuffled}/locked")
        lines.append(f"    else: m.append(Option({choice_id!r}, {say}, {reason}))")
    return lines
