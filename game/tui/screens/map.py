"""The map, as large as the terminal allows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast, get_args

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from game.engine.playthrough import Playthrough
from game.keys import with_twin
from game.settings import MapStyle
from game.tui.widgets.keys import Keys
from game.tui.widgets.road_map import RoadMap, as_list, queued, signs
from game.wording import N_, _

if TYPE_CHECKING:
    from game.tui.app import OtherBank

_STYLES: tuple[MapStyle, ...] = get_args(MapStyle)


class MapScreen(Screen[None]):
    CSS_PATH = "map.tcss"
    BINDINGS = [
        Binding(f"escape,{with_twin('q')},{with_twin('m')},f2", "app.pop_screen", N_("Back"), key_display="Esc"),
        Binding("space", "other_view", N_("Near or whole"), key_display="Space"),
        Binding(f"tab,{with_twin('d')}", "other_style", N_("Dots, blocks or list"), key_display="Tab"),
    ]

    def __init__(self, playthrough: Playthrough) -> None:
        super().__init__()
        self._playthrough = playthrough
        self._whole = False

    @property
    def _game(self) -> OtherBank:
        return cast("OtherBank", self.app)

    def compose(self) -> ComposeResult:
        yield Static(_("Map"), id="heading")
        yield RoadMap(id="drawn")
        with VerticalScroll(id="listed"):
            yield Static(id="words")
        yield Static(id="signs")
        with VerticalScroll(id="queues"):
            yield Static(id="queued")
        yield Keys()

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        style = self._game.settings.map_style
        listed = style == "list"
        self.query_one("#listed").display = listed
        self.query_one("#drawn").display = not listed
        self.query_one("#words", Static).update(as_list(self._playthrough))
        about = self._playthrough.rules.story["places"] if self._whole else ()
        self.query_one(RoadMap).show(self._playthrough, style, about)
        self.query_one("#signs", Static).update(signs(self.size.width - 4, style))
        told = queued(self._playthrough, style, about)
        self.query_one("#queues").display = bool(told)
        self.query_one("#queued", Static).update(told)

    def action_other_view(self) -> None:
        self._whole = not self._whole
        self._show()

    def action_other_style(self) -> None:
        settings = self._game.settings
        following = _STYLES[(_STYLES.index(settings.map_style) + 1) % len(_STYLES)]
        self._game.change_settings(replace(settings, map_style=following))
        self._show()
