"""The first screen: what this is, and where to go from here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from game.keys import with_twin
from game.saves.playthrough_file import Saved
from game.saves.shelf import Entry
from game.tui.by_digit import DIGITS, ByDigit
from game.tui.prose import prose
from game.tui.widgets.keys import Keys
from game.wording import N_, _, ngettext

if TYPE_CHECKING:
    from game.tui.app import OtherBank


class TitleScreen(ByDigit, Screen[None]):
    AUTO_FOCUS = "#menu"
    BINDINGS = [
        Binding(with_twin("q"), "app.quit", N_("Quit"), key_display="q"),
        Binding("escape", "nothing", show=False),
        *DIGITS,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._latest: Path | None = None

    @property
    def _game(self) -> OtherBank:
        return cast("OtherBank", self.app)

    def compose(self) -> ComposeResult:
        about = self._game.rules.story["about"]
        with VerticalScroll(id="sheet", can_focus=False), Vertical(id="middle"):
            yield Static(about["title"], id="name", markup=False)
            yield Static(prose(about["about"]), id="about")
            yield OptionList(*self._menu(None), id="menu")
            yield Static(prose(about["content"]), id="content")
        yield Keys()

    def show(self) -> None:
        """Its words anew, in another language."""
        about = self._game.rules.story["about"]
        self.query_one("#name", Static).update(about["title"])
        self.query_one("#about", Static).update(prose(about["about"]))
        self.query_one("#content", Static).update(prose(about["content"]))
        self.query_one(Keys).refresh(recompose=True)
        self._offer()

    def on_screen_resume(self) -> None:
        self.call_after_refresh(self._offer)

    def _offer(self) -> None:
        """The shelf is read after the first frame: nobody waits for a disk."""
        latest = self._game.shelf.latest(self._game.rules.story["about"]["id"])
        menu = self.query_one("#menu", OptionList)
        menu.clear_options()
        menu.add_options(self._menu(latest))
        menu.highlighted = 0
        self._latest = latest.path if latest else None

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._go(event.option_id or "")

    def action_nothing(self) -> None:
        """Esc on the first screen goes nowhere, rather than out."""

    def _go(self, where: str) -> None:
        match where:
            case "continue":
                if self._latest:
                    self._game.resume(self._latest)
            case "new":
                from game.tui.screens.travellers import TravellersScreen

                self._game.push_screen(TravellersScreen())
            case "load":
                from game.tui.screens.saves import SavesScreen

                self._game.push_screen(SavesScreen(self._game.shelf))
            case "sources":
                from game.tui.screens.sources import sources_page

                self._game.push_screen(sources_page(self._game.rules.story))
            case "settings":
                from game.tui.screens.settings import SettingsScreen

                self._game.push_screen(SettingsScreen())
            case "quit":
                self._game.exit()

    def _menu(self, latest: Entry | None) -> list[Option]:
        items = [
            ("new", _("New journey")),
            ("load", _("Load")),
            ("sources", _("What is true here")),
            ("settings", _("Settings")),
            ("quit", _("Quit")),
        ]
        if latest and latest.play:
            items.insert(0, ("continue", f"{_('Continue')}  ({self._described(latest.play)})"))
        return [Option(f"{number}  {words}", id=name) for number, (name, words) in enumerate(items, 1)]

    def _described(self, play: Saved) -> str:
        travellers = self._game.rules.story["travellers"]
        who = travellers[play.traveller]["name"] if play.traveller in travellers else play.traveller
        choices = ngettext("{count} choice", "{count} choices", len(play.moves))
        return play.name or f"{who}, {choices}"
