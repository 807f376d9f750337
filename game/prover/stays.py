"""States that differ in nothing but the hour, taken together: a *stay*, with a bit for each class of the clock.

Where one can be at noon, one can mostly be at dusk. What does not ask the clock is asked of all hours at once, what
does is a mask, and time that passes is a shift of bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.prover.conditions import Condition, condition
from game.prover.hours import WORD, Hours, some
from game.prover.layouts import Codes, Layout
from game.prover.states import Columns
from game.prover.trees import Tree

Which: TypeAlias = "NDArray[np.int64] | slice"
"""The places of some stays, in order; numpy is several times faster at those than at a mask."""
EACH = slice(None)


class Stays(NamedTuple):
    codes: Codes
    """Of their states at the first class of the clock."""
    hours: Hours

    @property
    def states(self) -> int:
        return int(np.add.reduce(np.bitwise_count(self.hours), axis=None, dtype=np.int64))

    def those(self, which: Which) -> Stays:
        return self if isinstance(which, slice) else Stays(self.codes[which], self.hours.take(which, axis=1))


class Spread(NamedTuple):
    """The states of some stays, one by one, in order."""

    codes: Codes
    stay: NDArray[np.int64]
    """The place of the stay of each."""
    time: NDArray[np.int64]
    """Its class of the clock."""

    def back(self, stays: Stays, these: NDArray[np.bool_]) -> Hours:
        """By stay, the hours of some of the states."""
        found = np.zeros_like(stays.hours)
        word, bit = np.divmod(self.time[these], WORD)
        np.bitwise_or.at(found, (word, self.stay[these]), np.left_shift(np.uint64(1), bit.astype(np.uint64)))
        return found


def no_stays(layout: Layout) -> Stays:
    return Stays(np.empty(0, np.int64), np.empty((layout.words, 0), np.uint64))


class Absorbed(NamedTuple):
    new: Stays
    """With the hours that were not known."""
    known: Stays
    """What is known now."""


def absorbed(known: Stays, arrived: Sequence[Stays]) -> Absorbed:
    """`arrived`: in any order, and as often as may be."""
    all_ = _gathered(arrived)
    if not len(known.codes):
        return Absorbed(all_, all_)
    after, hours = _among(known, all_.codes)
    all_ = Stays(all_.codes, all_.hours & ~hours)
    which = any_of(all_.hours)
    new = all_.those(which)
    return Absorbed(new, _joined(known, after[which], new) if len(new.codes) else known)


def _joined(known: Stays, after: NDArray[np.int64], new: Stays) -> Stays:
    """`after`: where the new ones belong among those that are known."""
    fresh = known.codes.take(after, mode="clip") != new.codes
    before = fresh.cumsum()
    if not before[-1]:
        hours = known.hours.copy()
        hours[:, after] |= new.hours
        return Stays(known.codes, hours)
    place = after + before - fresh
    stays = len(known.codes) + int(before[-1])
    left = np.ones(stays, np.bool_)
    left[place[fresh]] = False
    kept = left.nonzero()[0]
    codes, hours = np.empty(stays, np.int64), np.zeros((len(known.hours), stays), np.uint64)
    codes[kept], codes[place] = known.codes, new.codes
    hours[:, kept] = known.hours
    hours[:, place] |= new.hours
    return Stays(codes, hours)


def _gathered(parts: Sequence[Stays]) -> Stays:
    """In order, and each once."""
    codes, hours = parts[0]
    if len(parts) > 1:
        codes = np.concatenate([part.codes for part in parts])
        hours = np.concatenate([part.hours for part in parts], axis=1)
    if not np.count_nonzero(codes[1:] <= codes[:-1]):
        return Stays(codes, hours)
    order = codes.argsort(kind="stable")  # what comes together is in order by long parts
    codes = codes[order]
    first = np.ones(len(codes), np.bool_)
    np.not_equal(codes[1:], codes[:-1], out=first[1:])
    starts = first.nonzero()[0]
    return Stays(codes[starts], np.bitwise_or.reduceat(hours.take(order, axis=1), starts, axis=1))


def _among(known: Stays, codes: Codes) -> tuple[NDArray[np.int64], Hours]:
    """Where each of some codes belongs among what is known, which is something, and the hours at which it is there."""
    after = known.codes.searchsorted(codes)
    old = known.codes.take(after, mode="clip") == codes
    return after, known.hours.take(after, axis=1, mode="clip") * old


def held(known: Stays, codes: Codes) -> Hours:
    """The hours at which each of these is known."""
    return _among(known, codes)[1] if len(known.codes) else np.zeros((len(known.hours), len(codes)), np.uint64)


def any_of(hours: Hours) -> Which:
    """The stays that have any hour."""
    which = some(hours).nonzero()[0]
    return EACH if len(which) == hours.shape[1] else which


def folded(layout: Layout, codes: Codes) -> Stays:
    """States, in any order, as stays of one hour each."""
    hours = np.zeros((layout.words, len(codes)), np.uint64)
    time = codes // layout.clock.stride if layout.clock else np.zeros_like(codes)
    word, bit = np.divmod(time, WORD)
    hours[word, np.arange(len(codes))] = np.left_shift(np.uint64(1), bit.astype(np.uint64))
    return Stays(codes - time * layout.clock.stride if layout.clock else codes, hours)


def spread(layout: Layout, stays: Stays) -> Spread:
    if layout.clock is None:
        stay = stays.hours[0].nonzero()[0]
        return Spread(stays.codes[stay], stay, np.zeros_like(stay))
    as_bytes = stays.hours.astype("<u8", copy=False).T.copy().view(np.uint8)
    by_stay = np.unpackbits(as_bytes, axis=1, count=layout.clock.partition.count, bitorder="little")
    place = by_stay.T.ravel().view(np.bool_).nonzero()[0]
    time = place // max(1, len(stays.codes))
    stay = place - time * len(stays.codes)
    return Spread(stays.codes[stay] + time * layout.clock.stride, stay, time)


class Hourly:
    """What holds in many stays of one node, and at which of their hours."""

    __slots__ = ("_held", "columns", "layout", "stays")

    def __init__(self, layout: Layout, stays: Stays) -> None:
        self.layout = layout
        self.stays = stays
        self.columns = Columns(layout, stays.codes)
        self._held: dict[Condition, Hours] = {}

    def where(self, tree: Tree) -> Hours:
        """Of each stay, those of its hours at which a condition holds."""
        return self.stays.hours & self.held(condition(self.layout, tree))

    def held(self, asked: Condition) -> Hours:
        found = self._held.get(asked)
        if found is None:
            found = self._held[asked] = asked.held(self)
        return found

    def one_by_one(self, tree: Tree) -> Hours:
        """The same, found by looking at each state."""
        states = spread(self.layout, self.stays)
        return states.back(self.stays, Columns(self.layout, states.codes).where(tree))

    def first(self, hours: Hours) -> int:
        """The code of one state, of some hours of the stays."""
        at = int(some(hours).argmax())
        return int(spread(self.layout, Stays(self.stays.codes[at : at + 1], hours[:, at : at + 1])).codes[0])
