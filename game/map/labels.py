"""Where the names of places go, so that none covers another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, TypeAlias

Cell: TypeAlias = tuple[int, int]
"""Column and row."""

_OBLIQUE = 4
"""So many covered cells weigh as much as standing above or below the mark."""


class Label(NamedTuple):
    text: str
    column: int
    row: int
    place: str

    @property
    def cells(self) -> list[Cell]:
        return [(self.column + offset, self.row) for offset in range(len(self.text))]

    def room(self, beside: int = 1) -> list[Cell]:
        """Its cells, and so many before and after them."""
        return [(self.column + offset, self.row) for offset in range(-beside, len(self.text) + beside)]


def placed(
    wanted: Sequence[tuple[str, str, Cell]], columns: int, rows: int, marks: Collection[Cell], avoid: Collection[Cell]
) -> list[Label]:
    """The labels that find room, each beside its mark.

    Args:
        wanted: place, text and the cell of its mark, the most important first; where a place has several texts, the
            first that finds room.
        marks: cells of all marks; a label covers none, and stands next to none but its own.
        avoid: cells that a label should not cover if it can help it.
    """
    full: set[Cell] = set()
    others = set(marks)
    found: list[Label] = []
    for place, text, mark in wanted:
        if any(label.place == place for label in found):
            continue
        free = [
            label
            for label in _around(place, text, mark)
            if label.column >= 0 and label.column + len(text) <= columns and 0 <= label.row < rows
            if full.isdisjoint(label.room()) and (others - {mark}).isdisjoint(label.room(beside=2))
        ]
        if free:
            best = min(free, key=lambda label: _cost(label, mark, avoid))
            found.append(best)
            full |= set(best.cells)
    return found


def _cost(label: Label, mark: Cell, avoid: Collection[Cell]) -> int:
    return sum(cell in avoid for cell in label.cells) + _OBLIQUE * (label.row != mark[1])


def _around(place: str, text: str, mark: Cell) -> Iterable[Label]:
    """The places for a label, the best first."""
    column, row = mark
    right, left, middle = column + 2, column - 1 - len(text), column - len(text) // 2
    for start, beside in (
        (right, row),
        (left, row),
        (right, row - 1),
        (right, row + 1),
        (left, row - 1),
        (left, row + 1),
        (middle, row - 1),
        (middle, row + 1),
    ):
        yield Label(text, start, beside, place)
