"""Dots drawn into the cells of a terminal, and the characters that show them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

Dot: TypeAlias = tuple[float, float]
"""Rightward and downward from the upper left corner, in dots."""
Dash: TypeAlias = tuple[int, int]
"""So many dots drawn, so many left out."""

SOLID: Dash = (1, 0)


class Grid(NamedTuple):
    """So many cells, of so many dots each."""

    columns: int
    rows: int
    dots_across: int
    dots_down: int

    @property
    def width(self) -> int:
        return self.columns * self.dots_across

    @property
    def height(self) -> int:
        return self.rows * self.dots_down


class Canvas:
    """The dots of one grid. What lies outside it is not drawn."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.cells = [0] * (grid.columns * grid.rows)
        """Row by row; the bits of a cell are its dots, row by row from the lowest bit."""

    def dot(self, x: int, y: int) -> None:
        columns, _, across, down = self.grid
        if 0 <= x < self.grid.width and 0 <= y < self.grid.height:
            self.cells[y // down * columns + x // across] |= 1 << (y % down * across + x % across)

    def line(self, points: Sequence[Dot], dash: Dash = SOLID, thick: bool = False) -> None:
        """A line from point to point; the dashes run on round the corners."""
        walked = 0
        for start, end in pairwise(points):
            inside = _clipped(start, end, self.grid.width, self.grid.height)
            if inside is not None:
                walked = self._stretch(*inside, dash, thick, walked)

    def _stretch(self, start: Dot, end: Dot, dash: Dash, thick: bool, walked: int) -> int:
        (x, y), (end_x, end_y) = start, end
        steps = max(1, math.ceil(max(abs(end_x - x), abs(end_y - y))))
        right, down = (end_x - x) / steps, (end_y - y) / steps
        aside = (0, 1) if abs(right) > abs(down) else (1, 0)
        drawn, period = dash[0], sum(dash)
        for step in range(steps):
            if (walked + step) % period < drawn:
                dot_x, dot_y = math.floor(x + right * step), math.floor(y + down * step)
                self.dot(dot_x, dot_y)
                if thick:
                    self.dot(dot_x + aside[0], dot_y + aside[1])
        return walked + steps


def _clipped(start: Dot, end: Dot, width: int, height: int) -> tuple[Dot, Dot] | None:
    """The part of a stretch that lies in the frame or just beside it (Liang and Barsky's way)."""
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    first, last = 0.0, 1.0
    for speed, room in ((-dx, x + 1), (dx, width + 1 - x), (-dy, y + 1), (dy, height + 1 - y)):
        if speed == 0:
            if room < 0:
                return None
        elif speed < 0:
            first = max(first, room / speed)
        else:
            last = min(last, room / speed)
    if first > last:
        return None
    return (x + first * dx, y + first * dy), (x + last * dx, y + last * dy)


def crossings(lines: Iterable[Sequence[Dot]], rows: int, row_height: int) -> list[list[float]]:
    """Where the lines cross the middle of each row, from left to right: inside begins and ends there by turns."""
    found: list[list[float]] = [[] for _ in range(rows)]
    for line in lines:
        for (x, y), (next_x, next_y) in pairwise(line):
            upper, lower = (y, next_y) if y < next_y else (next_y, y)
            first = max(0, math.ceil(upper / row_height - 0.5))
            last = min(rows, math.ceil(lower / row_height - 0.5))
            for row in range(first, last):
                middle = (row + 0.5) * row_height
                found[row].append(x + (next_x - x) * (middle - y) / (next_y - y))
    return [sorted(row) for row in found]


def spans(crossed: Sequence[float]) -> list[tuple[float, float]]:
    """The stretches of one row that lie inside."""
    return list(zip(crossed[::2], crossed[1::2], strict=False))


_BRAILLE_BITS = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
BRAILLE = tuple(
    chr(0x2800 + sum(raised for bit, raised in enumerate(_BRAILLE_BITS) if bits >> bit & 1)) for bits in range(256)
)
"""The character for each cell of 2 by 4 dots."""
HALVES = (" ", "▀", "▄", "█")
"""The character for each cell of 1 by 2 dots."""
