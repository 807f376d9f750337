"""Which part of the globe a frame of cells shows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from game.map.canvas import Dot, Grid
from game.map.projection import Degrees, Plane, Projection

GLOBE = 6371
"""The radius of the globe, in kilometres."""
_NARROWEST = 0.006
"""The least that is shown from top to bottom, in radii of the globe: nearly 40 km."""
_SIDE, _EDGE = 12, 3
"""At most so many columns stay free left and right, for labels, and so many rows above and below."""
_SHARE = 6
"""And at most one part in so many of the frame."""


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


def bar(view: View) -> tuple[int, int]:
    """A round length for a scale bar, at most a fifth of the frame: in cells, at least 2, and in kilometres."""
    grid = view.grid
    middle = (view.left + grid.width / view.scale / 2, view.top - grid.height / view.scale / 2)
    cell = grid.dots_across / view.scale / view.projection.magnified(middle) * GLOBE
    lengths = [digit * 10**power for power in range(4) for digit in (1, 2, 5)]
    kilometres = max((length for length in lengths if length <= cell * grid.columns / 5), default=1)
    return max(2, round(kilometres / cell)), kilometres


def around(points: Sequence[Degrees], grid: Grid) -> View:
    """The view that shows all the points as large as they fit, with room about them."""
    longitudes = [longitude for _, longitude in points]
    projection = Projection((min(longitudes) + max(longitudes)) / 2)
    xs, ys = zip(*map(projection.plane, points), strict=True)
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    across = grid.dots_across * (grid.columns - 2 * min(_SIDE, grid.columns // _SHARE))
    down = grid.dots_down * (grid.rows - 2 * min(_EDGE, grid.rows // _SHARE))
    scale = min(across / max(width, 1e-9), down / max(height, 1e-9), grid.height / _NARROWEST)
    left = (min(xs) + max(xs) - grid.width / scale) / 2
    top = (min(ys) + max(ys) + grid.height / scale) / 2
    return View(grid, projection, left, top, scale)
