"""Which question the class stops at: one of the lesson's, or one that is typed in."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from game.classroom.lesson import LONGEST_NOTE, Stop
from game.tui.hanging import item
from game.wording import N_, _


class StopsScreen(ModalScreen[Stop | None]):
    CSS_PATH = "../../tui/screens/modal.tcss"
    BINDINGS = [Binding("escape", "dismiss", N_("Back"))]

    def __init__(self, stops: Sequence[Stop]) -> None:
        super().__init__()
        self._stops = list({stop.question: stop for stop in stops}.values())  # many scenes ask the same

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(_("Stop at which question?"), id="question")
            yield OptionList(*(Option(item(n, stop.question)) for n, stop in enumerate(self._stops, 1)))
            yield Input(placeholder=_("or one of your own"), max_length=LONGEST_NOTE)
            yield Static(_("Enter stops the class there, Tab goes to a question of your own, Esc goes back"), id="keys")

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._stops[event.option_index])

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        if question := event.value.strip():
            self.dismiss(Stop(question))
