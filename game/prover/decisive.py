"""Which choices change what can still happen: after which the endings that can be come to, or how likely they are,
differ from those after another choice that is open beside them.

Each ending is given a number by lot. Where two choices lead on to the same numbers in the mean, under random play, they
lead to each ending alike: that they should do so by accident has no chance to speak of.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

import numpy as np

from game.prover.roads import Indices, Mask, Numbers
from game.prover.solve import Worth
from game.prover.states import Columns

_ALIKE = 1e-9
"""Of itself, by how much a figure may differ from its like."""


class Decisive(NamedTuple):
    """Choices, by scene and id."""

    asked: frozenset[tuple[str, str]]
    """Those that are ever open beside another."""
    changing: frozenset[tuple[str, str]]
    """Those of them that, in some state, change what can still happen."""


def decisive(worth: Worth) -> Decisive:
    chart, order = worth.reached.chart, worth.order
    lots = Random(1)
    values = worth.random(worth.weighed([lots.random() if node.ending else 0.0 for node in chart.model.nodes]))[:, 0]
    led = _led(worth, values)
    asked, changing = set[tuple[str, str]](), set[tuple[str, str]]()
    for index, node in enumerate(chart.model.nodes):
        if not node.is_menu or not len(worth.reached.states[index]):
            continue
        columns = Columns(chart.layouts[index], worth.reached.states[index])
        open_ = np.stack([columns.where(way.open) for way in node.ways])
        several, differing = _compared(open_, led, order.options_from[worth.rows(index)])
        for number, way in enumerate(node.ways):
            choice = (node.place.scene, way.choice or "")
            if (open_[number] & several).any():
                asked.add(choice)
            if (open_[number] & differing).any():
                changing.add(choice)
    return Decisive(frozenset(asked), frozenset(changing))


def _led(worth: Worth, values: Numbers) -> Numbers:
    """By option, what it leads to in the mean."""
    order = worth.order
    owner = np.repeat(np.arange(len(values)), np.diff(order.options_from))
    option = np.repeat(np.arange(len(owner)), np.diff(order.roads_from))
    return np.bincount(option, values[order.to] * order.chance, len(owner)) + order.back * values[owner]


def _compared(open_: Mask, led: Numbers, first: Indices) -> tuple[Mask, Mask]:
    """By state: whether several choices are open, and whether they differ. `first`: the first option of each."""
    which = np.where(open_, first + np.cumsum(open_, axis=0) - 1, 0)
    least = np.where(open_, led[which], np.inf).min(axis=0)
    most = np.where(open_, led[which], -np.inf).max(axis=0)
    several = open_.sum(axis=0) > 1
    return several, several & (most - least > _ALIKE * most)
