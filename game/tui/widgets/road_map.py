"""The map: coastlines, borders, the roads, and where you are, in the terminal's own characters."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from game.engine.playthrough import Playthrough
from game.map import queues
from game.map.draw import draw
from game.map.itinerary import itinerary
from game.map.legend import legend
from game.map.roads import near
from game.map.styles import Role, Run
from game.settings import MapStyle

_COLOURS: dict[Role, str] = {
    "sea": "$secondary 50%",
    "coast": "$secondary",
    "border": "$text-muted",
    "occupied": "$error 70%",
    "road-open": "$foreground 80%",
    "road-taken": "bold $accent",
    "country": "$text-muted",
    "place": "$foreground",
    "shut": "$text-muted",
    "queue": "bold $warning",
    "label": "$foreground",
    "scale": "$text-muted",
    "here": "bold $accent",
}
_LEAST_COLUMNS, _LEAST_ROWS = 20, 5


class RoadMap(Widget):
    """Draws itself anew in whatever room it has; as a list it is as tall as it needs to be."""

    _playthrough: Playthrough | None = None
    _style: MapStyle = "braille"
    _about: Collection[str] = ()

    def show(self, playthrough: Playthrough, style: MapStyle, about: Collection[str] = ()) -> None:
        """`about`: the places to be shown; without any, those that matter from where the player is."""
        self._playthrough = playthrough
        self._style = style
        self._about = about
        self.refresh()

    def render(self) -> RenderResult:
        columns, rows = self.size
        if self._playthrough is None or columns < _LEAST_COLUMNS or rows < _LEAST_ROWS:
            return ""
        if self._style == "list":
            return as_list(self._playthrough)
        rules, values = self._playthrough.rules, self._playthrough.values
        trail = [passage.place for passage in self._playthrough.passages if passage.place]

        def is_open(place: str) -> bool:
            return rules.holds(rules.story["places"][place]["open"], values)

        tick = self._playthrough.tick
        return coloured(draw(rules.story, trail, tick, is_open, columns, rows, self._style, self._about))


def as_list(playthrough: Playthrough) -> Content:
    """The road taken, the roads open and the doors that have shut, in words."""
    rules = playthrough.rules
    visited = [(passage.place, passage.tick) for passage in playthrough.passages if passage.place]

    def is_open(place: str) -> bool:
        return rules.holds(rules.story["places"][place]["open"], playthrough.values)

    return Content("\n").join(map(Content, itinerary(rules.story, visited, playthrough.tick, is_open)))


def queued(playthrough: Playthrough, style: MapStyle, about: Collection[str] = ()) -> Content:
    """The queues at the places that are shown, in words; nothing for a list, which has them."""
    story = playthrough.rules.story
    shown = about or near(story, [passage.place for passage in playthrough.passages if passage.place])
    lines = () if style == "list" else queues.told(story, playthrough.tick, shown)
    return Content("\n").join(map(Content, lines))


def signs(columns: int, style: MapStyle) -> Content:
    """What the signs of the map mean; nothing for a list, which has none."""
    return Content("") if style == "list" else coloured(legend(columns, style))


def coloured(rows: Iterable[Iterable[Run]]) -> Content:
    return Content("\n").join(Content.assemble(*((text, _COLOURS.get(role, "")) for text, role in row)) for row in rows)
