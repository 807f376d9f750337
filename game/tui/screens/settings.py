"""What the player can set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from game.engine.story import Dial
from game.keys import with_twin
from game.settings import MapStyle, Settings
from game.tui.languages import Languages, name
from game.wording import N_, _

if TYPE_CHECKING:
    from game.tui.app import OtherBank

_Value = TypeVar("_Value", bound=str)
_COLUMN = 26
_THEMES = {
    "night-road": N_("night road"),
    "paper": N_("paper"),
    "ansi-dark": N_("the terminal's own, dark"),
    "ansi-light": N_("the terminal's own, light"),
}
_MAPS: dict[MapStyle, str] = {
    "braille": N_("dots (braille)"),
    "blocks": N_("half blocks"),
    "list": N_("a list of places"),
}


class _Row(NamedTuple):
    label: str
    value: str
    turned: Settings
    """The settings with this one on its next value."""
    speaks: str = ""
    """The language that it turns to, where it is the line of the languages."""


class SettingsScreen(ModalScreen[None]):
    CSS_PATH = "modal.tcss"
    BINDINGS = [
        Binding(f"escape,{with_twin('q')}", "dismiss", "Back"),
        *(Binding(str(digit), f"turn({digit})", show=False) for digit in range(1, 10)),
    ]

    @property
    def _game(self) -> OtherBank:
        return cast("OtherBank", self.app)

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(_("Settings"), id="question")
            yield OptionList(*_listed(self._rows()))
            yield Static(_("Enter changes a line, Esc goes back"), id="keys")

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.action_turn(event.option_index + 1)

    def action_turn(self, number: int) -> None:
        rows = self._rows()
        if number > len(rows):
            return
        if language := rows[number - 1].speaks:
            self._game.speak(language)
            return
        self._game.change_settings(rows[number - 1].turned)
        shown = self.query_one(OptionList)
        shown.clear_options()
        shown.add_options(_listed(self._rows()))
        shown.highlighted = number - 1

    def _rows(self) -> list[_Row]:
        return _rows(self._game.settings, self._game.languages, self._game.rules.story["dials"])


def _rows(now: Settings, languages: Languages, dials: Mapping[str, Dial]) -> list[_Row]:
    rows = [
        _Row(_("Colours"), _(_THEMES.get(now.theme, now.theme)), replace(now, theme=_after(list(_THEMES), now.theme))),
        _Row(_("Marks of what was reported"), _yes(now.marks), replace(now, marks=not now.marks)),
        _Row(_("Map"), _(_MAPS[now.map_style]), replace(now, map_style=_after(get_args(MapStyle), now.map_style))),
        _Row(_("Motion"), _yes(now.motion), replace(now, motion=not now.motion)),
    ]
    if len(languages.known) > 1:
        rows.append(_Row(_("Language"), name(languages.spoken), now, languages.after))
    return rows + [_dial(now, name, dial) for name, dial in dials.items()]


def _dial(now: Settings, name: str, dial: Dial) -> _Row:
    down = name in now.short
    short = [each for each in now.short if each != name] + [name] * (not down)
    return _Row(dial["name"], _("in short") if down else _("in full"), replace(now, short=short))


def _after(values: Sequence[_Value], value: _Value) -> _Value:
    return values[(values.index(value) + 1) % len(values)] if value in values else values[0]


def _yes(value: bool) -> str:
    return _("on") if value else _("off")


def _listed(rows: Sequence[_Row]) -> list[Option]:
    column = max(_COLUMN, *(len(row.label) for row in rows))
    return [
        Option(Content.assemble((f"{number}  ", "bold $primary"), f"{row.label:<{column}}  ", (row.value, "bold")))
        for number, row in enumerate(rows, 1)
    ]
