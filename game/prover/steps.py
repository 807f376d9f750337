"""The edges and the ways on of a model, made ready for its layouts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from game.prover.changes import Change, change
from game.prover.classes import Classes
from game.prover.conditions import Condition, condition
from game.prover.hours import Hours
from game.prover.layouts import Layout, Layouts
from game.prover.model import Edge, Model, Node
from game.prover.network import Way
from game.prover.stays import Hourly
from game.prover.trees import TRUE, Tree


class Step:
    def __init__(self, edge: Edge, weights: Sequence[Tree], here: Layout, there: Layout) -> None:
        """`weights`: of the outcomes of the edge's way, if there are several."""
        self.edge = edge
        self._here, self._there = here, there
        asked = [edge.guard, weights[edge.outcome]] if len(weights) > 1 else [edge.guard]
        self._conditions = [condition(here, each) for each in asked if each != TRUE]

    @cached_property
    def change(self) -> Change:
        return change(self.edge.updates, self._here, self._there)

    def goes(self, here: Hourly) -> Hours:
        """The hours of the stays at which one can go on so."""
        hours = here.stays.hours
        for asked in self._conditions:
            hours = hours & here.held(asked)
        return hours


class Option(NamedTuple):
    """A way on from a node that may be shut, or by which one may come nowhere."""

    number: int
    open: Condition | None
    """None where it always is."""
    weighs: list[Condition]
    """Of each outcome whether it has a chance, unless one always has."""


class Chart:
    """A model with its states laid out: what the explorer and the solver go by. What leads on from a node is made ready
    when it is asked for: to many a node nobody comes."""

    def __init__(self, model: Model, found: list[Classes], layouts: Layouts | None = None) -> None:
        self.model = model
        self.layouts = (layouts or Layouts()).of(model, found)
        self._options: dict[int, list[Option]] = {}
        self._steps: dict[int, list[Step]] = {}

    def node(self, index: int) -> Node:
        return self.model.nodes[index]

    def options(self, index: int) -> list[Option]:
        if index not in self._options:
            ways, layout = self.node(index).ways, self.layouts[index]
            self._options[index] = [_option(number, way, layout) for number, way in enumerate(ways)]
        return self._options[index]

    def steps(self, index: int) -> list[Step]:
        if index not in self._steps:
            node, here = self.node(index), self.layouts[index]
            self._steps[index] = [
                Step(edge, node.ways[edge.option].weights, here, self.layouts[edge.target]) for edge in node.edges
            ]
        return self._steps[index]


def _option(number: int, way: Way, layout: Layout) -> Option:
    doubtful = len(way.weights) > 1 and not any(isinstance(weight, int) and weight > 0 for weight in way.weights)
    weighs = [condition(layout, weight) for weight in way.weights] if doubtful else []
    return Option(number, None if way.open == TRUE else condition(layout, way.open), weighs)
