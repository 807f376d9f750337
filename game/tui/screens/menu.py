"""The menu over the story: everything that a key does, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from game.keys import with_twin
from game.tui.actions import ACTIONS, all_keys
from game.wording import _

if TYPE_CHECKING:
    from game.tui.app import OtherBank

_COLUMN = 14


class MenuScreen(ModalScreen[None]):
    CSS_PATH = "modal.tcss"
    BINDINGS = [Binding(f"escape,{with_twin('q')}", "app.pop_screen", "Back")]

    @property
    def _game(self) -> OtherBank:
        return cast("OtherBank", self.app)

    def compose(self) -> ComposeResult:
        doing = [Option(f"{_(action.label):<{_COLUMN}}{all_keys(action)}", id=action.name) for action in ACTIONS[1:]]
        with Vertical(id="box"):
            yield Static(_("The game is saved. Esc goes back to it."), id="question")
            yield OptionList(*doing, *(Option(words, id=action) for action, words in self._game.ways_out))

    @on(OptionList.OptionSelected)
    async def _selected(self, event: OptionList.OptionSelected) -> None:
        self._game.pop_screen()
        await self._game.screen.run_action(event.option_id or "")
