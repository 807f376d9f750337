"""An order in which the worth of every state can be worked out: each after all that it leads to.

States that lead round to one another come together, as a circle, whose worth has to be iterated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from game.prover.graph import circles
from game.prover.roads import Indices, Numbers, Roads, Small


class Layer(NamedTuple):
    """States, options and roads that stand next to one another in the arrays of `Ordered`, by their bounds."""

    states: slice
    options: slice
    roads: slice
    circle: bool


@dataclass(frozen=True, slots=True)
class Ordered:
    """The arrays of `Roads`, sorted so that each layer comes after those it leads to."""

    number: Small
    """By state as `Roads` numbers it: its number here."""
    layers: list[Layer]
    options_from: Indices
    """By state: its first option. One more than there are states."""
    roads_from: Indices
    """By option: its first road. One more than there are options."""
    to: Small
    chance: Numbers
    back: Numbers


def ordered(roads: Roads) -> Ordered:
    groups = list(_groups(roads.state[roads.option], roads.to, roads.late))
    number = _inverse(np.concatenate([states for states, _ in groups]))
    owner = number[roads.state]
    options, options_from = _by(owner), _bounds(owner, roads.states)
    by_option = _inverse(options)[roads.option]
    along, roads_from = _by(by_option), _bounds(by_option, len(options))
    ends = np.cumsum([len(states) for states, _ in groups]).tolist()
    layers: list[Layer] = []
    for begin, end, (_, circle) in zip([0, *ends], ends, groups, strict=False):
        first, last = int(options_from[begin]), int(options_from[end])
        along_these = slice(int(roads_from[first]), int(roads_from[last]))
        layers.append(Layer(slice(begin, end), slice(first, last), along_these, circle))
    to = number[roads.to[along]]
    return Ordered(number, layers, options_from, roads_from, to, roads.chance[along], roads.back[options])


def _by(owners: Small) -> Indices:
    """The numbers of things in the order of their owners. (Sorted as one number with the thing's own: numpy is fastest
    at that, and what belongs to the same owner keeps its order.)"""
    keys = owners.astype(np.int64) << 32
    keys |= np.arange(len(owners))
    keys.sort()
    keys &= 0xFFFFFFFF
    return keys


def _inverse(sequence: Indices) -> Small:
    """By thing: its place in a sequence."""
    place = np.empty(len(sequence), np.int32)
    place[sequence] = np.arange(len(sequence), dtype=np.int32)
    return place


def _bounds(owners: Small, count: int) -> Indices:
    return np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=count))])


def _groups(owner: Small, to: Small, late: Small) -> Iterator[tuple[Indices, bool]]:
    """Layers of states; and whether they lie on circles."""
    waits, circling = _Waits(owner, to, len(late)), None
    left = np.ones(len(late), np.bool_)
    ready, circle = waits.for_nothing(), False
    while True:
        while len(ready):
            left[ready] = False
            yield ready, circle
            ready = waits.no_longer(ready)
            ready, circle = ready[left[ready]], False
        if not left.any():
            return
        circling = circling or _Circling(owner, to, late)
        ready, circle = circling.for_one_another(waits), True


class _Circling:
    """The states on circles."""

    def __init__(self, owner: Small, to: Small, late: Small) -> None:
        before, after = late[owner], late[to]
        if not np.isin(owner[before > after], to).any():  # then nothing comes back to what is earlier
            owner, to = owner[before == after], to[before == after]
        owner, to = _between(owner, to, len(late))
        self._states = np.flatnonzero(np.bincount(owner, minlength=len(late)))
        place = np.zeros(len(late), np.int32)
        place[self._states] = np.arange(len(self._states))
        owner, to = place[owner], place[to]
        self._circle = _circles(owner, to, len(self._states))
        inside = self._circle[owner] == self._circle[to]
        self._roads = np.bincount(self._circle[owner[inside]], minlength=len(self._states))
        """By circle: those that do not leave it."""

    def for_one_another(self, waits: _Waits) -> Indices:
        """Those that wait for nothing but the others of their circle."""
        roads = np.bincount(self._circle, waits.count[self._states], len(self._states))
        return self._states[((roads == self._roads) & (roads > 0))[self._circle]]


def _circles(owner: Small, to: Small, count: int) -> Small:
    """By state: the first of its circle."""
    onward, bounds = to[_by(owner)].tolist(), _bounds(owner, count).tolist()
    first = np.empty(count, np.int32)
    for component in circles([onward[begin:end] for begin, end in pairwise(bounds)]):
        first[component] = component[0]
    return first


def _between(owner: Small, to: Small, count: int) -> tuple[Small, Small]:
    """The roads from what a circle leads to, to what leads to a circle."""
    for _ in range(2):
        waits, done = _Waits(owner, to, count), np.zeros(count, np.bool_)
        ready = waits.for_nothing()
        while len(ready):
            done[ready] = True
            ready = waits.no_longer(ready)
        kept = ~done[owner] & ~done[to]
        owner, to = to[kept], owner[kept]
    return owner, to


class _Waits:
    """Which states wait for others: each `owner` for the one beside it in `to`."""

    def __init__(self, owner: Small, to: Small, count: int) -> None:
        self.count = np.bincount(owner, minlength=count)
        self._owners = owner[_by(to)]
        self._bounds = _bounds(to, count)

    def for_nothing(self) -> Indices:
        return np.flatnonzero(self.count == 0)

    def no_longer(self, done: Indices) -> Indices:
        """Those that waited for these last."""
        freed = self._owners[_members(self._bounds, done)]
        np.subtract.at(self.count, freed, 1)
        free = np.sort(freed[self.count[freed] == 0])  # quicker than numpy's own way to leave out what is there twice
        return free[np.diff(free, prepend=-1) > 0].astype(np.int64)


def _members(bounds: Indices, of: Indices) -> Indices:
    """The numbers between the bounds of each of these, one after the other."""
    sizes = bounds[of + 1] - bounds[of]
    within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.repeat(bounds[of], sizes) + within
