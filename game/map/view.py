"""Which part of the globe a frame of cells shows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from game.map.canvas import Dot, Grid
from game.map.projection import Degrees, Plane, Projection

_NARROWEST = 0.004
"""The least that is shown from top to bottom, in radii of the globe: about 25 km."""
_SIDE, _EDGE = 0.16, 0.13
"""How much of the frame stays free left and right, for labels, and above and below."""


class View(NamedTuple):
    """Dots are square on every grid, because a cell is about twice as tall as it is wide."""

    grid: Grid
    projection: Projection
    left: float
    top: float
    """The upper left corner on the plane."""
    scale: float
    """Dots to a radius of the globe."""

    def dot(self, point: Degrees) -> Dot:
        """Where a point of the globe falls, in dots from the upper left corner; may lie outside."""
        return self.dots([self.projection.plane(point)])[0]

    def dots(self, points: Iterable[Plane]) -> list[Dot]:
        left, top, scale = self.left, self.top, self.scale
        return [((x - left) * scale, (top - y) * scale) for x, y in points]

    def cell(self, point: Degrees) -> tuple[int, int]:
        """Column and row; may lie outside."""
        x, y = self.dot(point)
        return math.floor(x / self.grid.dots_across), math.floor(y / self.grid.dots_down)


def around(points: Sequence[Degrees], grid: Grid) -> View:
    """The view that shows all the points as large as they fit, with room about them."""
    longitudes = [longitude for _, longitude in points]
    projection = Projection((min(longitudes) + max(longitudes)) / 2)
    xs, ys = zip(*map(projection.plane, points), strict=True)
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    scale = min(
        grid.width * (1 - 2 * _SIDE) / max(width, 1e-9),
        grid.height * (1 - 2 * _EDGE) / max(height, 1e-9),
        grid.height / _NARROWEST,
    )
    left = (min(xs) + max(xs) - grid.width / scale) / 2
    top = (min(ys) + max(ys) + grid.height / scale) / 2
    return View(grid, projection, left, top, scale)
