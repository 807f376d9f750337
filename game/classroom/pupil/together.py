"""What a whole class looks at together: a pause, a question, how it split, the end."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content

from game.classroom.lesson import Lesson
from game.classroom.standing import Standing
from game.classroom.tally import EndingCount, Fork, Share, name_of
from game.classroom.wire import Seen
from game.engine.story import About, Story
from game.tui.contents import heading, muted, stacked
from game.wording import _, ngettext

_BAR = 24


class Together(NamedTuple):
    title: str
    content: Content
    closes: bool
    """Whether the pupil may go back to reading alone."""


def together(seen: Seen, lesson: Lesson | None, story: Story) -> Together | None:
    """None where everybody plays on."""
    standing = seen.standing
    match standing.phase:
        case "paused":
            return Together(
                _("A pause"), Content(_("Everybody has stopped here. It goes on when the class does.")), False
            )
        case "talking":
            return Together(_("Stop here, and talk"), _question(standing), False)
        case "revealed":
            return Together(_("What this class did"), splits(seen, story), False)
        case "ended":
            return Together(_("The class is over"), _farewell(lesson, story["about"]), True)
        case "gathering" | "playing":
            return None


def _question(standing: Standing) -> Content:
    return stacked([Content.styled(standing.question, "bold"), muted(_("There is no clock. Nobody has to speak."))])


def _farewell(lesson: Lesson | None, about: About) -> Content:
    parts: list[Content | str] = [about["afterwards"]] if about["afterwards"] else []
    parts.append(_("What you played can still be read, and its end be looked at."))
    if lesson and lesson.help_line:
        parts.append(stacked([heading(_("If you want to talk to somebody")), lesson.help_line], 0))
    return stacked(parts)


def splits(seen: Seen, story: Story) -> Content:
    """Every fork with its shares, then the endings. Nobody is named."""
    split = seen.split
    if split is None or not split.journeys:
        return muted(_("Nobody has chosen anything yet."))
    parts = [_fork(fork, name_of(fork, story)) for fork in split.forks]
    if split.endings and not seen.standing.scene:
        parts.append(
            stacked([heading(_("How it ended")), *(_ending(each, split.journeys) for each in split.endings)], 0)
        )
    return stacked(parts)


def _fork(fork: Fork, name: str) -> Content:
    came = muted(ngettext("{count} came here", "{count} came here", fork.reached))
    return stacked([heading(name), came, *(_share(each, fork.reached) for each in fork.shares)], 0)


def _share(share: Share, reached: int) -> Content:
    words = (
        _("{count}, shut for {locked}", count=share.took, locked=share.locked_for)
        if share.locked_for
        else str(share.took)
    )
    return stacked([share.say, _bar(share.took, reached, words)], 0)


def _ending(ending: EndingCount, journeys: int) -> Content:
    return stacked([ending.title, _bar(ending.count, journeys, str(ending.count))], 0)


def _bar(part: int, whole: int, words: str) -> Content:
    full = round(_BAR * part / whole) if whole else 0
    return Content.assemble(("█" * full, "$accent"), ("░" * (_BAR - full), "$text-muted"), f"  {words}")
