"""The states from which no ending can be come to, whatever is chosen and however luck goes."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from game.prover.explore import Reached
from game.prover.graph import circles
from game.prover.model import Model
from game.prover.roads import Indices, Mask
from game.prover.states import Columns
from game.prover.trees import TRUE


def trapped(reached: Reached) -> dict[int, Indices]:
    """By node, the states that are; by their place among the node's."""
    nodes = reached.chart.model.nodes
    hopes = [np.full(len(codes), node.ending) for node, codes in zip(nodes, reached.states, strict=True)]
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
            if _surely(reached, hopes, index) or _hope(reached, hopes, index):
                todo |= dict.fromkeys(before[index])
    lost = {index: np.flatnonzero(~hope) for index, hope in enumerate(hopes)}
    return {index: states for index, states in lost.items() if len(states)}


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


def _surely(reached: Reached, hopes: list[Mask], index: int) -> bool:
    """Whether it is new, and plain without looking at one state, that from all of a node's there is hope: something can
    always be done there, and all that can, or one thing that always can, leads to where there is."""
    node, hope = reached.chart.node(index), hopes[index]
    if node.strays or index in reached.stuck or any(index == at for at, _ in reached.weightless) or hope.all():
        return False
    leads = [True] * len(node.ways)
    for edge, gone in zip(node.edges, reached.gone[index], strict=True):
        leads[edge.option] &= not gone or bool(hopes[edge.target].all())
    if all(leads) or any(way.open == TRUE for way, there in zip(node.ways, leads, strict=True) if there):
        hope[:] = True
        return True
    return False


def _hope(reached: Reached, hopes: list[Mask], index: int) -> bool:
    """Marks the states of a node that lead to one from which there is hope; says whether any are new."""
    chart, without = reached.chart, np.flatnonzero(~hopes[index])
    if not len(without):
        return False
    columns = Columns(chart.layouts[index], reached.states[index][without])
    ways = chart.node(index).ways
    found = np.zeros(len(without), np.bool_)
    for step in chart.steps[index]:
        onward = hopes[step.edge.target]
        if not onward.any():
            continue
        weights = ways[step.edge.option].weights
        where = columns.where(step.edge.guard) & ~found
        if len(weights) > 1:
            where = where & columns.where(weights[step.edge.outcome])
        if onward.all():
            found |= where
        elif where.any():
            source = np.flatnonzero(where)
            arrived = np.searchsorted(reached.states[step.edge.target], step.taken(columns, where))
            found[source[onward[arrived]]] = True
        if found.all():
            break
    hopes[index][without[found]] = True
    return bool(found.any())
