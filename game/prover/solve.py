"""The exact chance of coming to each goal, from every state: by random play, by the best and by the worst.

*Random* play takes each open choice as likely as the others; *best* and *worst* know the rules, and the luck not. Play
that never ends comes to no goal. Numbers are only added, multiplied, divided and compared, and none is negative, so no
digits cancel: the relative error is at most 2^-53 times the operations on the longest way, twice that many on circles.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from game.prover.explore import Reached
from game.prover.order import Layer, Ordered, ordered
from game.prover.roads import Indices, Mask, Numbers, Small, roads
from game.prover.states import Columns
from game.prover.trees import TRUE, Tree

_MOST_TURNS = 100_000
"""Of iteration over states that lead round to one another."""


class Odds(NamedTuple):
    random: float
    best: float
    worst: float


class Goal(NamedTuple):
    """To come to one of some endings, in a state in which a condition holds."""

    endings: frozenset[str]
    when: Tree = TRUE

    def won(self, ending: str, columns: Columns) -> Numbers:
        if ending not in self.endings:
            return np.zeros(len(columns.codes))
        return columns.where(self.when).astype(np.float64)


class Won(NamedTuple):
    """Where play has come to a goal, or has ended without it: rows of states, and by row and goal nought or one."""

    rows: Small
    values: Numbers


class Worth:
    """Of one traveller's states, for any goals."""

    def __init__(self, reached: Reached) -> None:
        self.reached = reached
        self._first, self._ordered = _ordered(reached)

    @property
    def order(self) -> Ordered:
        """The states by row, and the roads between them."""
        return self._ordered

    def by_row(self, by_node: Small) -> Small:
        """By row, what there is for its node."""
        found = np.empty_like(by_node, shape=len(self._ordered.number))
        found[self._ordered.number] = np.repeat(by_node, np.diff(self._first))
        return found

    @property
    def endless(self) -> int:
        """States that lead round to one another: their worth is iterated, to the last digit that changes."""
        return sum(layer.states.stop - layer.states.start for layer in self._ordered.layers if layer.circle)

    @property
    def error(self) -> float:
        """By how much of itself a figure may be off at most, circles apart: the operations on the longest way."""
        ordered = self._ordered
        most = [int(np.diff(bounds).max(initial=0)) for bounds in (ordered.options_from, ordered.roads_from)]
        return len(ordered.layers) * (sum(most) + 3) * 2.0**-53

    def row(self, node: int, code: int) -> int:
        """Of a node's state, in what is worked out here."""
        state = np.searchsorted(self.reached.states[node], code)
        return int(self._ordered.number[self._first[node] + state])

    def won(self, goals: Sequence[Goal]) -> Won:
        """What each goal is worth where the game has ended."""
        chart = self.reached.chart
        rows: list[Small] = [np.empty(0, np.int32)]
        values: list[Numbers] = [np.empty((0, len(goals)))]
        for index, node in enumerate(chart.model.nodes):
            if node.ending:
                columns = Columns(chart.layouts[index], self.reached.states[index])
                rows.append(self.rows(index))
                values.append(np.stack([goal.won(node.place.scene, columns) for goal in goals], axis=-1))
        return Won(np.concatenate(rows), np.concatenate(values))

    def weighed(self, by_node: Sequence[float]) -> Won:
        """As one goal: what each ending is worth, by node."""
        ends = [index for index, node in enumerate(self.reached.chart.model.nodes) if node.ending]
        rows = [self.rows(index) for index in ends]
        values = [np.full(len(of), by_node[index]) for index, of in zip(ends, rows, strict=True)]
        return Won(np.concatenate([np.empty(0, np.int32), *rows]), np.concatenate([np.empty(0), *values])[:, None])

    def rows(self, node: int) -> Small:
        """Of a node's states, in their order."""
        return self._ordered.number[self._first[node] : self._first[node + 1]]

    def random(self, won: Won) -> Numbers:
        """By row and goal, as for the best and the worst."""
        return _swept(self._ordered, won, _Random(self._ordered))

    def best(self, won: Won) -> Numbers:
        return _swept(self._ordered, won, _Chosen(self._ordered, np.maximum))

    def worst(self, won: Won) -> Numbers:
        return _swept(self._ordered, won, _Chosen(self._ordered, np.minimum))

    def met(self, label: Small, asked: Indices) -> Numbers:
        """By row and number that is asked: the chance, under random play, of coming to a row that is labelled so."""
        column = np.full(int(label.max()) + 1, -1)
        column[asked] = np.arange(len(asked))
        kind = _Meeting(self._ordered, column[label])
        rows = np.flatnonzero(kind.column >= 0).astype(np.int32)
        values = np.zeros((len(rows), len(asked)))
        values[np.arange(len(rows)), kind.column[rows]] = 1.0
        return _swept(self._ordered, Won(rows, values), kind)

    def odds(self, won: Won, row: int) -> list[Odds]:
        """By goal."""
        return _odds(
            [kind(won)[row].copy() for kind in (self.random, self.best, self.worst)]
        )  # a view would keep all rows

    def fork(self, won: Won, row: int) -> list[list[Odds]]:
        """By option that is open there, and by goal: the odds once it is taken."""
        kinds = [self.led(kind(won), row) for kind in (self.random, self.best, self.worst)]
        return [_odds(each) for each in zip(*kinds, strict=True)]

    def led(self, worth: Numbers, row: int) -> list[Numbers]:
        """By option that is open there, and by goal: what it is worth once that option is taken. `worth`: of all."""
        options = range(*self._ordered.options_from[row : row + 2].tolist())
        return [self._led(worth, option, row) for option in options]

    def _led(self, worth: Numbers, option: int, row: int) -> Numbers:
        along = slice(*self._ordered.roads_from[option : option + 2].tolist())
        onward = self._ordered.chance[along] @ worth[self._ordered.to[along]]
        return onward + self._ordered.back[option] * worth[row]


def _odds(kinds: Sequence[Numbers]) -> list[Odds]:
    """By goal, from the random, the best and the worst by goal."""
    return [Odds(*each) for each in np.stack(kinds, axis=-1).tolist()]


def _ordered(reached: Reached) -> tuple[Indices, Ordered]:
    """The number of each node's first state, and how the states are ordered."""
    found = roads(reached)
    return found.first, ordered(found)


class _Random:
    """What a state is worth by what its options lead to, where each is as likely as the others."""

    def __init__(self, ordered: Ordered) -> None:
        back = np.concatenate([[0], np.cumsum(ordered.back)])[ordered.options_from]
        self._count = np.diff(ordered.options_from) - np.diff(back)

    def __call__(self, layer: Layer, led: Numbers, starts: Indices, some: Mask) -> Numbers:
        count = self._count[layer.states][some]
        return folded(np.add, led, starts) / np.where(count > 0, count, 1)[:, None]


class _Meeting(_Random):
    """Random play that is done once it has come to the column's own states."""

    def __init__(self, ordered: Ordered, column: Indices) -> None:
        super().__init__(ordered)
        self.column = column
        """By state: the column that it is the goal of, or -1."""

    def __call__(self, layer: Layer, led: Numbers, starts: Indices, some: Mask) -> Numbers:
        now = super().__call__(layer, led, starts, some)
        column = self.column[layer.states][some]
        own = np.flatnonzero(column >= 0)
        now[own, column[own]] = 1.0
        return now


class _Chosen:
    """What a state is worth where always the same option is taken: that which leads to most, or to least."""

    def __init__(self, ordered: Ordered, which: np.ufunc) -> None:
        self._which = which
        self._stays = ordered.back.any()
        self._onward = np.where(ordered.back < 1, 1 - ordered.back, 1)

    def __call__(self, layer: Layer, led: Numbers, starts: Indices, _some: Mask) -> Numbers:
        if self._stays:
            led = led / self._onward[layer.options, None]
        return folded(self._which, led, starts)


def _swept(ordered: Ordered, won: Won, kind: _Random | _Chosen) -> Numbers:
    worth = np.zeros((len(ordered.number), won.values.shape[1]))
    worth[won.rows] = won.values
    for layer in ordered.layers:
        if layer.options.start == layer.options.stop:
            continue
        here, own = _Here(ordered, layer), worth[layer.states]
        for _ in range(_MOST_TURNS if layer.circle else 1):
            now = kind(layer, here.led(worth), here.starts, here.some)
            if layer.circle and np.array_equal(own[here.some], now):
                break
            if len(now) == len(own):
                own[:] = now
            else:
                own[here.some] = now
    return worth


class _Here:
    """A layer's part of the arrays."""

    def __init__(self, ordered: Ordered, layer: Layer) -> None:
        bounds = ordered.options_from[layer.states.start : layer.states.stop + 1] - layer.options.start
        self.some = bounds[1:] > bounds[:-1]
        """The states in which something is open."""
        self.starts = bounds[:-1][self.some]
        self._to = ordered.to[layer.roads]
        self._chance = ordered.chance[layer.roads]
        options = ordered.roads_from[layer.options.start : layer.options.stop + 1] - layer.roads.start
        self._leading = options[1:] > options[:-1]
        self._roads = options[:-1][self._leading]
        self._plain = len(self._to) == len(self._leading) and bool(self._leading.all())

    def led(self, worth: Numbers) -> Numbers:
        """What each option leads to."""
        along = worth.take(self._to, axis=0)
        along *= self._chance[:, None]
        if self._plain:  # one road to each
            return along
        led = np.zeros((len(self._leading), worth.shape[1]))
        if len(self._roads):
            led[self._leading] = folded(np.add, along, self._roads)
        return led


def folded(which: np.ufunc, rows: Numbers, starts: Indices) -> Numbers:
    """`which.reduceat(rows, starts)`, but quicker where there is little to each: for all of them, one step at once."""
    if len(starts) == len(rows):
        return rows
    sizes = np.diff(starts, append=len(rows))
    result = rows.take(starts, axis=0)
    longer, step = np.flatnonzero(sizes > 1), 1
    while len(longer):
        result[longer] = which(result.take(longer, axis=0), rows.take(starts[longer] + step, axis=0))
        step += 1
        longer = longer[sizes[longer] > step]
    return result
