"""What a whole class looks at together: a pause, a question, how it split, the end."""

from __future__ import annotations

from typing import NamedTuple

from game.classroom.lesson import Lesson
from game.classroom.standing import Standing
from game.classroom.tally import EndingCount, Fork, Share, name_of
from game.classroom.wire import Seen
from game.engine.story import About, Story
from game.wording import _, ngettext


class Count(NamedTuple):
    """How many of a class did one thing."""

    say: str
    so_many: int
    whole: int
    words: str
    """The count, and what belongs to it."""


class Part(NamedTuple):
    heading: str = ""
    words: str = ""
    aside: str = ""
    counts: tuple[Count, ...] = ()

    @property
    def lines(self) -> list[str]:
        """What stands under the heading, for those who see no bars."""
        return [*filter(None, (self.words, self.aside)), *(f"  {each.say}: {each.words}" for each in self.counts)]


class Together(NamedTuple):
    title: str
    parts: tuple[Part, ...]
    closes: bool = False
    """Whether the pupil may go back to reading alone."""


def together(seen: Seen, lesson: Lesson | None, story: Story) -> Together | None:
    """None where everybody plays on."""
    standing = seen.standing
    match standing.phase:
        case "paused":
            return Together(
                _("A pause"), (Part(words=_("Everybody has stopped here. It goes on when the class does.")),)
            )
        case "talking":
            return Together(_("Stop here, and talk"), _question(standing))
        case "revealed":
            return Together(_("What this class did"), _splits(seen, story))
        case "ended":
            return Together(_("The class is over"), _farewell(lesson, story["about"]), closes=True)
        case "gathering" | "playing":
            return None


def _question(standing: Standing) -> tuple[Part, ...]:
    return Part(heading=standing.question), Part(aside=_("There is no clock. Nobody has to speak."))


def _farewell(lesson: Lesson | None, about: About) -> tuple[Part, ...]:
    parts = [Part(words=about["afterwards"])] if about["afterwards"] else []
    parts.append(Part(words=_("What you played can still be read, and its end be looked at.")))
    if lesson and lesson.help_line:
        parts.append(Part(_("If you want to talk to somebody"), lesson.help_line))
    return tuple(parts)


def _splits(seen: Seen, story: Story) -> tuple[Part, ...]:
    """Every fork with its shares, then the endings. Nobody is named."""
    split = seen.split
    if split is None or not split.journeys:
        return (Part(aside=_("Nobody has chosen anything yet.")),)
    parts = [_fork(fork, name_of(fork, story)) for fork in split.forks]
    if split.endings and not seen.standing.scene:
        ended = tuple(_ending(each, split.journeys) for each in split.endings)
        parts.append(Part(_("How it ended"), counts=ended))
    return tuple(parts)


def _fork(fork: Fork, name: str) -> Part:
    came = ngettext("{count} came here", "{count} came here", fork.reached)
    return Part(name, aside=came, counts=tuple(_share(each, fork.reached) for each in fork.shares))


def _share(share: Share, reached: int) -> Count:
    words = (
        _("{count}, shut for {locked}", count=share.took, locked=share.locked_for)
        if share.locked_for
        else str(share.took)
    )
    return Count(share.say, share.took, reached, words)


def _ending(ending: EndingCount, journeys: int) -> Count:
    return Count(ending.title, ending.count, journeys, str(ending.count))
