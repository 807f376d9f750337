"""What leads from each state of a node to which state of the next, and with what chance."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.prover.explore import Reached
from game.prover.states import Columns

Numbers: TypeAlias = "NDArray[np.float64]"
Indices: TypeAlias = "NDArray[np.int64]"
Mask: TypeAlias = "NDArray[np.bool_]"


class Road(NamedTuple):
    """One edge, for all the states that may go it."""

    target: int
    source: Indices
    """Which states of the node, by their place among them."""
    arrived: Indices
    """For each of these, the state of the target."""
    chance: Numbers
    """For each of these, once the option is taken."""


class Option(NamedTuple):
    """A choice, or the node's own chance."""

    open: Mask
    roads: list[Road]


def options(reached: Reached, index: int) -> list[Option]:
    """The options of a node's states, in the order of its ways."""
    chart, codes = reached.chart, reached.states[index]
    columns = Columns(chart.layouts[index], codes)
    node = chart.node(index)
    chances = [_chances(columns, way.weights) for way in node.ways]
    found = [Option(columns.where(way.open), []) for way in node.ways]
    for step in chart.steps[index]:
        edge = step.edge
        chance = chances[edge.option][edge.outcome]
        where = columns.where(edge.guard) & (chance > 0)
        source = np.flatnonzero(where)
        if len(source):
            arrived = np.searchsorted(reached.states[edge.target], step.taken(columns, where))
            found[edge.option].roads.append(Road(edge.target, source, arrived, chance[source]))
    return found


def _chances(columns: Columns, weights: tuple[object, ...]) -> Numbers:
    """For each outcome, its chance in each state; nought where nothing weighs anything."""
    count = len(columns.codes)
    if len(weights) == 1:
        return np.ones((1, count))
    held = np.array([np.broadcast_to(np.asarray(columns.of(weight), np.float64), count) for weight in weights])  # type: ignore[arg-type]
    total = held.sum(axis=0)
    return held / np.where(total > 0, total, 1)
