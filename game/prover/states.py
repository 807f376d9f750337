"""The states of a node as numbers: one digit for each variable with more than one class there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.engine.story import CLOCK, Variable
from game.prover.classes import Classes, Partition
from game.prover.model import Edge, Model, Node
from game.prover.trees import Column, Tree, evaluated, variables_of

Codes: TypeAlias = "NDArray[np.int64]"
"""States of one node, each once, in order."""

LARGEST = 2**62


class TooManyStatesError(Exception):
    """A node's states do not fit a number of 62 bits."""


@dataclass(frozen=True, slots=True)
class Digit:
    stride: int
    partition: Partition
    values: NDArray[np.int64]
    """The value that stands for each class."""


class Layout:
    """How the states of one node are written as numbers."""

    __slots__ = ("digits", "size", "variables")

    def __init__(self, found: Classes, variables: dict[str, Variable]) -> None:
        self.variables = variables
        self.digits: dict[str, Digit] = {}
        self.size = 1
        for name in sorted(found, key=lambda each: (each == CLOCK, variables[each]["high"])):  # the clock leads
            partition = found[name]
            values = partition.representatives + variables[name]["low"]
            self.digits[name] = Digit(self.size, partition, values)
            self.size *= partition.count
        if self.size > LARGEST:
            raise TooManyStatesError

    def code(self, values: dict[str, int]) -> int:
        return sum(
            digit.stride * int(digit.partition.labels[values[name] - self.variables[name]["low"]])
            for name, digit in self.digits.items()
        )


class Columns:
    """The values of the variables in many states of one node, worked out when asked for."""

    __slots__ = ("_classes", "_values", "codes", "layout")

    def __init__(self, layout: Layout, codes: Codes) -> None:
        self.layout = layout
        self.codes = codes
        self._classes: dict[str, NDArray[np.int64]] = {}
        self._values: dict[str, Column] = {}

    def class_of(self, name: str) -> NDArray[np.int64]:
        found = self._classes.get(name)
        if found is None:
            digit = self.layout.digits[name]
            found = self.codes // digit.stride if digit.stride > 1 else self.codes
            if digit.stride * digit.partition.count < self.layout.size:
                found = found % digit.partition.count
            self._classes[name] = found
        return found

    def __call__(self, name: str) -> Column:
        found = self._values.get(name)
        if found is None:
            digit = self.layout.digits.get(name)
            low = self.layout.variables[name]["low"]
            found = self._values[name] = low if digit is None else digit.values[self.class_of(name)]
        return found

    def of(self, part: Tree) -> Column:
        return evaluated(part, self)

    def where(self, part: Tree) -> NDArray[np.bool_]:
        """The states in which a condition holds."""
        return np.broadcast_to(np.asarray(self.of(part)) != 0, self.codes.shape)


class Step:
    """An edge as arithmetic on numbers: from the states of one node into those of another."""

    __slots__ = ("_constant", "_mixed", "_tables", "edge")

    def __init__(self, edge: Edge, here: Layout, there: Layout) -> None:
        self.edge = edge
        self._constant = 0
        self._tables: dict[str, NDArray[np.int64]] = {}
        self._mixed: list[tuple[Tree, int, Digit]] = []
        for name, digit in there.digits.items():
            update: Tree = edge.updates.get(name, name)
            low = there.variables[name]["low"]
            told_apart = [each for each in variables_of(update) if each in here.digits]
            if len(told_apart) > 1:
                self._mixed.append((update, low, digit))
                continue
            columns = {each: here.digits[each].values for each in told_apart}
            value = evaluated(update, lambda each, c=columns: c.get(each, here.variables[each]["low"]))
            table = digit.partition.labels[np.asarray(value) - low].astype(np.int64) * digit.stride
            if not told_apart:
                self._constant += int(table)
            else:
                earlier = self._tables.get(told_apart[0])
                self._tables[told_apart[0]] = table if earlier is None else earlier + table

    def taken(self, columns: Columns, where: NDArray[np.bool_] | None) -> Codes:
        """Where the states lead, of those that are asked for; neither sorted nor each once."""
        size = len(columns.codes) if where is None else int(np.count_nonzero(where))
        result = np.full(size, self._constant, np.int64)
        for name, table in self._tables.items():
            digits = columns.class_of(name)
            result += table[digits if where is None else digits[where]]
        for update, low, digit in self._mixed:
            value = np.broadcast_to(np.asarray(columns.of(update)), columns.codes.shape)
            value = value if where is None else value[where]
            result += digit.partition.labels[value - low].astype(np.int64) * digit.stride
        return result


class Chart:
    """A model with its states laid out: what the explorer and the solver go by."""

    def __init__(self, model: Model, found: list[Classes]) -> None:
        variables = model.story["variables"]
        self.model = model
        self.layouts = [Layout(each, variables) for each in found]
        self.steps = [
            [Step(edge, self.layouts[index], self.layouts[edge.target]) for edge in node.edges]
            for index, node in enumerate(model.nodes)
        ]

    def node(self, index: int) -> Node:
        return self.model.nodes[index]
