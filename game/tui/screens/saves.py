"""The playthroughs that are kept: go on with one, rename, delete, take a deletion back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from game.keys import with_twin
from game.saves.playthrough_file import UnreadableError
from game.saves.shelf import Entry, Shelf
from game.tui.screens.name import NameScreen
from game.tui.widgets.keys import Keys
from game.wording import N_, _, ngettext

if TYPE_CHECKING:
    from game.tui.app import OtherBank


class SavesScreen(Screen[None]):
    CSS_PATH = "saves.tcss"
    AUTO_FOCUS = "#kept"
    BINDINGS = [
        Binding(f"escape,{with_twin('q')}", "app.pop_screen", N_("Back"), key_display="Esc"),
        Binding(f"{with_twin('r')},f6", "rename", N_("Rename"), key_display="r"),
        Binding(f"{with_twin('d')},delete", "delete", N_("Delete"), key_display="d"),
        Binding(f"{with_twin('u')},backspace", "restore", N_("Undo delete"), key_display="u"),
    ]

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf
        self._entries: list[Entry] = []
        self._deleted: list[Path] = []

    @property
    def _game(self) -> OtherBank:
        return cast("OtherBank", self.app)

    def compose(self) -> ComposeResult:
        yield Static(_("Games that are kept"), id="heading")
        yield OptionList(id="kept")
        yield Static(str(self._shelf.folder), id="where", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        self._list()

    def _list(self, at: int = 0) -> None:
        self._entries = self._shelf.entries()
        kept = self.query_one("#kept", OptionList)
        kept.clear_options()
        kept.add_options(
            [Option(_described(entry)) for entry in self._entries] or [Option(_("None yet."), disabled=True)]
        )
        kept.highlighted = min(at, len(self._entries) - 1) if self._entries else None

    @property
    def _chosen(self) -> Entry | None:
        at = self.query_one("#kept", OptionList).highlighted
        return self._entries[at] if at is not None and at < len(self._entries) else None

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        if entry := self._chosen:
            self._game.resume(entry.path)

    def action_rename(self) -> None:
        entry = self._chosen
        if entry and entry.play:
            self.app.push_screen(NameScreen(_("What should it be called?"), entry.play.name), self._renamed)

    def _renamed(self, name: str | None) -> None:
        entry = self._chosen
        if not entry or not name:
            return
        try:
            self._shelf.rename(entry.path, name)
        except (OSError, UnreadableError) as error:
            self.notify(_("It could not be renamed: {problem}", problem=error), severity="error")
        self._list()

    def action_delete(self) -> None:
        entry = self._chosen
        if not entry:
            return
        try:
            self._deleted.append(self._shelf.delete(entry.path))
        except OSError as error:
            self.notify(_("It could not be deleted: {problem}", problem=error.strerror or error), severity="error")
        else:
            self.notify(_("{file} is deleted. u brings it back.", file=entry.path.name))
        self._list(self._entries.index(entry))

    def action_restore(self) -> None:
        if not self._deleted:
            return self.notify(_("Nothing was deleted here."))
        try:
            self._shelf.restore(self._deleted.pop())
        except OSError as error:
            self.notify(_("It could not be brought back: {problem}", problem=error.strerror or error), severity="error")
        return self._list()


def _described(entry: Entry) -> Content:
    when = f"{entry.when:%Y-%m-%d %H:%M}"
    if entry.play is None:
        return Content.assemble(
            (f"{when}  ", "$text-muted"), entry.path.name, (f"  {_('cannot be read')}: ", "$error"), entry.problem
        )
    name = entry.play.name or (_("kept by the game") if entry.automatic else entry.path.stem)
    choices = ngettext("{count} choice", "{count} choices", len(entry.play.moves))
    rest = " · ".join([entry.play.traveller, choices, _("seed {seed}", seed=entry.play.seed)])
    return Content.assemble((f"{when}  ", "$text-muted"), (name, "bold"), (f"  {rest}", "$text-muted"))
