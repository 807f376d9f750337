"""What the small variables can be where one is, as far as that can be told without going there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from game.prover.network import Network
from game.prover.trees import Tree, conjuncts, evaluated, variables_of

_SMALL = 16
"""Values of a variable that is followed."""

Known: TypeAlias = int
"""The values that the small variables can have, a bit for each; those of one variable together, the lowest first."""
MayBe: TypeAlias = tuple[bool, bool]
"""Whether a condition can be false, and whether it can be true."""


@dataclass(frozen=True, slots=True)
class _Field:
    """The bits of one variable."""

    low: int
    size: int
    first: int

    @property
    def bits(self) -> Known:
        return ((1 << self.size) - 1) << self.first

    def bit(self, value: int) -> Known:
        return 1 << (value - self.low + self.first)

    def values(self, known: Known) -> Iterator[int]:
        return (self.low + at for at in range(self.size) if known >> (self.first + at) & 1)


@dataclass(frozen=True, slots=True)
class _Condition:
    of: Tree
    """Kept, so that no other can take its identity."""
    asks: Known
    """The bits that it depends on."""
    found: dict[Known, MayBe] = field(default_factory=dict[Known, MayBe])
    """By those of them that are set."""


class Foresight:
    """Leaves out what cannot happen while the nodes are found."""

    def __init__(self, network: Network) -> None:
        asked = frozenset[str]().union(*(variables_of(when) for _, when in network.events))
        self._fields: dict[str, _Field] = {}
        first = 0
        for name, variable in network.story["variables"].items():
            size = variable["high"] - variable["low"] + 1
            if size <= _SMALL and (name in asked or variable["kind"] == "enum"):
                self._fields[name] = _Field(variable["low"], size, first)
                first += size
        self._conditions: dict[int, _Condition] = {}
        self._splits: dict[Tree, tuple[Known, Known] | None] = {}

    def of(self, values: Mapping[str, int]) -> Known:
        return sum(bits.bit(values[name]) for name, bits in self._fields.items())

    def possible(self, condition: Tree, known: Known) -> MayBe:
        if isinstance(condition, int):
            return not condition, bool(condition)
        asked = self._conditions.get(id(condition))
        if asked is None:
            small = (self._fields[name].bits for name in variables_of(condition) if name in self._fields)
            asked = self._conditions[id(condition)] = _Condition(condition, sum(small))
        here = known & asked.asks
        found = asked.found.get(here)
        if found is None:
            found = asked.found[here] = self._may_be(condition, here)
        return found

    def _may_be(self, condition: Tree, known: Known) -> MayBe:
        """Of `and` and `or`: decided as soon as one part decides it, else open if one part is."""
        if isinstance(condition, tuple) and condition[0] == "not":
            may_not, may = self.possible(condition[1], known)
            return may, may_not
        if isinstance(condition, tuple) and condition[0] in ("and", "or"):
            is_and = condition[0] == "and"
            parts = [self.possible(part, known) for part in condition[1:]]
            if not all(may if is_and else may_not for may_not, may in parts):
                return is_and, not is_and
            open_ = any(may_not if is_and else may for may_not, may in parts)
            return (open_, True) if is_and else (True, open_)
        split = self._split(condition)
        return (bool(known & split[0]), bool(known & split[1])) if split else (True, True)

    def _split(self, condition: Tree) -> tuple[Known, Known] | None:
        """Where a condition asks after one small variable: the values for which it is false, and true."""
        if condition not in self._splits:
            named = variables_of(condition)
            of = self._fields.get(next(iter(named))) if len(named) == 1 else None
            self._splits[condition] = _divided(of, condition) if of else None
        return self._splits[condition]

    def after(self, known: Known, updates: Mapping[str, Tree], guard: Tree) -> Known:
        """What the small variables can be after an edge."""
        for part in conjuncts(guard):
            if split := self._split(part):
                known &= ~split[0]
        after = known
        for name, value in updates.items():
            if bits := self._fields.get(name):
                after = after & ~bits.bits | self._image(bits, value, known)
        return after

    def _image(self, of: _Field, value: Tree, known: Known) -> Known:
        if isinstance(value, int):
            return of.bit(value)
        named = variables_of(value)
        by = self._fields.get(next(iter(named))) if len(named) == 1 else None
        if by is None:
            return of.bits
        return sum({of.bit(int(evaluated(value, lambda _, x=x: x))) for x in by.values(known)})


def _divided(of: _Field, condition: Tree) -> tuple[Known, Known]:
    true = sum(of.bit(x) for x in of.values(of.bits) if evaluated(condition, lambda _, x=x: x))
    return of.bits ^ true, true
