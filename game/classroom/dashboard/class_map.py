"""Where everybody is, on the map."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from game.engine.story import Place, Story
from game.map.draw import draw
from game.tui.widgets.road_map import coloured

_LEAST_COLUMNS, _LEAST_ROWS = 20, 5


class ClassMap(Widget):
    _story: Story | None = None
    _counts: Mapping[str, int] = {}
    _tick = 0

    def show(self, story: Story, counts: Mapping[str, int], tick: int) -> None:
        """`counts`: how many are at each place."""
        self._story, self._counts, self._tick = story, counts, tick
        self.refresh()

    def render(self) -> RenderResult:
        columns, rows = self.size
        if self._story is None or columns < _LEAST_COLUMNS or rows < _LEAST_ROWS:
            return ""
        if not self._counts:
            return Content("")
        told = _with_counts(self._story, self._counts)
        return coloured(draw(told, (), self._tick, lambda _place: True, columns, rows, about=tuple(self._counts)))


def _with_counts(story: Story, counts: Mapping[str, int]) -> Story:
    """Only the places where somebody is, each named with how many are there."""
    places: dict[str, Place] = {}
    for name, count in counts.items():
        place = story["places"][name].copy()
        place["name"] = f"{place['name']} {count}"
        places[name] = place
    told = story.copy()
    told["places"] = places
    told["legs"] = [leg for leg in story["legs"] if leg["from"] in places and leg["to"] in places]
    return told
