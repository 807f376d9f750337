"""The map, as large as the terminal allows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast, get_args

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer, Static

from game.engine.playthrough import Playthrough
from game.keys import with_twin
from game.settings import MapStyle
from game.tui.widgets.road_map import RoadMap

if TYPE_CHECKING:
    from game.tui.app import OtherBank

_STYLES: tuple[MapStyle, ...] = get_args(MapStyle)


class MapScreen(Screen[None]):
    CSS_PATH = "page.tcss"
    BINDINGS = [
        Binding(f"escape,{with_twin('q')},{with_twin('m')},f2", "app.pop_screen", "Back", key_display="Esc"),
        Binding("space,tab", "other_style", "Dots, blocks or list", key_display="Space"),
    ]

    def __init__(self, playthrough: Playthrough) -> None:
        super().__init__()
        self._playthrough = playthrough

    @property
    def _game(self) -> OtherBank:
        return cast("OtherBank", self.app)

    def compose(self) -> ComposeResult:
        yield Static("Map", id="heading")
        yield RoadMap(id="whole")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.query_one(RoadMap).show(self._playthrough, self._game.settings.map_style)

    def action_other_style(self) -> None:
        settings = self._game.settings
        following = _STYLES[(_STYLES.index(settings.map_style) + 1) % len(_STYLES)]
        self._game.change_settings(replace(settings, map_style=following))
        self.query_one(RoadMap).show(self._playthrough, following)
