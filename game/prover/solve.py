"""The exact chance of coming to each goal, from every state: by random play, by the best and by the worst.

*Random* play takes each open choice as likely as the others; *best* and *worst* know the rules, and the luck not. Play
that never ends comes to no goal. Numbers are only added, multiplied and compared, and none is negative, so no digits
cancel: the relative error is at most 2^-53 times the operations on the longest way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from game.prover.explore import Reached
from game.prover.graph import circles
from game.prover.roads import Indices, Mask, Numbers, Option, options

KINDS = ("random", "best", "worst")
_MOST_TURNS = 100_000
"""Of iteration over states that lead back to themselves."""


class Odds(NamedTuple):
    random: float
    best: float
    worst: float


@dataclass(frozen=True, slots=True)
class Worth:
    """For each node, an array of states by kinds by goals."""

    reached: Reached
    goals: Sequence[frozenset[str]]
    """Each a set of endings."""
    values: list[Numbers]
    endless: int
    """States that may lead back to themselves: their worth was iterated, to the last digit that changed."""

    def from_start(self, traveller: str) -> list[Odds]:
        """For each goal, its odds when this traveller sets out."""
        return self.at(self.reached.chart.model.starts[traveller], 0)

    def at(self, node: int, state: int) -> list[Odds]:
        return [Odds(*self.values[node][state, :, goal].tolist()) for goal in range(len(self.goals))]


def worth(reached: Reached, goals: Sequence[frozenset[str]]) -> Worth:
    return _Solver(reached, goals).solved()


class _Solver:
    def __init__(self, reached: Reached, goals: Sequence[frozenset[str]]) -> None:
        self._reached = reached
        self._goals = goals
        self._nodes = reached.chart.model.nodes
        self._wide = (len(KINDS), len(goals))
        self._values: list[Numbers] = [np.zeros((0, *self._wide))] * len(self._nodes)
        self._endless = 0

    def solved(self) -> Worth:
        successors = [[edge.target for edge in node.edges] for node in self._nodes]
        for component in reversed(circles(successors)):
            if len(component) == 1 and component[0] not in successors[component[0]]:
                self._solve_once(component[0])
            else:
                self._solve_together(component)
        return Worth(self._reached, self._goals, self._values, self._endless)

    def _solve_once(self, index: int) -> None:
        """A node that never leads back to itself: all that follows it is known."""
        node, count = self._nodes[index], len(self._reached.states[index])
        if node.ending:
            here = np.array([node.place.scene in goal for goal in self._goals], np.float64)
            self._values[index] = np.broadcast_to(here, (count, *self._wide)).copy()
            return
        if count:
            found = options(self._reached, index)
            led = [self._led(option, count) for option in found]
            self._values[index] = _taken(np.array(led), np.array([option.open for option in found]))

    def _led(self, option: Option, count: int) -> Numbers:
        total = np.zeros((count, *self._wide))
        for road in option.roads:
            total[road.source] += road.chance[:, None, None] * self._values[road.target][road.arrived]
        return total

    def _solve_together(self, component: Sequence[int]) -> None:
        """Nodes that lead to one another: a state is known when all that it leads to are."""
        circle = _Circle(self._reached, component, self._values, self._wide)
        solved, endless = circle.solved()
        self._endless += endless
        for index, values in solved.items():
            self._values[index] = values


def _taken(led: Numbers, open_: Mask) -> Numbers:
    """The worth of states by that of their options (option by state by kind by goal), of which some are open."""
    shown = open_[:, :, None]
    count = np.maximum(np.sum(open_, axis=0), 1)[:, None]
    random = np.where(shown, led[:, :, 0], 0).sum(axis=0) / count
    best = np.where(shown, led[:, :, 1], 0).max(axis=0)
    any_open = np.any(open_, axis=0)[:, None]
    worst = np.where(any_open, np.where(shown, led[:, :, 2], np.inf).min(axis=0), 0)
    return np.stack([random, best, worst], axis=1)


class _Circle:
    """The states of several nodes that lead to one another, numbered through."""

    def __init__(self, reached: Reached, component: Sequence[int], known: list[Numbers], wide: tuple[int, int]) -> None:
        self._component = component
        sizes = [len(reached.states[index]) for index in component]
        self._offsets = dict(zip(component, np.concatenate([[0], np.cumsum(sizes)[:-1]]).tolist(), strict=True))
        self._count = sum(sizes)
        owners: list[Indices] = []
        self._led: list[Numbers] = []
        inner: list[tuple[Indices, Indices, Numbers]] = []
        numbered = 0
        for index in component:
            for option in options(reached, index):
                states = np.flatnonzero(option.open)
                number_of = np.full(len(option.open), -1, np.int64)
                number_of[states] = np.arange(numbered, numbered + len(states))
                owners.append(states + self._offsets[index])
                led = np.zeros((len(states), *wide))
                for road in option.roads:
                    if road.target in self._offsets:
                        goal = road.arrived + self._offsets[road.target]
                        inner.append((number_of[road.source], goal, road.chance))
                    else:
                        at = number_of[road.source] - numbered
                        led[at] += road.chance[:, None, None] * known[road.target][road.arrived]
                self._led.append(led)
                numbered += len(states)
        self._owner = np.concatenate(owners) if owners else np.empty(0, np.int64)
        self._worth = np.concatenate(self._led) if self._led else np.zeros((0, *wide))
        self._of_option = np.concatenate([each[0] for each in inner]) if inner else np.empty(0, np.int64)
        self._to_state = np.concatenate([each[1] for each in inner]) if inner else np.empty(0, np.int64)
        self._chance = np.concatenate([each[2] for each in inner]) if inner else np.empty(0)
        self._values = np.zeros((self._count, *wide))

    def solved(self) -> tuple[dict[int, Numbers], int]:
        """The worth of each node's states; and how many lead back to themselves."""
        left = self._peeled()
        if len(left):
            self._iterate(left)
        ends = [*list(self._offsets.values())[1:], self._count]
        parted = {
            index: self._values[start:end] for (index, start), end in zip(self._offsets.items(), ends, strict=True)
        }
        return parted, len(left)

    def _peeled(self) -> Indices:
        """Solves what leads only to what is solved, layer by layer; gives the states that are left."""
        waiting = np.bincount(self._owner[self._of_option], minlength=self._count)
        options_of = _Grouped(self._owner, self._count)
        roads_to = _Grouped(self._to_state, self._count)
        ready = np.flatnonzero(waiting == 0)
        left = np.ones(self._count, np.bool_)
        while len(ready):
            self._settle(ready, options_of)
            left[ready] = False
            roads = roads_to.members(ready)
            if not len(roads):
                break
            self._lead(roads)
            freed = np.bincount(self._owner[self._of_option[roads]], minlength=0)
            touched = np.flatnonzero(freed)
            waiting[touched] -= freed[touched]
            ready = touched[waiting[touched] == 0]
        return np.flatnonzero(left)

    def _lead(self, roads: Indices) -> None:
        """Adds to the options what their roads lead to."""
        worth = self._chance[roads, None, None] * self._values[self._to_state[roads]]
        np.add.at(self._worth, self._of_option[roads], worth)

    def _settle(self, states: Indices, options_of: _Grouped) -> None:
        found = options_of.members(states)
        if len(found):
            self._values[states] = _by_owner(self._worth[found], options_of.sizes(states))

    def _iterate(self, left: Indices) -> None:
        """States that may lead back to themselves: from nought upward, until no digit changes."""
        options_of = _Grouped(self._owner, self._count)
        found, sizes = options_of.members(left), options_of.sizes(left)
        is_left = np.zeros(self._count, np.bool_)
        is_left[left] = True
        roads = np.flatnonzero(is_left[self._to_state] & is_left[self._owner[self._of_option]])
        settled = self._worth.copy()
        for _ in range(_MOST_TURNS):
            self._worth = settled.copy()
            self._lead(roads)
            now = _by_owner(self._worth[found], sizes)
            if np.array_equal(now, self._values[left]):
                return
            self._values[left] = now


class _Grouped:
    """Numbered things by what they belong to."""

    def __init__(self, owners: Indices, count: int) -> None:
        self._order = np.argsort(owners, kind="stable")
        self._starts = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=count))])

    def sizes(self, of: Indices) -> Indices:
        return self._starts[of + 1] - self._starts[of]

    def members(self, of: Indices) -> Indices:
        """All that belong to these, one owner after the other."""
        sizes = self.sizes(of)
        total = int(sizes.sum())
        within = np.arange(total) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return self._order[np.repeat(self._starts[of], sizes) + within]


def _by_owner(worth: Numbers, sizes: Indices) -> Numbers:
    """The worth of states whose open options follow one another, so many to each; nought for a state with none."""
    values = np.zeros((len(sizes), *worth.shape[1:]))
    some = np.flatnonzero(sizes)
    starts = (np.cumsum(sizes) - sizes)[some]
    values[some, 0] = np.add.reduceat(worth[:, 0], starts) / sizes[some, None]
    values[some, 1] = np.maximum.reduceat(worth[:, 1], starts)
    values[some, 2] = np.minimum.reduceat(worth[:, 2], starts)
    return values
