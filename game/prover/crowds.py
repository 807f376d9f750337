"""Where the states of a story crowd, and which variables multiply them."""

from __future__ import annotations

from typing import NamedTuple

from game.engine.story import CLOCK
from game.prover.explore import Reached
from game.prover.stays import Hourly, Stays, absorbed, no_stays


class Crowded(NamedTuple):
    """A scene with many states, and by how much fewer there would be without each variable."""

    scene: str
    states: int
    factors: list[tuple[str, float]]
    """The greatest first."""


def crowded(reached: Reached) -> Crowded:
    """The scene with the most states on one traveller's chart."""
    index = max(range(len(reached.stays)), key=lambda index: reached.stays[index].states)
    here = reached.hourly(index)
    states = here.stays.states
    factors = [(name, states / _without(here, name)) for name in here.layout.digits]
    return Crowded(reached.chart.model.named(index), states, sorted(factors, key=lambda each: (-each[1], each[0])))


def _without(here: Hourly, name: str) -> int:
    """How many states there would be if a variable told nothing apart."""
    if name == CLOCK:
        return len(here.stays.codes)
    digit = here.layout.digits[name]
    its_classes = here.layout.blocks[digit.block].classes[name][here.columns.block(digit.block)]
    without = Stays(here.stays.codes - its_classes * digit.stride, here.stays.hours)
    return absorbed(no_stays(here.layout), [without]).known.states
