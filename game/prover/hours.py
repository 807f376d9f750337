"""Sets of hours, a bit for each class of the clock; and how time passes along an edge, as moves of bits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Hours: TypeAlias = "NDArray[np.uint64]"
"""By word and stay: what is the same for all stays has one column."""

WORD = 64
ALL, NONE = np.uint64(2**64 - 1), np.uint64(0)


def words(classes: int) -> int:
    return -(-classes // WORD)


def bits(these: Iterable[int], of: int) -> Hours:
    """For all stays: these classes of the clock, of so many."""
    mask = sum(1 << each for each in these)
    return np.array([[mask >> word * WORD & (1 << WORD) - 1] for word in range(words(of))], np.uint64)


def some(hours: Hours) -> NDArray[np.bool_]:
    """The stays that have any hour."""
    return (hours[0] if len(hours) == 1 else np.bitwise_or.reduce(hours, axis=0)) != NONE


@dataclass(frozen=True, slots=True)
class _Shift:
    """Hours of one word that move into another, all by as many places."""

    of: int
    to: int
    which: np.uint64
    by: int

    def forth(self, hours: Hours, there: Hours) -> None:
        there[self.to] |= _shifted(hours[self.of] & self.which, self.by)

    def back(self, there: Hours, hours: Hours) -> None:
        hours[self.of] |= _shifted(there[self.to], -self.by) & self.which


@dataclass(frozen=True, slots=True)
class _Fall:
    """Hours that all become one."""

    which: Hours
    to: int
    one: np.uint64

    def forth(self, hours: Hours, there: Hours) -> None:
        there[self.to, some(hours & self.which)] |= self.one

    def back(self, there: Hours, hours: Hours) -> None:
        hours |= np.where(there[self.to] & self.one, self.which, NONE)


def _shifted(hours: Hours, by: int) -> Hours:
    return np.left_shift(hours, np.uint64(by)) if by >= 0 else np.right_shift(hours, np.uint64(-by))


@dataclass(frozen=True, slots=True)
class Passage:
    """What the hours at one node become at another."""

    here: int
    """Words."""
    there: int
    moves: list[_Shift | _Fall] | None
    """None where no time passes."""

    def forth(self, hours: Hours) -> Hours:
        if self.moves is None:
            return hours
        there = np.zeros((self.there, hours.shape[1]), np.uint64)
        for move in self.moves:
            move.forth(hours, there)
        return there

    def back(self, there: Hours) -> Hours:
        """Those that become some of these."""
        if self.moves is None:
            return there
        hours = np.zeros((self.here, there.shape[1]), np.uint64)
        for move in self.moves:
            move.back(there, hours)
        return hours


def passage(becomes: Sequence[int], there: int) -> Passage:
    """`becomes`: for each class of the clock here, that there, of so many."""
    still = list(becomes) == list(range(there))
    return Passage(words(len(becomes)), words(there), None if still else list(_moves(becomes)))


def _moves(becomes: Sequence[int]) -> Iterator[_Shift | _Fall]:
    """As few as may be: the greatest first."""
    left = set(range(len(becomes)))
    while left:
        alike, falls = defaultdict[tuple[int, int, int], list[int]](list), defaultdict[int, list[int]](list)
        for each in left:
            word, to = each // WORD, becomes[each] // WORD
            alike[word, to, (becomes[each] - to * WORD) - (each - word * WORD)].append(each)
            falls[becomes[each]].append(each)
        (word, to, by), shifting = max(alike.items(), key=lambda each: len(each[1]))
        one, falling = max(falls.items(), key=lambda each: len(each[1]))
        if len(shifting) >= len(falling):
            yield _Shift(word, to, bits(shifting, len(becomes))[word, 0], by)
            left.difference_update(shifting)
        else:
            yield _Fall(bits(falling, len(becomes)), one // WORD, np.uint64(1 << one % WORD))
            left.difference_update(falling)
