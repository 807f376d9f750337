"""How likely each scene is to be come to at all, under random play: exactly, over every state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from game.engine.story import Story
from game.prover.charts import Charts
from game.prover.crew import Tell, crew
from game.prover.explore import Budget, Reached, reached
from game.prover.flow import again, expected
from game.prover.odds import NotDecidedError
from game.prover.roads import Small
from game.prover.solve import Worth

_TOGETHER = 8
"""Scenes that are worked out at once: each takes eight bytes a state."""
_BITS = 64


class Visits(NamedTuple):
    chances: dict[str, float]
    """By scene; one that is not there cannot be come to."""
    states: int


def visits(
    story: Story, travellers: Sequence[str], budget: Budget, tell: Tell = lambda _more: None
) -> dict[str, Visits]:
    """By traveller, from the start. `budget` is for each. Raises `NotDecidedError`."""
    with crew(Charts(story), tell, len(travellers)) as hands:
        return dict(
            zip(travellers, hands.each(_of_traveller, [_Part(each, budget) for each in travellers]), strict=True)
        )


class _Part(NamedTuple):
    traveller: str
    budget: Budget


def _of_traveller(charts: Charts, tell: Tell, part: _Part) -> Visits:
    chart = charts.of([part.traveller])
    found = reached(chart, part.budget, tell)
    if found.unfinished:
        raise NotDecidedError(found.count)
    return Visits(_Met(found, chart.model.starts[part.traveller]).chances(), found.count)


class _Met:
    def __init__(self, found: Reached, start: int) -> None:
        self._worth = Worth(found)
        self._start = self._worth.row(start, 0)
        nodes = found.chart.model.nodes
        self._names = list(dict.fromkeys(node.place.scene for node in nodes))
        number = {name: at for at, name in enumerate(self._names)}
        by_node = np.array([number[node.place.scene] for node in nodes], np.int32)
        self._scene: Small = self._worth.by_row(by_node)
        """By row: the number of its scene."""

    def chances(self) -> dict[str, float]:
        """What is come to once at most is come to as likely as often."""
        order = self._worth.order
        chances = np.bincount(self._scene, expected(order, self._start), len(self._names))
        more = self._more_than_once()
        for at in range(0, len(more), _TOGETHER):
            some = np.array(more[at : at + _TOGETHER])
            chances[some] = self._worth.met(self._scene, some)[self._start]
        scenes = self._worth.reached.chart.model.story["scenes"]
        found = zip(self._names, chances.tolist(), strict=True)
        return {name: min(chance, 1.0) for name, chance in found if chance > 0 and name in scenes}

    def _more_than_once(self) -> list[int]:
        """And whatever stands on a circle."""
        found = {number for first in range(0, len(self._names), _BITS) for number in self._again(first)}
        for layer in self._worth.order.layers:
            if layer.circle:
                found.update(self._scene[layer.states].tolist())
        return sorted(found)

    def _again(self, first: int) -> Iterator[int]:
        own = self._scene.astype(np.int64) - first
        among = (own >= 0) & (own < _BITS)
        bit = np.where(among, np.left_shift(np.uint64(1), np.where(among, own, 0).astype(np.uint64)), np.uint64(0))
        found = again(self._worth.order, bit)
        return (first + at for at in range(_BITS) if found >> at & 1)
