"""Every way on from every state, as flat arrays: states are numbered through, and so are the options open in them and
the roads that an option may lead along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.engine.story import CLOCK
from game.prover.explore import Reached
from game.prover.layouts import Codes, Layout
from game.prover.states import Columns
from game.prover.trees import Tree

Numbers: TypeAlias = "NDArray[np.float64]"
Indices: TypeAlias = "NDArray[np.int64]"
Small: TypeAlias = "NDArray[np.int32]"
Mask: TypeAlias = "NDArray[np.bool_]"


@dataclass(frozen=True, slots=True)
class Roads:
    """All numbers are of this table's own; those of a state begin, for each node, at `first[node]`."""

    first: Indices
    late: Small
    """By state: the latest tick at which it may be. Time never goes back, so no road leads to a lesser one, but for
    that by which one sets out."""
    state: Small
    """By option: the state it is open in."""
    option: Small
    """By road: the option it belongs to."""
    to: Small
    """By road: the state it leads to, never its own."""
    chance: Numbers
    """By road, once its option is taken."""
    back: Numbers
    """By option: the chance of coming back to the very same state."""

    @property
    def states(self) -> int:
        return int(self.first[-1])


class _Of(NamedTuple):
    """A node's part of the arrays of `Roads`."""

    state: Small
    option: Small
    to: Small
    chance: Numbers
    back: Numbers


def roads(reached: Reached) -> Roads:
    sizes = [len(codes) for codes in reached.states]
    first = np.concatenate([[0], np.cumsum(sizes)])
    late = _small([_late(layout, codes) for layout, codes in zip(reached.chart.layouts, reached.states, strict=True)])
    parts: list[_Of] = []
    options = 0
    for index, size in enumerate(sizes):
        if size and reached.chart.steps(index):
            parts.append(_of_node(reached, index, first, options))
            options += len(parts[-1].state)
    if not parts:
        nothing, none = np.empty(0, np.int32), np.empty(0)
        return Roads(first, late, nothing, nothing, nothing, none, none)
    return Roads(first, late, *(np.concatenate(each) for each in zip(*parts, strict=True)))


def _late(layout: Layout, codes: Codes) -> Indices:
    if layout.clock is None:
        return np.full(len(codes), layout.variables[CLOCK]["high"])
    labels = layout.clock.partition.labels
    last = np.empty(layout.clock.partition.count, np.int64)
    last[labels] = np.arange(len(labels)) + layout.variables[CLOCK]["low"]  # of several in one place, the last stays
    return last[codes // layout.clock.stride]


def _of_node(reached: Reached, index: int, first: Indices, options: int) -> _Of:
    """`options`: how many there are in the nodes before."""
    chart, node = reached.chart, reached.chart.node(index)
    columns = Columns(chart.layouts[index], reached.states[index])
    chances = [_chances(columns, way.weights) for way in node.ways]
    number_of: list[Indices] = []
    states: list[Indices] = []
    for way in node.ways:
        numbers = np.cumsum(columns.where(way.open)) + (options - 1)
        number_of.append(numbers)
        states.append(np.flatnonzero(columns.where(way.open)) + first[index])
        options += len(states[-1])
    start = options - sum(map(len, states))
    option, to, chance, back = [], [], [], np.zeros(options - start)
    for step in chart.steps(index):
        edge = step.edge
        likely = chances[edge.option][edge.outcome]
        where = columns.where(edge.guard) & (likely > 0)
        source = np.flatnonzero(where)
        if not len(source):
            continue
        target = np.searchsorted(reached.states[edge.target], step.change.taken(columns, source)) + first[edge.target]
        numbers, likely = number_of[edge.option][source], likely[source]
        if edge.target == index and (same := target == source + first[index]).any():
            back[numbers[same] - start] += likely[same]
            numbers, target, likely = numbers[~same], target[~same], likely[~same]
        option.append(numbers)
        to.append(target)
        chance.append(likely)
    return _Of(_small(states), _small(option), _small(to), np.concatenate(chance) if chance else np.empty(0), back)


def _small(parts: list[Indices]) -> Small:
    return np.concatenate(parts).astype(np.int32) if parts else np.empty(0, np.int32)


def _chances(columns: Columns, weights: tuple[Tree, ...]) -> Numbers:
    """For each outcome, its chance in each state; nought where nothing weighs anything."""
    count = len(columns.codes)
    if len(weights) == 1:
        return np.ones((1, count))
    held = np.array([np.broadcast_to(np.asarray(columns.of(weight), np.float64), count) for weight in weights])
    total = held.sum(axis=0)
    return held / np.where(total > 0, total, 1)
