"""Where a story's states are, and which variables multiply them."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from game.prover.explore import Reached, distinct
from game.prover.states import Columns


class Crowded(NamedTuple):
    """A scene with many states, and by how much fewer there would be without each variable."""

    scene: str
    states: int
    factors: list[tuple[str, float]]
    """The greatest first."""


def crowded(reached: Reached, most: int = 5) -> list[Crowded]:
    """The scenes with the most states."""
    nodes: dict[str, list[int]] = defaultdict(list)
    for index, codes in enumerate(reached.states):
        if len(codes):
            nodes[reached.chart.model.named(index)].append(index)
    size = {scene: sum(len(reached.states[index]) for index in of) for scene, of in nodes.items()}
    return [
        Crowded(scene, size[scene], _factors(reached, max(nodes[scene], key=lambda index: len(reached.states[index]))))
        for scene in sorted(size, key=lambda each: -size[each])[:most]
    ]


def _factors(reached: Reached, index: int) -> list[tuple[str, float]]:
    layout, codes = reached.chart.layouts[index], reached.states[index]
    columns = Columns(layout, codes)
    found: list[tuple[str, float]] = []
    for name, digit in layout.digits.items():
        its_classes = layout.blocks[digit.block].classes[name][columns.block(digit.block)]
        without = distinct([codes - its_classes * digit.stride])
        found.append((name, len(codes) / len(without)))
    return sorted(found, key=lambda each: -each[1])
