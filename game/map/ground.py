"""What lies under the roads: coasts, borders, hatching, sea and the names of countries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from game.map.atlas import Atlas, projected
from game.map.canvas import Canvas, Dot, crossings, spans
from game.map.styles import Style
from game.map.view import View

_SEA_EVERY = (8, 2)
"""Columns and rows between two waves."""
_FINEST = 2.5
"""Dots between two points of a shore: bays and islets smaller than that would only blacken the frame."""
_SMALLEST = 4
"""Points that the outline of an island must have."""
_WIDE = 0.6
"""A country's name is tried in rows at least so wide, in proportion to the widest."""


class Name(NamedTuple):
    text: str
    where: list[tuple[int, int]]
    """Columns and rows at which it may begin, the best first."""


class Ground(NamedTuple):
    coast: list[int]
    borders: list[int]
    occupied: list[int]
    """The dots of each cell."""
    sea: list[int]
    """The cells that hold a wave."""
    names: list[Name]
    """The largest country first."""


@lru_cache(maxsize=8)
def ground(drawn: Atlas, view: View, style: Style) -> Ground:
    lines = [_thinned(view.dots(line)) for line in projected(drawn, view.projection)]
    coast, borders = Canvas(view.grid), Canvas(view.grid)
    for index in drawn.coast:
        coast.line(lines[index], style.coast.dash, style.coast.thick)
    for index in drawn.borders:
        borders.line(lines[index], style.border.dash, style.border.thick)
    countries = {name: [lines[index] for index in indices] for name, indices in drawn.countries}
    occupied = _hatched(drawn, view, style, countries)
    shores = [lines[index] for index in drawn.coast]
    return Ground(coast.cells, borders.cells, occupied, _sea(view, shores), _names(view, countries))


def _thinned(line: list[Dot]) -> list[Dot]:
    """Without the points that follow too close; nothing is left of an islet."""
    last = line[0]
    thin = [last]
    for point in line:
        if abs(point[0] - last[0]) > _FINEST or abs(point[1] - last[1]) > _FINEST:
            thin.append(point)
            last = point
    if line[0] == line[-1] and len(thin) < _SMALLEST:
        return []
    return [*thin, line[-1]]


def _hatched(drawn: Atlas, view: View, style: Style, countries: dict[str, list[list[Dot]]]) -> list[int]:
    canvas = Canvas(view.grid)
    for country, ring in drawn.occupied:
        outline = view.dots(map(view.projection.plane, ring))
        area = crossings([[*outline, outline[0]]], view.grid.height, 1)
        land = crossings(countries[country], view.grid.height, 1)
        for y in range(view.grid.height):
            for start, end in _both(spans(area[y]), spans(land[y])):
                first = max(0, round(start))
                first += -(first + y) % style.hatch
                for x in range(first, min(view.grid.width, round(end)), style.hatch):
                    canvas.dot(x, y)
    return canvas.cells


def _both(some: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    """Where the stretches of the two overlap."""
    for start, end in some:
        for other_start, other_end in others:
            if max(start, other_start) < min(end, other_end):
                yield max(start, other_start), min(end, other_end)


def _sea(view: View, shores: Sequence[Sequence[Dot]]) -> list[int]:
    """One cell in so many of those that lie outside all shores; none where there is no land at all."""
    grid = view.grid
    columns, rows = _SEA_EVERY
    if not shores:
        return []
    return [
        row * grid.columns + column
        for row, crossed in enumerate(crossings(shores, grid.rows, grid.dots_down))
        if row % rows == 0
        for column in range(row // rows % 2 * columns // 2, grid.columns, columns)
        if sum(x < (column + 0.5) * grid.dots_across for x in crossed) % 2 == 0
    ]


def _names(view: View, countries: dict[str, list[list[Dot]]]) -> list[Name]:
    sized = [(sum(room for room, *_ in found), name, found) for name, found in _rooms(view, countries)]
    return [Name(name.upper(), _starts(found, len(name))) for _, name, found in sorted(sized, reverse=True)]


def _starts(rooms: Sequence[tuple[int, int, int]], length: int) -> list[tuple[int, int]]:
    """Where a name of so many letters may begin: near the middle of the widest rows."""
    widest = max(room for room, *_ in rooms)
    wide = [each for each in rooms if each[0] >= max(widest * _WIDE, length + 2)]
    middle = sum(row for _, row, _ in wide) / max(1, len(wide))
    return [
        (start + (room - length) * share // 4, row)
        for room, row, start in sorted(wide, key=lambda each: abs(each[1] - middle))
        for share in (2, 1, 3)
    ]


def _rooms(view: View, countries: dict[str, list[list[Dot]]]) -> Iterable[tuple[str, list[tuple[int, int, int]]]]:
    """For each country in view its stretches: cells, row, first column."""
    grid = view.grid
    for name, lines in countries.items():
        found = [
            (int(right) - int(left), row, int(left))
            for row, crossed in enumerate(crossings(lines, grid.rows, grid.dots_down))
            for start, end in spans(crossed)
            for left, right in [(max(0.0, start / grid.dots_across), min(grid.columns, end / grid.dots_across))]
            if right > left
        ]
        if found:
            yield name, found
