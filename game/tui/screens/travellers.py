"""Whom to play: each traveller's card."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from game.engine.text import plain
from game.keys import with_twin
from game.tui.contents import muted, stacked
from game.tui.prose import prose
from game.tui.widgets.keys import Keys
from game.wording import N_, _

if TYPE_CHECKING:
    from game.tui.app import OtherBank


class TravellersScreen(Screen[None]):
    CSS_PATH = "travellers.tcss"
    AUTO_FOCUS = "#who"
    BINDINGS = [
        Binding(f"escape,{with_twin('q')}", "app.pop_screen", N_("Back"), key_display="Esc"),
        Binding("enter", "set_out", N_("Set out"), show=True),
        Binding("space", "down", N_("Read on"), key_display="Space"),
        *(Binding(str(digit), f"look({digit})", show=False) for digit in range(1, 10)),
    ]

    @property
    def _game(self) -> OtherBank:
        return cast("OtherBank", self.app)

    def compose(self) -> ComposeResult:
        travellers = self._game.travellers
        yield Static(_("Whose road?"), id="heading")
        with Horizontal(id="columns"):
            yield OptionList(
                *(Option(f"{n}  {who['name']}", id=key) for n, (key, who) in enumerate(travellers.items(), 1)), id="who"
            )
            with VerticalScroll(id="card", can_focus=False):
                yield Static(id="words")
        yield Keys()

    @on(OptionList.OptionHighlighted)
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        rules = self._game.rules
        who = rules.story["travellers"][event.option_id or ""]
        parts: list[Content] = [prose(rules.at_start(who["card"]))]
        if who["invented"]:
            parts.append(muted(_("An invented person, made from several who were reported.")))
        parts.append(muted(plain(rules.story["about"]["invented"])))
        self.query_one("#words", Static).update(stacked(parts))

    @on(OptionList.OptionSelected)
    def _set_out(self, event: OptionList.OptionSelected) -> None:
        self._game.begin(event.option_id or "")

    def action_look(self, number: int) -> None:
        """A digit shows the card; the same digit again, or Enter, sets out."""
        who = self.query_one("#who", OptionList)
        if number > who.option_count:
            return
        if who.highlighted == number - 1:
            who.action_select()
        who.highlighted = number - 1

    def action_down(self) -> None:
        self.query_one("#card").scroll_page_down()
