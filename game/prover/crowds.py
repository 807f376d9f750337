"""Where the states of a story crowd, and which variables multiply them."""

from __future__ import annotations

from typing import NamedTuple

from game.prover.explore import Reached, distinct
from game.prover.states import Columns


class Crowded(NamedTuple):
    """A scene with many states, and by how much fewer there would be without each variable."""

    scene: str
    states: int
    factors: list[tuple[str, float]]
    """The greatest first."""


def crowded(reached: Reached) -> Crowded:
    """The scene with the most states on one traveller's chart."""
    index = max(range(len(reached.states)), key=lambda index: len(reached.states[index]))
    return Crowded(reached.chart.model.named(index), len(reached.states[index]), _factors(reached, index))


def _factors(reached: Reached, index: int) -> list[tuple[str, float]]:
    layout, codes = reached.chart.layouts[index], reached.states[index]
    columns = Columns(layout, codes)
    found: list[tuple[str, float]] = []
    for name, digit in layout.digits.items():
        its_classes = layout.blocks[digit.block].classes[name][columns.block(digit.block)]
        without = distinct([codes - its_classes * digit.stride])
        found.append((name, len(codes) / len(without)))
    return sorted(found, key=lambda each: (-each[1], each[0]))
