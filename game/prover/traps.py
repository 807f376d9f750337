"""The states from which no ending can be come to, whatever is chosen and however luck goes."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from game.prover.explore import Reached
from game.prover.graph import circles
from game.prover.model import Model
from game.prover.roads import Indices, Mask
from game.prover.states import Columns


def trapped(reached: Reached) -> dict[int, Indices]:
    """By node, the states that are; by their place among the node's."""
    nodes = reached.chart.model.nodes
    hopes = [np.full(len(codes), node.ending) for node, codes in zip(nodes, reached.states, strict=True)]
    for component in reversed(circles([[edge.target for edge in node.edges] for node in nodes])):
        while sum(_hope(reached, hopes, index) for index in reversed(component)):
            pass
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


def _hope(reached: Reached, hopes: list[Mask], index: int) -> int:
    """Marks the states of a node that lead to one from which there is hope; says how many are new."""
    chart, hope = reached.chart, hopes[index]
    if hope.all():
        return 0
    before = int(np.count_nonzero(hope))
    columns = Columns(chart.layouts[index], reached.states[index])
    ways = chart.node(index).ways
    for step in chart.steps[index]:
        onward = hopes[step.edge.target]
        if not onward.any():
            continue
        weights = ways[step.edge.option].weights
        where = columns.where(step.edge.guard) & ~hope
        if len(weights) > 1:
            where = where & columns.where(weights[step.edge.outcome])
        if onward.all():
            hope |= where
        else:
            source = np.flatnonzero(where)
            arrived = np.searchsorted(reached.states[step.edge.target], step.taken(columns, where))
            hope[source[onward[arrived]]] = True
        if hope.all():
            break
    return int(np.count_nonzero(hope)) - before
