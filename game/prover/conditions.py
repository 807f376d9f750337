"""Conditions as they are asked of stays: each made ready once for one layout, so that asking it is a look into a table,
a mask of hours, or both put together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Protocol

import numpy as np

from game.engine.story import CLOCK
from game.prover.hours import ALL, NONE, Hours, bits
from game.prover.layouts import Layout, LookedUp
from game.prover.trees import Tree, operands, variables_of

if TYPE_CHECKING:
    from game.prover.stays import Hourly


class Condition(Protocol):
    def held(self, here: Hourly, /) -> Hours:
        """When it holds; it may say anything of hours that a stay does not have."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class _AtTimes:
    """Asks the clock alone, or nothing."""

    hours: Hours

    def held(self, _here: Hourly, /) -> Hours:
        return self.hours


@dataclass(frozen=True, slots=True, eq=False)
class _OfBlock:
    """Asks one block, and not the clock."""

    block: int
    table: Hours
    """By combination: all hours or none."""

    def held(self, here: Hourly, /) -> Hours:
        return self.table.take(here.columns.block(self.block), axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class _Not:
    part: Condition

    def held(self, here: Hourly, /) -> Hours:
        return ~here.held(self.part)


@dataclass(frozen=True, slots=True, eq=False)
class _Joined:
    by: np.ufunc
    parts: tuple[Condition, ...]

    def held(self, here: Hourly, /) -> Hours:
        return reduce(self.by, map(here.held, self.parts))


@dataclass(frozen=True, slots=True, eq=False)
class _Reckoned:
    """Compares what stands in several blocks."""

    tree: Tree

    def held(self, here: Hourly, /) -> Hours:
        return np.where(here.columns.where(self.tree), ALL, NONE)[None]


@dataclass(frozen=True, slots=True, eq=False)
class _HourByHour:
    """Compares the time with something else."""

    tree: Tree

    def held(self, here: Hourly, /) -> Hours:
        return here.one_by_one(self.tree)


_BY = {"and": np.bitwise_and, "or": np.bitwise_or}


def condition(layout: Layout, tree: Tree) -> Condition:
    """The same for the same tree."""
    found = layout.conditions.get(tree)
    if found is None:
        found = layout.conditions[tree] = _made(layout, tree)
    return found


def _made(layout: Layout, tree: Tree) -> Condition:
    asked = variables_of(tree) & layout.digits.keys()
    if asked <= {CLOCK}:
        return _AtTimes(_times(layout, tree))
    if CLOCK not in asked:
        found = layout.looked_up(tree)
        if isinstance(found, LookedUp):
            return _OfBlock(found.block, np.where(found.table, ALL, NONE)[None])
    operator = tree[0] if isinstance(tree, tuple) else None
    if operator in ("not", "and", "or"):
        parts = tuple(condition(layout, part) for part in operands(tree))
        return _Not(parts[0]) if operator == "not" else _Joined(_BY[operator], parts)
    return _HourByHour(tree) if CLOCK in asked else _Reckoned(tree)


def _times(layout: Layout, tree: Tree) -> Hours:
    holds = layout.by_hour(tree)
    return bits(holds.nonzero()[0].tolist(), len(holds))
