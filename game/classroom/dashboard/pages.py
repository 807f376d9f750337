"""What the facilitator reads of a class, as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from textual.content import Content

from game.classroom.tally import Chances, EndingCount, Fork, Share, name_of
from game.classroom.view import Pupil, View
from game.engine.story import Story
from game.tui.bar import bar
from game.tui.contents import heading, muted, stacked
from game.wording import _, ngettext
from game.wording.playthrough import percent

_BAR = 24


class Row(NamedTuple):
    """One pupil."""

    pseudonym: str
    traveller: str
    where: str
    choices: str
    how: str
    tone: str = ""
    """A style for the last of it."""


def rows(view: View, story: Story) -> list[Row]:
    return [_row(pupil, story) for pupil in view.pupils]


def _row(pupil: Pupil, story: Story) -> Row:
    run = pupil.latest
    if run is None:
        return Row(pupil.pseudonym, "", "", "", _("is here") if pupil.here else _("left"), "$text-muted")
    journey = run.journey
    place = story["places"][journey.place]["name"] if journey.place else ""
    ending = story["scenes"][journey.ending]["ending"] if journey.ending else None
    how = ending["title"] if ending else _("on the way") if pupil.here else _("left")
    who = story["travellers"][journey.traveller]["name"].partition(",")[0]
    tone = "$accent" if ending else "" if pupil.here else "$text-muted"
    return Row(pupil.pseudonym, who, place, str(len(run.moves)), how, tone)


def summary(view: View) -> str:
    """One line."""
    here = sum(pupil.here for pupil in view.pupils)
    ended = sum(1 for journey in view.journeys if journey.ending)
    away = view.refused.get("shut", 0)
    refused = sum(view.refused.values()) - away
    parts = [
        ngettext("{count} is here", "{count} are here", here),
        ngettext("{count} has ended", "{count} have ended", ended),
    ]
    if refused:
        parts.append(ngettext("{count} refused", "{count} refused", refused))
    if view.shut:
        parts.append(_("the door is shut"))
    if away:
        parts.append(ngettext("{count} turned away", "{count} turned away", away))
    return " · ".join(parts)


def forks(found: Sequence[Fork], story: Story, chances: Mapping[str, Chances], at: int) -> list[Content]:
    """Every fork with its split, the one at hand marked, with the exact odds where they are worked out."""
    return [_fork(fork, story, chances.get(fork.scene), number == at) for number, fork in enumerate(found)]


def _fork(fork: Fork, story: Story, chances: Chances | None, at_hand: bool) -> Content:
    came = ngettext("{count} came here", "{count} came here", fork.reached)
    mark = "▸ " if at_hand else "  "
    lines: list[Content | str] = [Content.assemble((f"{mark}{name_of(fork, story)}", "bold"), f"   {came}")]
    for share in fork.shares:
        lines += [f"    {share.say}", _share(share, fork.reached)]
        if chances and share.choice in chances:
            lines.append(muted(f"    {_odds(chances[share.choice])}"))
    return stacked(lines, 0)


def _share(share: Share, reached: int) -> Content:
    shut = f"  {_('shut for {count}', count=share.locked_for)}" if share.locked_for else ""
    return Content.assemble("    ", bar(share.took, reached, _BAR), f"  {share.took}{shut}")


def _odds(chances: Mapping[str, float]) -> str:
    likely = sorted(chances.items(), key=lambda each: -each[1])
    told = ", ".join(f"{group} {percent(Fraction(chance))}" for group, chance in likely if chance > 0)
    return _("From there, by chance: {odds}", odds=told)


def endings(found: Sequence[EndingCount], journeys: int) -> Content:
    if not found:
        return muted(_("Nobody has come to an end yet."))
    return stacked([heading(_("How it ended")), *(_ending(each, journeys) for each in found)])


def _ending(ending: EndingCount, journeys: int) -> Content:
    told = Content.assemble(bar(ending.count, journeys, _BAR), f"  {ending.count}  ", (ending.group, "$text-muted"))
    return stacked([ending.title, told], 0)
