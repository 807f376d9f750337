"""Asks before what cannot be taken back."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from game.wording import N_, _


class SureScreen(ModalScreen[bool]):
    CSS_PATH = "../../tui/screens/modal.tcss"
    BINDINGS = [
        Binding("escape", "dismiss(False)", N_("Back")),
        Binding("enter", "dismiss(True)", N_("Yes")),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(self._question, id="question", markup=False)
            yield Static(_("Enter: yes. Esc: no"), id="keys")
