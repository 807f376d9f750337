"""Every state that can be come to."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from game.prover.crew import StopLookingError, Tell
from game.prover.graph import circles
from game.prover.states import Chart, Codes, Columns

EMPTY: Codes = np.empty(0, np.int64)
_TELLING = 50_000
"""States between two words on how many there are."""


@dataclass(slots=True)
class Reached:
    """What was found: the states of each node, and which edges were ever gone."""

    chart: Chart
    states: list[Codes]
    gone: list[NDArray[np.bool_]]
    """By node and edge."""
    opened: list[NDArray[np.bool_]]
    """By node and way: whether the choice was ever open, the chance ever drawn."""
    stuck: dict[int, Codes] = field(default_factory=dict[int, Codes])
    """Menus at which nothing can be chosen."""
    weightless: dict[tuple[int, int], Codes] = field(default_factory=dict[tuple[int, int], Codes])
    """By node and way: where every outcome weighs nought."""
    unfinished: list[int] = field(default_factory=list[int])
    """Nodes with states that were not looked at, since the budget was spent or it was enough."""

    @property
    def count(self) -> int:
        return sum(map(len, self.states))


@dataclass(frozen=True, slots=True)
class Budget:
    """When to stop looking. What was not looked at by then is said to be so, never taken for impossible."""

    states: int = 200_000_000
    until: float = float("inf")
    """On the clock of `time.monotonic`."""
    sample: int | None = None
    """Go on from no more than so many of the states that arrive at a node together, spread over all of them: quick, and
    what is found is true, but nothing is proved."""


def reached(
    chart: Chart,
    budget: Budget | None = None,
    tell: Tell = lambda _more: None,
    starts: Mapping[int, int] | None = None,
) -> Reached:
    """Goes on until nothing new is found, or the budget is spent: from every traveller's start, or from the states that
    are given by node."""
    sets_out = dict.fromkeys(chart.model.starts.values(), 0) if starts is None else starts
    return _Explorer(chart, budget or Budget(), tell).explored(sets_out)


class _Explorer:
    def __init__(self, chart: Chart, budget: Budget, tell: Tell) -> None:
        nodes = chart.model.nodes
        self._chart = chart
        self._budget = budget
        self._tell = tell
        self._count = 0
        self._told = 0
        self._pending: list[list[Codes]] = [[] for _ in nodes]
        self._found = Reached(
            chart,
            [EMPTY for _ in nodes],
            [np.zeros(len(node.edges), np.bool_) for node in nodes],
            [np.zeros(len(node.ways), np.bool_) for node in nodes],
        )

    def explored(self, starts: Mapping[int, int]) -> Reached:
        for node, code in starts.items():
            self._pending[node].append(np.array([code], np.int64))
        for component in circles([[edge.target for edge in node.edges] for node in self._chart.model.nodes]):
            while any(self._pending[index] for index in component):
                for index in component:
                    if self._pending[index]:
                        self._visit(index)
                    if not self._goes_on():
                        self._found.unfinished = [i for i, waiting in enumerate(self._pending) if waiting]
                        return self._found
        return self._found

    def _goes_on(self) -> bool:
        if self._count > self._budget.states or time.monotonic() > self._budget.until:
            return False
        if self._count - self._told > _TELLING:
            more, self._told = self._count - self._told, self._count
            try:
                self._tell(more)
            except StopLookingError:
                return False
        return True

    def _visit(self, index: int) -> None:
        new = self._sampled(fresh(distinct(self._pending[index]), self._found.states[index]))
        self._pending[index] = []
        if len(new):
            self._count += len(new)
            self._found.states[index] = merged(self._found.states[index], new)
            self._leave(index, Columns(self._chart.layouts[index], new))

    def _sampled(self, new: Codes) -> Codes:
        most = self._budget.sample
        return new if most is None or len(new) <= most else new[np.linspace(0, len(new) - 1, most, dtype=np.int64)]

    def _leave(self, index: int, columns: Columns) -> None:
        node, found = self._chart.node(index), self._found
        can = np.zeros(len(columns.codes), np.bool_)
        weights: dict[int, list[NDArray[np.bool_] | None]] = {}
        for number, way in enumerate(node.ways):
            is_open = columns.where(way.open)
            if not is_open.any():
                weights[number] = [np.zeros(len(columns.codes), np.bool_)] * len(way.weights)
                continue
            can |= is_open
            found.opened[index][number] = True
            weights[number] = [None]
            if len(way.weights) > 1:
                likely = [columns.where(weight) for weight in way.weights]
                weights[number] = list(likely)
                nothing = is_open & ~np.logical_or.reduce(likely)
                if nothing.any():
                    key = (index, number)
                    found.weightless[key] = merged(found.weightless.get(key, EMPTY), columns.codes[nothing])
        if node.is_menu and not can.all():
            found.stuck[index] = merged(found.stuck.get(index, EMPTY), columns.codes[~can])
        for number, step in enumerate(self._chart.steps[index]):
            self._go(index, number, columns, weights[step.edge.option][step.edge.outcome])

    def _go(self, index: int, number: int, columns: Columns, likely: NDArray[np.bool_] | None) -> None:
        step = self._chart.steps[index][number]
        where = None if step.edge.guard == 1 else columns.where(step.edge.guard)
        if likely is not None:
            where = likely if where is None else where & likely
        if where is not None and not where.any():
            return
        self._found.gone[index][number] = True
        self._pending[step.edge.target].append(step.taken(columns, where))


def distinct(parts: list[Codes]) -> Codes:
    """Sorted, each once."""
    codes = np.sort(parts[0] if len(parts) == 1 else np.concatenate(parts), kind="stable")
    if len(codes) < 2:
        return codes
    keep = np.empty(len(codes), np.bool_)
    keep[0] = True
    np.not_equal(codes[1:], codes[:-1], out=keep[1:])
    return codes[keep]


def fresh(codes: Codes, known: Codes) -> Codes:
    """Those of some sorted codes that are not known."""
    if not len(known):
        return codes
    at = np.searchsorted(known, codes)
    at[at == len(known)] = 0
    return codes[known[at] != codes]


def merged(known: Codes, new: Codes) -> Codes:
    return distinct([known, new]) if len(known) else new


def edges_into(chart: Chart) -> Iterator[tuple[int, int]]:
    """Each edge by the numbers of its node and of itself."""
    for index, steps in enumerate(chart.steps):
        for number in range(len(steps)):
            yield index, number
