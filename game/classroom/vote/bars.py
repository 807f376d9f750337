"""A count as it is shown, and how it is scrolled."""

from __future__ import annotations

from typing import cast

from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen

from game.classroom.vote.count import Count
from game.engine.rules import Option
from game.tui.bar import bar
from game.tui.contents import muted, stacked
from game.tui.prose import flat
from game.wording import N_, ngettext

_BAR = 16

ARROWS = [
    Binding("up,pageup", "look(-1)", N_("Scroll"), show=False),
    Binding("down,pagedown", "look(1)", N_("Scroll"), show=False),
]


class Scrolled:
    """A long menu on a small screen: arrows scroll what is counted, wherever the cursor is."""

    def action_look(self, way: int) -> None:
        body = cast("ModalScreen[object]", self).query_one("#body")
        body.scroll_relative(y=way * max(1, body.size.height - 1), animate=False)


def asked(options: list[Option], count: Count) -> Content:
    """What can be voted for, and how many have."""
    parts = [Content.assemble((f"{number}  ", "bold"), flat(each.say)) for number, each in enumerate(options, 1)]
    everybody = count.voted + count.abstained
    voted = ngettext("{voted} of {count} has voted", "{voted} of {count} have voted", everybody, voted=count.voted)
    return stacked([*parts, muted(voted)], 0)


def bars(options: list[Option], count: Count) -> Content:
    """A choice and its votes; then who abstained."""
    most = max(1, *(votes for _, votes in count.votes))
    parts: list[Content] = []
    for number, (option, (_choice, votes)) in enumerate(zip(options, count.votes, strict=True), 1):
        said = Content.assemble((f"{number}  ", "bold"), flat(option.say))
        parts += [said, Content.assemble("   ", bar(votes, most, _BAR), (f"  {votes}", "bold"))]
    if count.abstained:
        parts.append(muted(ngettext("{count} abstained", "{count} abstained", count.abstained)))
    return stacked(cast("list[Content | str]", parts), 0)
