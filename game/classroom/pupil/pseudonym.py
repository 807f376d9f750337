"""Asks a pupil for a pseudonym, where the class lets pupils choose."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from game.classroom.names import LONGEST_PSEUDONYM
from game.classroom.pupil.attendance import CALLED, NO_NAME
from game.wording import N_, _


class PseudonymScreen(ModalScreen[str | None]):
    """Gives what was typed; empty: as the class likes."""

    CSS_PATH = "../../tui/screens/modal.tcss"
    BINDINGS = [Binding("escape", "app.leave", N_("Leave quietly"), key_display="Esc")]

    def __init__(self, not_taken: str) -> None:
        """`not_taken`: why the one before was not taken."""
        super().__init__()
        self._not_taken = not_taken

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(_(CALLED), id="question", markup=False)
            yield Static(self._not_taken or _(NO_NAME), markup=False)
            yield Input(max_length=LONGEST_PSEUDONYM)
            yield Static(_("Enter joins, Esc leaves quietly"), id="keys")

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())
