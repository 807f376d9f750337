"""One of many, found by typing a part of its name."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from game.tui import screens

MOST = 200
"""Listed at once."""


class Picker(ModalScreen[int | None]):
    """Gives the number of what was picked."""

    CSS_PATH = [f"{screens.__path__[0]}/modal.tcss", "picker.tcss"]
    AUTO_FOCUS = "Input"
    BINDINGS = [
        Binding("escape", "dismiss", "Back"),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def __init__(self, question: str, names: Sequence[str]) -> None:
        super().__init__()
        self._question = question
        self._names = names

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(self._question, id="question", markup=False)
            yield Input(placeholder="part of its name")
            yield OptionList(id="found")
            yield Static("Enter picks, Esc goes back", id="keys")

    def on_mount(self) -> None:
        self._list("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, part: str) -> None:
        words = part.lower().split()
        found = [at for at, name in enumerate(self._names) if all(word in name.lower() for word in words)]
        listed = self.query_one("#found", OptionList)
        listed.clear_options()
        listed.add_options([Option(Content(self._names[at]), id=str(at)) for at in found[:MOST]])
        listed.highlighted = 0 if found else None

    def action_move(self, by: int) -> None:
        listed = self.query_one("#found", OptionList)
        if listed.option_count:
            listed.highlighted = ((listed.highlighted or 0) + by) % listed.option_count

    @on(Input.Submitted)
    def _entered(self) -> None:
        listed = self.query_one("#found", OptionList)
        if listed.highlighted is not None:
            self.dismiss(int(listed.get_option_at_index(listed.highlighted).id or 0))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(int(event.option_id or 0))
