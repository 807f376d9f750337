"""What the small variables can be where one is, as far as that can be told without going there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from game.prover.network import Network
from game.prover.trees import Tree, conjuncts, evaluated, variables_of

_SMALL = 16
"""Values of a variable that is followed."""

Known: TypeAlias = Mapping[str, int]
"""By small variable: the values that it can have, as bits, the lowest value first."""


class Foresight:
    """Leaves out what cannot happen while the nodes are found."""

    def __init__(self, network: Network) -> None:
        self._variables = network.story["variables"]
        asked = frozenset[str]().union(*(variables_of(when) for _, when in network.events))
        self._small = [
            name
            for name, variable in self._variables.items()
            if variable["high"] - variable["low"] < _SMALL and (name in asked or variable["kind"] == "enum")
        ]
        self._masks: dict[Tree, tuple[str, int, int] | None] = {}

    def of(self, values: Mapping[str, int]) -> Known:
        return {name: 1 << (values[name] - self._low(name)) for name in self._small}

    def _low(self, name: str) -> int:
        return self._variables[name]["low"]

    def possible(self, condition: Tree, known: Known) -> tuple[bool, bool]:
        """Whether a condition can be false, and whether it can be true, by what is known of the small variables."""
        if isinstance(condition, int):
            return not condition, bool(condition)
        if isinstance(condition, tuple) and condition[0] == "not":
            may_not, may = self.possible(condition[1], known)
            return may, may_not
        if isinstance(condition, tuple) and condition[0] in ("and", "or"):
            return self._possible_together(condition, known)
        mask = self._mask(condition)
        if mask is None:
            return True, True
        name, false, true = mask
        return bool(known[name] & false), bool(known[name] & true)

    def _possible_together(self, condition: tuple[Any, ...], known: Known) -> tuple[bool, bool]:
        """Of `and` and `or`: decided as soon as one part decides it, else open if one part is."""
        is_and = condition[0] == "and"
        open_ = False
        for part in condition[1:]:
            may_not, may = self.possible(part, known)
            if not (may if is_and else may_not):
                return is_and, not is_and
            open_ |= may_not if is_and else may
        return (open_, True) if is_and else (True, open_)

    def _mask(self, condition: Tree) -> tuple[str, int, int] | None:
        """Where a condition asks after one small variable: the values for which it is false, and true, as bits."""
        if condition not in self._masks:
            named = variables_of(condition)
            name = next(iter(named)) if len(named) == 1 else ""
            self._masks[condition] = (name, *self._split(condition, name)) if name in self._small else None
        return self._masks[condition]

    def _split(self, condition: Tree, name: str) -> tuple[int, int]:
        low, high = self._low(name), self._variables[name]["high"]
        true = sum(1 << (x - low) for x in range(low, high + 1) if evaluated(condition, lambda _, x=x: x))
        return ((1 << (high - low + 1)) - 1) ^ true, true

    def _values(self, name: str, mask: int) -> Iterator[int]:
        low = self._low(name)
        return (low + bit for bit in range(mask.bit_length()) if mask >> bit & 1)

    def after(self, known: Known, updates: Mapping[str, Tree], guard: Tree) -> dict[str, int]:
        """What the small variables can be after an edge."""
        narrowed = dict(known)
        for part in conjuncts(guard):
            if mask := self._mask(part):
                narrowed[mask[0]] &= mask[2]
        after = dict(narrowed)
        for name, value in updates.items():
            if name in after:
                after[name] = self._image(name, value, narrowed)
        return after

    def _image(self, name: str, value: Tree, known: Known) -> int:
        low, named = self._low(name), variables_of(value)
        if not named and isinstance(value, int):
            return 1 << (value - low)
        if len(named) == 1 and (of := next(iter(named))) in known:
            found = {int(evaluated(value, lambda _, x=x: x)) for x in self._values(of, known[of])}
            return sum(1 << (x - low) for x in found)
        return (1 << (self._variables[name]["high"] - low + 1)) - 1
