"""Boxes set in layers, so that what leads on stands above what it leads to. (Sugiyama, Tagawa and Toda 1981)

Pure geometry: things are numbers, sizes and places are in pixels, y grows downwards.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, TypeAlias

Edge: TypeAlias = "tuple[int, int]"

_SWEEPS = 8
_BESIDE, _BELOW, _THREAD = 22.0, 34.0, 10.0
"""Between boxes of a layer, between layers, and the width that a line takes that goes past a layer."""
_PORT = 14.0
"""Between two lines that leave a box, at most."""


class Size(NamedTuple):
    width: float
    height: float


class Point(NamedTuple):
    x: float
    y: float


@dataclass(slots=True)
class Drawing:
    corners: list[Point]
    """Of each box, the upper left one."""
    lines: dict[Edge, list[Point]]
    """From the foot of one box to the head of another; between points at even and odd places it goes straight down."""
    size: Size


def forward(count: int, edges: Sequence[Edge]) -> list[Edge]:
    """The edges without those that lead back: what is left goes round nowhere."""
    onward: list[list[int]] = [[] for _ in range(count)]
    entered = [False] * count
    for source, target in edges:
        if source != target:
            onward[source].append(target)
            entered[target] = True
    open_, done = [False] * count, [False] * count
    kept: list[Edge] = []
    for root in sorted(range(count), key=lambda at: entered[at]):
        todo = [] if done[root] else [(root, 0)]
        while todo:
            at, number = todo.pop()
            open_[at] = True
            if number == len(onward[at]):
                open_[at], done[at] = False, True
                continue
            todo.append((at, number + 1))
            after = onward[at][number]
            if not open_[after]:
                kept.append((at, after))
                if not done[after]:
                    todo.append((after, 0))
    return kept


def ranked(count: int, edges: Sequence[Edge], widest: int) -> list[int]:
    """The layer of each, below all that leads there, with no more than so many in a layer. `edges` go round nowhere."""
    onward: list[list[int]] = [[] for _ in range(count)]
    waits = [0] * count
    for source, target in edges:
        onward[source].append(target)
        waits[target] += 1
    rank, full = [0] * count, defaultdict[int, int](int)
    ready = [(0, at) for at in range(count) if not waits[at]]
    heapq.heapify(ready)
    while ready:
        layer, at = heapq.heappop(ready)
        while full[layer] >= widest:
            layer += 1
        full[layer] += 1
        rank[at] = layer
        for after in onward[at]:
            rank[after] = max(rank[after], layer + 1)
            waits[after] -= 1
            if not waits[after]:
                heapq.heappush(ready, (rank[after], after))
    return rank


def drawn(sizes: Sequence[Size], edges: Sequence[Edge], widest: int) -> Drawing:
    """All in one picture. `edges` go round nowhere, and each is there once."""
    return _Picture(sizes, edges, ranked(len(sizes), edges, widest)).drawing()


@dataclass(slots=True)
class _Item:
    """A box in its layer, or the place where a line goes past one."""

    width: float
    before: list[int] = field(default_factory=list[int])
    after: list[int] = field(default_factory=list[int])
    x: float = 0
    """Of its middle."""


class _Picture:
    def __init__(self, sizes: Sequence[Size], edges: Sequence[Edge], rank: Sequence[int]) -> None:
        self._sizes = sizes
        self._rank = rank
        self._items = [_Item(size.width) for size in sizes]
        self._layers: list[list[int]] = [[] for _ in range(max(rank, default=-1) + 1)]
        for at, layer in enumerate(rank):
            self._layers[layer].append(at)
        self._threads = {edge: self._threaded(*edge) for edge in edges}

    def _threaded(self, source: int, target: int) -> list[int]:
        """The items that a line goes through, both its ends included."""
        through = [source]
        for layer in range(self._rank[source] + 1, self._rank[target]):
            through.append(len(self._items))
            self._items.append(_Item(_THREAD))
            self._layers[layer].append(through[-1])
        through.append(target)
        for one, next_ in pairwise(through):
            self._items[one].after.append(next_)
            self._items[next_].before.append(one)
        return through

    def drawing(self) -> Drawing:
        self._order()
        self._spread()
        left = min((item.x - item.width / 2 for item in self._items), default=0)
        right = max((item.x + item.width / 2 for item in self._items), default=0)
        tops, bottoms, y = list[float](), list[float](), 0.0
        for layer in self._layers:
            tops.append(y)
            y += max((self._sizes[at].height for at in layer if at < len(self._sizes)), default=0)
            bottoms.append(y)
            y += _BELOW
        for item in self._items:
            item.x -= left
        corners = [
            Point(item.x - item.width / 2, tops[layer]) for item, layer in zip(self._items, self._rank, strict=False)
        ]
        lines = self._lines(tops, bottoms)
        return Drawing(corners, lines, Size(right - left, bottoms[-1] if bottoms else 0))

    # Who stands beside whom

    def _order(self) -> None:
        place = {at: float(number) for layer in self._layers for number, at in enumerate(layer)}
        for sweep in range(_SWEEPS):
            for layer in self._layers if sweep % 2 == 0 else reversed(self._layers):
                by = {at: self._middle(at, sweep % 2 == 0, place) for at in layer}
                layer.sort(key=by.__getitem__)
                for number, at in enumerate(layer):
                    place[at] = number

    def _middle(self, at: int, down: bool, place: dict[int, float]) -> float:
        beside = self._items[at].before if down else self._items[at].after
        return sum(map(place.__getitem__, beside)) / len(beside) if beside else place[at]

    # Where they stand

    def _spread(self) -> None:
        for layer in self._layers:
            x = 0.0
            for at in layer:
                self._items[at].x = x + self._items[at].width / 2
                x += self._items[at].width + _BESIDE
        for sweep in range(_SWEEPS):
            for layer in self._layers if sweep % 2 == 0 else reversed(self._layers):
                self._settle(layer, sweep)

    def _settle(self, layer: Sequence[int], sweep: int) -> None:
        """Each as near as can be to the middle of those above it, or below, and none over another."""
        wanted: list[float] = []
        offsets: list[float] = []
        offset = 0.0
        for number, at in enumerate(layer):
            item = self._items[at]
            if number:
                offset += (self._items[layer[number - 1]].width + item.width) / 2 + _BESIDE
            beside = item.before if sweep % 2 == 0 else item.after
            beside = beside or [at]
            wanted.append(sum(self._items[each].x for each in beside) / len(beside) - offset)
            offsets.append(offset)
        for at, base, x in zip(layer, offsets, rising(wanted), strict=True):
            self._items[at].x = base + x

    # Lines

    def _lines(self, tops: Sequence[float], bottoms: Sequence[float]) -> dict[Edge, list[Point]]:
        feet = {at: self._ports(at, down=True) for at in range(len(self._sizes))}
        heads = {at: self._ports(at, down=False) for at in range(len(self._sizes))}
        found: dict[Edge, list[Point]] = {}
        for (source, target), through in self._threads.items():
            layer = self._rank[source]
            x = feet[source][through[1]]
            points = [Point(x, tops[layer] + self._sizes[source].height), Point(x, bottoms[layer])]
            for at in through[1:-1]:
                layer += 1
                points += [Point(self._items[at].x, tops[layer]), Point(self._items[at].x, bottoms[layer])]
            points.append(Point(heads[target][through[-2]], tops[self._rank[target]]))
            found[source, target] = points
        return found

    def _ports(self, at: int, *, down: bool) -> dict[int, float]:
        """By the item that a line goes to next, or comes from: where on the box it is fastened."""
        item = self._items[at]
        others = sorted(item.after if down else item.before, key=lambda each: self._items[each].x)
        step = min(_PORT, (item.width - 16) / max(len(others), 1))
        first = item.x - step * (len(others) - 1) / 2
        return {other: first + step * number for number, other in enumerate(others)}


def rising(wanted: Sequence[float]) -> list[float]:
    """The numbers nearest to these, by squares, of which none is less than the one before it."""
    blocks: list[tuple[float, int]] = []
    for value in wanted:
        total, count = value, 1
        while blocks and blocks[-1][0] * count > total * blocks[-1][1]:
            more, so_many = blocks.pop()
            total, count = total + more, count + so_many
        blocks.append((total, count))
    return [total / count for total, count in blocks for _ in range(count)]
