"""What luck deals before the first choice, and seeds that deal what one wants."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from game.engine.playthrough import Playthrough
from game.engine.rules import Rules

_SEEDS = range(1, 20_000)
"""Tried in turn; what none of them deals is taken for impossible together."""
_TO_KNOW = range(1, 400)


def dealt(playthrough: Playthrough) -> list[str]:
    """The names of the outcomes drawn before the first choice."""
    scenes = playthrough.rules.story["scenes"]
    outcomes = [
        scenes[draw.scene]["outcomes"][draw.taken] for draw in playthrough.passages[0].draws if draw.choice is None
    ]
    return [name for outcome in outcomes if (name := outcome.get("name"))]


def dealable(rules: Rules, traveller: str) -> list[str]:
    """All that a traveller may be dealt, by name."""
    return list(dict.fromkeys(name for seed in _TO_KNOW for name in dealt(Playthrough(rules, traveller, seed))))


def seeds_with(rules: Rules, traveller: str, wanted: Collection[str]) -> Iterator[int]:
    """The seeds that deal a traveller all of this."""
    return (seed for seed in _SEEDS if set(wanted) <= set(dealt(Playthrough(rules, traveller, seed))))
