"""The map: coastlines, borders, the roads, and where you are, in the terminal's own characters."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from game.engine.playthrough import Playthrough
from game.map.draw import draw
from game.map.itinerary import itinerary
from game.map.styles import Role
from game.settings import MapStyle

_COLOURS: dict[Role, str] = {
    "sea": "$secondary 60%",
    "coast": "$secondary",
    "border": "$text-muted",
    "occupied": "$error 70%",
    "road-open": "$foreground 80%",
    "road-taken": "bold $accent",
    "country": "$text-muted",
    "place": "$foreground",
    "shut": "$text-muted",
    "label": "$foreground",
    "here": "bold $accent",
}


class RoadMap(Widget):
    """Draws itself anew in whatever room it has."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._playthrough: Playthrough | None = None
        self._style: MapStyle = "braille"

    def show(self, playthrough: Playthrough, style: MapStyle) -> None:
        self._playthrough = playthrough
        self._style = style
        self.refresh()

    def render(self) -> RenderResult:
        if self._playthrough is None or self.size.width < 20 or self.size.height < 5:
            return ""
        return _drawn(self._playthrough, self._style, self.size.width, self.size.height)


def _drawn(playthrough: Playthrough, style: MapStyle, width: int, height: int) -> Content:
    rules = playthrough.rules
    visited = [(passage.place, passage.tick) for passage in playthrough.passages if passage.place]

    def is_open(place: str) -> bool:
        return rules.holds(rules.story["places"][place]["open"], playthrough.values)

    if style == "list":
        return Content("\n").join(map(Content, itinerary(rules.story, visited, playthrough.tick, is_open)))
    rows = draw(rules.story, [place for place, _ in visited], playthrough.tick, is_open, width, height, style)
    return Content("\n").join(Content.assemble(*((text, _COLOURS.get(role, "")) for text, role in row)) for row in rows)
