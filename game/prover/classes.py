"""Which values of a variable need to be told apart at a node, and which make no difference to anything that follows.

For each node and variable this is the coarsest partition of the variable's values such that two values in one class
open the same choices with the same weights, and lead on into the same class of the next node. States that differ only
within classes are one state: the partition is a bisimulation, so what can be reached and every chance stay as they are.
A variable that nothing reads any more has one class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.engine.story import Variable
from game.prover.graph import circles
from game.prover.model import Edge, Model
from game.prover.trees import Tree, conjuncts, evaluated, operands, variables_of


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """For each value of a variable, from its lowest, the number of its class; numbered in order of first value."""

    labels: NDArray[np.int16]
    count: int

    @property
    def representatives(self) -> NDArray[np.int64]:
        """The first value of each class, counted from the variable's lowest."""
        return np.unique(self.labels, return_index=True)[1].astype(np.int64)


Classes: TypeAlias = dict[str, Partition]
"""By variable; one that is not there has a single class."""

Observed: TypeAlias = Callable[[int], Sequence[Tree]]
"""For a node, the trees whose value is to be told apart there beside what steers."""


def nothing_observed(_node: int) -> Sequence[Tree]:
    return ()


def classes(model: Model, observed: Observed = nothing_observed, partitions: Partitions | None = None) -> list[Classes]:
    """The classes at each node. `partitions`: those that were made for other models of the same story."""
    return _Refinement(model, observed, partitions or Partitions(model.story["variables"])).settled()


class _Refinement:
    def __init__(self, model: Model, observed: Observed, partitions: Partitions) -> None:
        self._model = model
        self._partitions = partitions
        self._found: list[Classes] = [{} for _ in model.nodes]
        self._refined: list[list[tuple[str, Partition]]] = [[] for _ in model.nodes]
        """By node: what came to be told apart, one after the other."""
        self._passes = [[_Passing(edge, self._partitions) for edge in node.edges] for node in model.nodes]
        for index in range(len(model.nodes)):
            for part in (*self._read_at(index), *observed(index)):
                for name, by in self._partitions.asked(part):
                    self._refine(index, name, by)

    def _read_at(self, index: int) -> Iterator[Tree]:
        node = self._model.nodes[index]
        for way in node.ways:
            yield way.open
            if len(way.weights) > 1:
                yield from way.weights
        for edge in node.edges:
            yield edge.guard

    def _refine(self, index: int, name: str, by: Partition) -> bool:
        found = self._found[index]
        before = found.get(name)
        after = by if before is None else self._partitions.refined(before, by)
        if after is before or after.count == 1:
            return False
        found[name] = after
        self._refined[index].append((name, after))
        return True

    def settled(self) -> list[Classes]:
        nodes = self._model.nodes
        before: list[set[int]] = [set() for _ in nodes]
        for index, node in enumerate(nodes):
            for edge in node.edges:
                before[edge.target].add(index)
        onward = circles([[edge.target for edge in node.edges] for node in nodes])
        todo = [index for component in onward for index in component]  # what comes last is settled first
        waiting = set(todo)
        while todo:
            index = todo.pop()
            waiting.discard(index)
            if self._settle(index):
                for earlier in before[index] - waiting:
                    waiting.add(earlier)
                    todo.append(earlier)
        return self._found

    def _settle(self, index: int) -> bool:
        found, changed = self._found[index], False
        for passing in self._passes[index]:
            refined = self._refined[passing.edge.target]
            if passing.seen < len(refined):
                news = dict(refined[passing.seen :])  # of each variable the last
                passing.seen = len(refined)
                for name, wanted in news.items():
                    if name in passing.touched:
                        for of, partition in passing.needs(name, wanted):
                            changed |= self._refine(index, of, partition)
                    elif found.get(name) is not wanted:
                        changed |= self._refine(index, name, wanted)
        return changed


class _Passing:
    """What an edge asks of the values before it, for the classes after it."""

    __slots__ = ("_masks", "_partitions", "edge", "seen", "touched")

    def __init__(self, edge: Edge, partitions: Partitions) -> None:
        self.edge = edge
        self.seen = 0
        """How much of what came to be told apart after it was asked of the values before it."""
        self._partitions = partitions
        self._masks = partitions.masks(edge.guard)
        self.touched = edge.updates.keys() | self._masks.keys()
        """The variables that do not pass as they are, or not with all their values."""

    def needs(self, name: str, wanted: Partition) -> Iterator[tuple[str, Partition]]:
        """For these classes of a touched variable after it: what they ask, by variable."""
        update = self.edge.updates.get(name, name)
        named = variables_of(update)
        if len(named) == 1:
            of = next(iter(named))
            yield of, self._partitions.image(update, of, name, wanted, self._masks.get(of))
        elif named:
            yield from self._partitions.asked(update)


class Partitions:
    """Partitions, each made once, so that they can be compared by identity."""

    def __init__(self, variables: Mapping[str, Variable]) -> None:
        self._variables = variables
        self._made: dict[bytes, Partition] = {}
        self._asked: dict[Tree, list[tuple[str, Partition]]] = {}
        self._masks: dict[Tree, dict[str, bytes]] = {}
        self._by_tree: dict[tuple[Tree, str], Partition] = {}
        self._refined: dict[tuple[int, int], Partition] = {}
        self._images: dict[tuple[Tree, str, str, int, bytes | None], Partition] = {}

    def _domain(self, name: str) -> NDArray[np.int64]:
        variable = self._variables[name]
        return np.arange(variable["low"], variable["high"] + 1, dtype=np.int64)

    def table(self, part: Tree, name: str) -> NDArray[np.int64]:
        """A tree of one variable, for each value of it."""
        domain = self._domain(name)
        return np.broadcast_to(np.asarray(evaluated(part, lambda _: domain), np.int64), domain.shape)

    def made(self, labels: NDArray[np.int64]) -> Partition:
        given = labels.tolist()
        number = {label: at for at, label in enumerate(dict.fromkeys(given))}
        canonical = np.array([number[label] for label in given], np.int16)
        key = canonical.tobytes()
        partition = self._made.get(key)
        if partition is None:
            partition = self._made[key] = Partition(canonical, len(number))
        return partition

    def asked(self, part: Tree) -> list[tuple[str, Partition]]:
        """What a tree tells apart, by variable."""
        found = self._asked.get(part)
        if found is None:
            found = self._asked[part] = [(name, self.by_tree(part, name)) for name in variables_of(part)]
        return found

    def masks(self, guard: Tree) -> dict[str, bytes]:
        """By variable: for each of its values, whether a condition can be true, where a part asks after it alone."""
        found = self._masks.get(guard)
        if found is None:
            tables: dict[str, NDArray[np.bool_]] = {}
            for part in conjuncts(guard):
                if len(named := variables_of(part)) == 1:
                    name = next(iter(named))
                    tables[name] = (self.table(part, name) != 0) & tables.get(name, True)
            found = self._masks[guard] = {name: table.tobytes() for name, table in tables.items()}
        return found

    def by_tree(self, part: Tree, name: str) -> Partition:
        """The values of a variable that a tree cannot tell apart, whatever the others are."""
        key = (part, name)
        partition = self._by_tree.get(key)
        if partition is None:
            partition = self._by_tree[key] = self._split(part, name)
        return partition

    def _split(self, part: Tree, name: str) -> Partition:
        if variables_of(part) == {name}:
            return self.made(self.table(part, name))
        partition = self.made(np.zeros(len(self._domain(name)), np.int64))
        for each in operands(part):
            if name in variables_of(each):
                partition = self.refined(partition, self.by_tree(each, name))
        return partition

    def refined(self, one: Partition, other: Partition) -> Partition:
        if one.count == 1 or one is other:
            return other
        if other.count == 1:
            return one
        key = (id(one), id(other))
        partition = self._refined.get(key)
        if partition is None:
            labels = one.labels.astype(np.int64) * other.count + other.labels
            partition = self._refined[key] = self.made(labels)
        return partition

    def image(self, update: Tree, of: str, name: str, wanted: Partition, mask: bytes | None) -> Partition:
        """The values of `of` that lead into the same class of `name`; those outside of the mask lead nowhere."""
        key = (update, of, name, id(wanted), mask)
        partition = self._images.get(key)
        if partition is None:
            labels = wanted.labels.astype(np.int64)[self.table(update, of) - self._variables[name]["low"]]
            if mask is not None:
                labels = np.where(np.frombuffer(mask, np.bool_), labels, -1)
            partition = self._images[key] = self.made(labels)
        return partition
