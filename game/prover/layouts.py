"""How the states of a node are written as numbers: one digit for each variable with more than one class there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.engine.story import CLOCK, Variable
from game.prover.classes import Classes, Partition
from game.prover.hours import Passage, words
from game.prover.model import Model
from game.prover.trees import Tree, evaluated, variables_of

if TYPE_CHECKING:
    from game.prover.changes import Change
    from game.prover.conditions import Condition

Codes: TypeAlias = "NDArray[np.int64]"
"""States of one node, each once, in order."""
LARGEST = 2**62
_WIDEST = 1024
"""Digits are looked up together as long as there are no more than so many combinations of them."""


class TooManyStatesError(Exception):
    """The states of a scene, which it names, do not fit a number of 62 bits."""


@dataclass(frozen=True, slots=True)
class Digit:
    stride: int
    partition: Partition
    block: int
    """The number of the block that it is in."""

    def is_like(self, other: Digit) -> bool:
        return self.stride == other.stride and self.partition is other.partition


@dataclass(slots=True)
class Block:
    """Neighbouring digits, taken as one: what depends on them alone is looked up in a table."""

    stride: int
    size: int
    classes: dict[str, NDArray[np.int64]] = field(default_factory=dict[str, NDArray[np.int64]])
    """By variable: its class in each of the combinations."""
    values: dict[str, NDArray[np.int64]] = field(default_factory=dict[str, NDArray[np.int64]])
    """By variable: the value that stands for its class."""


class LookedUp(NamedTuple):
    """The value of a tree by the number of one block's combination."""

    block: int
    table: NDArray[np.int64]


class Layout:
    __slots__ = (
        "_looked_up",
        "blocks",
        "changes",
        "clock",
        "conditions",
        "digits",
        "passages",
        "size",
        "unlike",
        "variables",
        "words",
    )

    def __init__(self, found: Classes, variables: dict[str, Variable]) -> None:
        self.variables = variables
        self.digits: dict[str, Digit] = {}
        self.blocks: list[Block] = []
        self.size = 1
        self._looked_up: dict[Tree, LookedUp | int | None] = {}
        self.conditions: dict[Tree, Condition] = {}
        """What was made ready to be asked here."""
        self.passages: dict[tuple[Tree, Partition | None], Passage] = {}
        """How time passes from here on, by what the clock becomes and how it is told apart then."""
        self.changes: dict[tuple[int, Layout], Change] = {}
        """What edges from here change, by the identity of their updates and by where they lead."""
        self.unlike: dict[Layout, set[str]] = {}
        """The variables, but for the clock, that are written otherwise there."""
        for name in sorted(found, key=lambda each: (each == CLOCK, variables[each]["high"])):  # the clock leads
            self._add(name, found[name])
        for block in self.blocks:
            self._fill(block)
        self.clock = self.digits.get(CLOCK)
        self.words = words(self.clock.partition.count) if self.clock else 1
        """Of a set of hours."""

    def _add(self, name: str, partition: Partition) -> None:
        if not self.blocks or self.blocks[-1].size * partition.count > _WIDEST:
            self.blocks.append(Block(self.size, 1))
        block = self.blocks[-1]
        block.size *= partition.count
        block.classes[name] = np.empty(0, np.int64)
        self.digits[name] = Digit(self.size, partition, len(self.blocks) - 1)
        self.size *= partition.count

    def _fill(self, block: Block) -> None:
        combinations = np.arange(block.size, dtype=np.int64)
        for name in block.classes:
            digit = self.digits[name]
            block.classes[name] = combinations // (digit.stride // block.stride) % digit.partition.count
            block.values[name] = digit.partition.representatives[block.classes[name]] + self.variables[name]["low"]

    def looked_up(self, part: Tree) -> LookedUp | int | None:
        """A tree's value as a table of one block, or for all states; None where it depends on several blocks."""
        if part not in self._looked_up:
            self._looked_up[part] = self._look_up(part)
        return self._looked_up[part]

    def _look_up(self, part: Tree) -> LookedUp | int | None:
        blocks = {self.digits[name].block for name in variables_of(part) if name in self.digits}
        if len(blocks) > 1:
            return None
        values = self.blocks[next(iter(blocks))].values if blocks else {}
        found = evaluated(part, lambda name: values.get(name, self.variables[name]["low"]))
        return LookedUp(next(iter(blocks)), np.asarray(found)) if blocks else int(found)

    def by_hour(self, part: Tree) -> NDArray[np.int64]:
        """The value of a tree that asks nothing but the clock, for each of its classes."""
        times = self.clock.partition.representatives if self.clock else np.zeros(1, np.int64)
        times = times + self.variables[CLOCK]["low"]
        values = evaluated(part, lambda name: times if name == CLOCK else self.variables[name]["low"])
        return np.broadcast_to(np.asarray(values, np.int64), times.shape)

    def code(self, values: dict[str, int]) -> int:
        return sum(
            digit.stride * int(digit.partition.labels[values[name] - self.variables[name]["low"]])
            for name, digit in self.digits.items()
        )


class Layouts:
    """One for all nodes that tell the same apart, of however many models: and so what was looked up in it."""

    def __init__(self) -> None:
        self._made: dict[frozenset[tuple[str, Partition]], Layout] = {}

    def of(self, model: Model, found: list[Classes]) -> list[Layout]:
        """By node. Raises `TooManyStatesError`."""
        return [self._layout(model, index, each) for index, each in enumerate(found)]

    def _layout(self, model: Model, index: int, found: Classes) -> Layout:
        key = frozenset(found.items())
        if key not in self._made:
            self._made[key] = Layout(found, model.story["variables"])
            if self._made[key].size > LARGEST:
                raise TooManyStatesError(model.named(index))
        return self._made[key]
