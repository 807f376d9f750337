"""The states of a node as numbers: one digit for each variable with more than one class there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.engine.story import CLOCK, Variable
from game.prover.classes import Classes, Partition
from game.prover.model import Edge, Model, Node
from game.prover.trees import Column, Tree, combined, evaluated, operands, variables_of

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
    """How the states of one node are written as numbers."""

    __slots__ = ("_looked_up", "blocks", "digits", "size", "variables")

    def __init__(self, found: Classes, variables: dict[str, Variable]) -> None:
        self.variables = variables
        self.digits: dict[str, Digit] = {}
        self.blocks: list[Block] = []
        self.size = 1
        self._looked_up: dict[Tree, LookedUp | int | None] = {}
        for name in sorted(found, key=lambda each: (each == CLOCK, variables[each]["high"])):  # the clock leads
            self._add(name, found[name])
        for block in self.blocks:
            self._fill(block)

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

    def code(self, values: dict[str, int]) -> int:
        return sum(
            digit.stride * int(digit.partition.labels[values[name] - self.variables[name]["low"]])
            for name, digit in self.digits.items()
        )


class Columns:
    """The values of trees in many states of one node."""

    __slots__ = ("_blocks", "_mixed", "codes", "layout")

    def __init__(self, layout: Layout, codes: Codes) -> None:
        self.layout = layout
        self.codes = codes
        self._blocks: dict[int, NDArray[np.int64]] = {}
        self._mixed: dict[Tree, Column] = {}

    def block(self, number: int) -> NDArray[np.int64]:
        """Which of a block's combinations each state has."""
        found = self._blocks.get(number)
        if found is None:
            block = self.layout.blocks[number]
            found = self.codes // block.stride if block.stride > 1 else self.codes
            if number + 1 < len(self.layout.blocks):
                found = found % block.size
            self._blocks[number] = found
        return found

    def of(self, part: Tree) -> Column:
        found = self.layout.looked_up(part)
        if isinstance(found, LookedUp):
            return found.table[self.block(found.block)]
        return self._put_together(part) if found is None else found

    def _put_together(self, part: Tree) -> Column:
        """The value of a tree that depends on several blocks; kept, since the guards of a node have much in common."""
        found = self._mixed.get(part)
        if found is None:
            assert isinstance(part, tuple), "a variable is in one block"
            found = self._mixed[part] = combined(part, [self.of(each) for each in operands(part)])
        return found

    def where(self, part: Tree) -> NDArray[np.bool_]:
        """The states in which a condition holds."""
        found = self.of(part)
        return np.full(len(self.codes), found != 0) if isinstance(found, int) else found != 0


class Step:
    """An edge as arithmetic on numbers: from the states of one node into those of another.

    What stays as it was, in the same digit, is in the number already; the rest is looked up as what is to be added.
    """

    __slots__ = ("_constant", "_mixed", "_shifts", "edge")

    def __init__(self, edge: Edge, here: Layout, there: Layout) -> None:
        self.edge = edge
        self._constant = 0
        self._mixed: list[tuple[Tree, int, Digit]] = []
        shifts: dict[int, NDArray[np.int64]] = {}
        stays: set[str] = set()
        for name, digit in there.digits.items():
            before = here.digits.get(name)
            if name not in edge.updates and before and before.is_like(digit):
                stays.add(name)
                continue
            low, update = there.variables[name]["low"], edge.updates.get(name, name)
            found = here.looked_up(update)
            if found is None:
                self._mixed.append((update, low, digit))
            elif isinstance(found, int):
                self._constant += int(digit.partition.labels[found - low]) * digit.stride
            else:
                added = digit.partition.labels[found.table - low].astype(np.int64) * digit.stride
                shifts[found.block] = shifts.get(found.block, 0) + added
        for name, digit in here.digits.items():
            if name not in stays:
                gone = here.blocks[digit.block].classes[name] * digit.stride
                shifts[digit.block] = shifts.get(digit.block, 0) - gone
        self._shifts = {block: shift for block, shift in shifts.items() if shift.any()}

    def taken(self, columns: Columns, where: NDArray[np.bool_] | None) -> Codes:
        """Where the states lead, of those that are asked for; neither sorted nor each once."""
        result = (columns.codes if where is None else columns.codes[where]) + self._constant
        for number, shift in self._shifts.items():
            block = columns.block(number)
            result += shift[block if where is None else block[where]]
        for update, low, digit in self._mixed:
            value = columns.of(update)
            assert not isinstance(value, int), "it depends on several blocks"
            value = value if where is None else value[where]
            result += digit.partition.labels[value - low].astype(np.int64) * digit.stride
        return result


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


class Chart:
    """A model with its states laid out: what the explorer and the solver go by."""

    def __init__(self, model: Model, found: list[Classes], layouts: Layouts | None = None) -> None:
        self.model = model
        self.layouts = (layouts or Layouts()).of(model, found)
        self.steps = [
            [Step(edge, self.layouts[index], self.layouts[edge.target]) for edge in node.edges]
            for index, node in enumerate(model.nodes)
        ]

    def node(self, index: int) -> Node:
        return self.model.nodes[index]
