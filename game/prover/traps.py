"""The states from which no ending can be come to, whatever is chosen and however luck goes."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from game.prover.explore import Reached
from game.prover.graph import circles
from game.prover.hours import Hours
from game.prover.model import Model
from game.prover.stays import Hourly, Stays, any_of
from game.prover.steps import Step
from game.prover.trees import TRUE


def trapped(reached: Reached) -> dict[int, int]:
    """By node, one of the states that are; nodes without are left out."""
    hopes = _Hopes(reached)
    nodes = reached.chart.model.nodes
    onward = [[edge.target for edge in node.edges] for node in nodes]
    for component in reversed(circles(onward)):
        before: dict[int, list[int]] = {index: [] for index in component}
        for index in component:
            for target in set(onward[index]) & before.keys():
                before[target].append(index)
        todo = dict.fromkeys(reversed(component))
        while todo:
            index = next(iter(todo))
            del todo[index]
            if hopes.surely(index) or hopes.found(index):
                todo |= dict.fromkeys(before[index])
    return dict(hopes.lost())


def rounds(model: Model, trapped: Collection[int]) -> list[int]:
    """Of each circle of trapped nodes on which there is nothing to choose, and none to come to, one node."""
    onward = [
        [edge.target for edge in node.edges if edge.target in trapped] if index in trapped else []
        for index, node in enumerate(model.nodes)
    ]
    found, offered = list[int](), set[int]()
    for component in reversed(circles(onward)):
        leads_to = {target for index in component for target in onward[index]}
        if any(model.nodes[index].is_menu for index in component) or leads_to & offered:
            offered.update(component)
        elif leads_to and leads_to <= set(component):
            found.append(component[0])
    return found


class _Hopes:
    """By node, at which hours of each stay there is hope."""

    def __init__(self, reached: Reached) -> None:
        self._reached = reached
        self._nodes = reached.chart.model.nodes
        self._whole = [
            node.ending or not len(stays.codes) for node, stays in zip(self._nodes, reached.stays, strict=True)
        ]
        self._none = [not whole for whole in self._whole]
        self._hours = [
            stays.hours if whole else np.zeros_like(stays.hours)
            for whole, stays in zip(self._whole, reached.stays, strict=True)
        ]

    def lost(self) -> Iterator[tuple[int, int]]:
        for index, whole in enumerate(self._whole):
            if not whole:
                here = self._reached.hourly(index)
                yield index, here.first(here.stays.hours & ~self._hours[index])

    def surely(self, index: int) -> bool:
        """Whether it is new, and plain without looking at one state, that from all of a node's there is hope: something
        can always be done there, and all that can, or one thing that always can, leads to where there is."""
        reached, node = self._reached, self._nodes[index]
        if node.strays or index in reached.stuck or any(index == at for at, _ in reached.weightless):
            return False
        if self._whole[index]:
            return False
        leads = [True] * len(node.ways)
        for edge, gone in zip(node.edges, reached.gone[index], strict=True):
            leads[edge.option] &= not gone or self._whole[edge.target]
        if all(leads) or any(way.open == TRUE for way, there in zip(node.ways, leads, strict=True) if there):
            self._whole[index], self._none[index] = True, False
            self._hours[index] = reached.stays[index].hours
            return True
        return False

    def found(self, index: int) -> bool:
        """Marks the states of a node that lead to one from which there is hope; says whether any are new."""
        reached = self._reached
        leading = [
            step
            for step, gone in zip(reached.chart.steps(index), reached.gone[index], strict=True)
            if gone and not self._none[step.edge.target]
        ]
        if self._whole[index] or not leading:
            return False
        hours = reached.stays[index].hours & ~self._hours[index]
        which = any_of(hours)
        without = Stays(reached.stays[index].codes, hours).those(which)
        here, left = Hourly(reached.chart.layouts[index], without), without.hours
        for step in leading:
            if np.count_nonzero(left):
                left = left & ~self._leading(here, step)
        found = without.hours & ~left
        if not np.count_nonzero(found):
            return False
        self._hours[index][:, which] |= found
        self._whole[index], self._none[index] = not np.count_nonzero(left), False
        return True

    def _leading(self, here: Hourly, step: Step) -> Hours:
        """The hours at which an edge leads to where there is hope."""
        hours, target = step.goes(here), step.edge.target
        if self._whole[target] or not np.count_nonzero(hours):
            return hours
        return step.change.led_back(here, hours, Stays(self._reached.stays[target].codes, self._hours[target]))
