"""Chances on ten-sided dice, each as it is in the game."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Throw(NamedTuple):
    sides: int
    """10, 100, 1000 …: one ten-sided die for each nought."""
    ranges: list[tuple[int, int]]
    """From and up to, inclusive, one for each weight; past the last of them one throws again."""


def throw(weights: Sequence[int]) -> Throw:
    """For weights of which some is above nought.

    >>> throw([1, 2, 1])
    Throw(sides=100, ranges=[(1, 25), (26, 75), (76, 100)])
    >>> throw([1, 2])
    Throw(sides=10, ranges=[(1, 3), (4, 9)])
    """
    total = sum(weights)
    fine = [sides for sides in (10, 100, 1000) if sides % total == 0]
    sides = fine[0] if fine else sides_for(total)
    ranges: list[tuple[int, int]] = []
    so_far = 0
    for weight in weights:
        ranges.append((so_far + 1, so_far + weight * (sides // total)))
        so_far += weight * (sides // total)
    return Throw(sides, ranges)


def sides_for(total: int) -> int:
    """The fewest that a total fits on."""
    return max(10, 10 ** len(str(max(total, 1) - 1)))
