"""How often each state is come to under random play, and which scenes can be come to more than once on one journey.

Chance flows from the start along the roads, layer by layer: the sweep of `solve` the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.prover.order import Layer, Ordered
from game.prover.roads import Indices, Mask, Numbers, Small

Traces: TypeAlias = "NDArray[np.uint64]"

_LEAST = 1e-200
"""What is less than that may be forgotten."""


class _Leaving(NamedTuple):
    """A layer's roads."""

    source: Indices
    to: Small
    share: Numbers
    """The chance of going it."""
    inside: Mask
    """Whether it leads round, into the layer itself."""


def expected(order: Ordered, start: int) -> Numbers:
    """By state: how often it is come to from the start, on the average; on circles what was left out of `_waves` is
    missing."""
    mass = np.zeros(len(order.number))
    mass[start] = 1.0
    for layer in reversed(order.layers):
        part, roads = layer.states, _leaving(order, layer)
        if layer.circle:
            mass[part] = sum(_waves(mass[part].copy(), part.start, roads), np.zeros(part.stop - part.start))
        out = ~roads.inside
        np.add.at(mass, roads.to[out], mass[roads.source[out]] * roads.share[out])
    return mass


def _waves(wave: Numbers, first: int, roads: _Leaving) -> Iterator[Numbers]:
    """What comes into a circle, and what comes round, as long as there is any; without that which never leaves it."""
    source, to = roads.source[roads.inside] - first, roads.to[roads.inside] - first
    leaves = np.zeros(len(wave), np.bool_)
    leaves[roads.source[~roads.inside] - first] = True
    known = -1
    while known < (known := int(leaves.sum())):
        leaves[source[leaves[to]]] = True
    share = roads.share[roads.inside] * leaves[to]
    while wave.max() > _LEAST:
        yield wave
        wave = np.bincount(to, wave[source] * share, len(wave)).astype(np.float64)


def again(order: Ordered, bit: Traces) -> int:
    """Of the bits that states have, those that a road leads away from and back to."""
    trace = np.zeros_like(bit)
    found = np.uint64(0)
    for layer in reversed(order.layers):
        part, roads = layer.states, _leaving(order, layer)
        source, to = roads.source[roads.inside], roads.to[roads.inside]
        more = layer.circle
        while more:
            before = trace[part].copy()
            np.bitwise_or.at(trace, to, trace[source] | bit[source])
            more = not np.array_equal(before, trace[part])
        found |= np.bitwise_or.reduce(trace[part] & bit[part], initial=np.uint64(0))
        trace[part] |= bit[part]
        np.bitwise_or.at(trace, roads.to[~roads.inside], trace[roads.source[~roads.inside]])
    return int(found)


def _leaving(order: Ordered, layer: Layer) -> _Leaving:
    part = layer.states
    options_from = order.options_from[part.start : part.stop + 1]
    roads_from = order.roads_from[layer.options.start : layer.options.stop + 1]
    owner = np.repeat(np.arange(part.start, part.stop), np.diff(options_from))
    staying = np.bincount(owner - part.start, order.back[layer.options], part.stop - part.start)
    count = np.diff(options_from) - staying
    each = np.repeat(np.where(count > 0, 1 / np.where(count > 0, count, 1), 0), np.diff(options_from))
    to = order.to[layer.roads]
    share = np.repeat(each, np.diff(roads_from)) * order.chance[layer.roads]
    inside = (to >= part.start) & (to < part.stop) if layer.circle else np.zeros(len(to), np.bool_)
    return _Leaving(np.repeat(owner, np.diff(roads_from)), to, share, inside)
