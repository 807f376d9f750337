"""Every state that can be come to."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.prover.crew import StopLookingError, Tell
from game.prover.graph import circles
from game.prover.hours import Hours
from game.prover.layouts import Codes
from game.prover.stays import Hourly, Stays, absorbed, folded, no_stays, spread
from game.prover.steps import Chart, Option

_TELLING = 50_000
"""States between two words on how many there are."""


@dataclass
class Reached:
    """What was found: where one can be and when, and which edges were ever gone."""

    chart: Chart
    stays: list[Stays]
    """By node."""
    gone: list[NDArray[np.bool_]]
    """By node and edge."""
    opened: list[NDArray[np.bool_]]
    """By node and way: whether the choice was ever open, the chance ever drawn."""
    stuck: dict[int, int] = field(default_factory=dict[int, int])
    """Menus at which nothing can be chosen in some state, and one such state."""
    weightless: dict[tuple[int, int], int] = field(default_factory=dict[tuple[int, int], int])
    """By node and way: a state in which every outcome weighs nought."""
    unfinished: list[int] = field(default_factory=list[int])
    """Nodes with states that one did not go on from."""
    stopped: bool = False
    """Whether the budget was spent, or it was enough."""

    @property
    def count(self) -> int:
        return sum(stays.states for stays in self.stays)

    @cached_property
    def states(self) -> list[Codes]:
        """By node, one by one."""
        return [self.codes(index) for index in range(len(self.stays))]

    def codes(self, index: int) -> Codes:
        return spread(self.chart.layouts[index], self.stays[index]).codes

    def hourly(self, index: int) -> Hourly:
        return Hourly(self.chart.layouts[index], self.stays[index])


class Sample(NamedTuple):
    after: int
    """Stays; from the first so many one goes on, and from then on from some."""
    stays: int
    """Of those that arrive at a node together, spread over all of them."""
    times: int
    """That one then goes on from a node."""


@dataclass(frozen=True, slots=True)
class Budget:
    """When to stop looking. What was not looked at by then is said to be so, never taken for impossible."""

    states: int = 200_000_000
    until: float = float("inf")
    """On the clock of `time.monotonic`."""
    sample: Sample | None = None
    """Where there is very much, go on from some of it: quick, and what is found is true, but not all that there is."""


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
        self._stays = 0
        self._told = 0
        self._pending: list[list[Stays]] = [[] for _ in nodes]
        self._left = [0 for _ in nodes]
        """How often one went on from some of a node's."""
        self._left_out: set[int] = set()
        """Nodes from some of whose stays one did not go on."""
        self._found = Reached(
            chart,
            [no_stays(layout) for layout in chart.layouts],
            [np.zeros(len(node.edges), np.bool_) for node in nodes],
            [np.zeros(len(node.ways), np.bool_) for node in nodes],
        )

    def explored(self, starts: Mapping[int, int]) -> Reached:
        for node, code in starts.items():
            self._pending[node].append(folded(self._chart.layouts[node], np.array([code])))
        for component in circles([[edge.target for edge in node.edges] for node in self._chart.model.nodes]):
            while any(self._pending[index] for index in component):
                for index in component:
                    if self._pending[index]:
                        self._visit(index)
                    if not self._goes_on():
                        self._found.stopped = True
                        return self._all_found()
        return self._all_found()

    def _all_found(self) -> Reached:
        waiting = {index for index, pending in enumerate(self._pending) if pending}
        self._found.unfinished = sorted(waiting | self._left_out)
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
        known = self._found.stays[index]
        new, self._found.stays[index] = absorbed(known, self._pending[index])
        self._pending[index] = []
        self._count += new.states
        self._stays += len(new.codes)
        if len((looked_at := self._some(index, new)).codes):
            self._leave(index, Hourly(self._chart.layouts[index], looked_at))

    def _some(self, index: int, new: Stays) -> Stays:
        sample = self._budget.sample
        if sample is None or self._stays <= sample.after:
            return new
        self._left[index] += 1
        if self._left[index] <= sample.times and len(new.codes) <= sample.stays:
            return new
        self._left_out.add(index)
        most = sample.stays if self._left[index] <= sample.times else 0
        return new.those(np.arange(most) * (len(new.codes) - 1) // max(1, most - 1))

    def _leave(self, index: int, here: Hourly) -> None:
        options = self._chart.options(index)
        open_ = [self._open(index, option, here) for option in options]
        if self._chart.node(index).is_menu and all(option.open for option in options):
            self._look_if_stuck(index, here, open_)
        for number, step in enumerate(self._chart.steps(index)):
            hours = step.goes(here)
            if np.count_nonzero(hours):
                self._found.gone[index][number] = True
                self._pending[step.edge.target].append(step.change.led_on(here, hours))

    def _open(self, index: int, option: Option, here: Hourly) -> Hours:
        """The hours at which a way is open."""
        hours = here.stays.hours & here.held(option.open) if option.open else here.stays.hours
        if option.open is None or np.count_nonzero(hours):
            self._found.opened[index][option.number] = True
            if option.weighs:
                self._look_if_weightless(index, option, here, hours)
        return hours

    def _look_if_weightless(self, index: int, option: Option, here: Hourly, hours: Hours) -> None:
        for weighs in option.weighs:
            hours = hours & ~here.held(weighs)
        if np.count_nonzero(hours):
            self._found.weightless.setdefault((index, option.number), here.first(hours))

    def _look_if_stuck(self, index: int, here: Hourly, open_: Sequence[Hours]) -> None:
        shut = here.stays.hours
        for each in open_:
            shut = shut & ~each
        if np.count_nonzero(shut):
            self._found.stuck.setdefault(index, here.first(shut))
