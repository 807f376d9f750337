"""What came of a vote, and who decides where it is a tie."""

from __future__ import annotations

import secrets

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from game.classroom.vote.bars import ARROWS, Scrolled, bars
from game.classroom.vote.count import Count
from game.engine.rules import Option
from game.keys import with_twin
from game.tui.contents import stacked
from game.tui.prose import flat
from game.wording import N_, _


class ResultScreen(Scrolled, ModalScreen[str | None]):
    """What came of it: a majority is taken; a tie is decided by the facilitator, or by a coin."""

    CSS_PATH = ["../../tui/screens/modal.tcss", "projector.tcss"]
    BINDINGS = [
        *ARROWS,
        Binding("enter", "take", N_("Go on so")),
        Binding("escape", "dismiss", N_("Count again")),
        Binding(with_twin("c"), "coin", N_("Toss a coin")),
        *(Binding(str(digit), f"decide({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(self, options: list[Option], count: Count) -> None:
        super().__init__()
        self.options = options
        self.count = count
        self.decided = count.leading[0] if len(count.leading) == 1 else ""
        self._by = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(id="question")
            with VerticalScroll(id="body", can_focus=False):
                yield Static(bars(self.options, self.count), id="votes")
                yield Static(id="said")
            yield Static(id="keys")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        tie = len(self.count.leading) > 1
        self.query_one("#question", Static).update(self._verdict())
        parts = [self._by] if self._by else []
        if self.count.outvoted:
            parts.append(_("What did the majority overlook?"))
        self.query_one("#said", Static).update(stacked(parts))
        keys = [
            _("Enter goes on so") if self.decided else "",
            _("A tie: whoever leads decides by its digit; c tosses a coin") if tie else "",
            _("Esc goes back, to count again"),
        ]
        self.query_one("#keys", Static).update(". ".join(each for each in keys if each))

    def _verdict(self) -> Content:
        if self.decided:
            words = next(option.say for option in self.options if option.id == self.decided)
            return Content.assemble(flat(words))
        if not self.count.voted:
            return Content(_("Nobody voted"))
        return Content(_("A tie"))

    def action_take(self) -> None:
        if self.decided:
            self.dismiss(self.decided)

    def action_decide(self, number: int) -> None:
        if len(self.count.leading) > 1 and number <= len(self.options):
            self._decide(self.options[number - 1].id, _("Decided by whoever leads."))

    def action_coin(self) -> None:
        if len(self.count.leading) > 1:
            self._decide(secrets.choice(self.count.leading), _("Decided by a coin."))

    def _decide(self, choice: str, by: str) -> None:
        if choice in self.count.leading:
            self.decided, self._by = choice, by
            self._show()
