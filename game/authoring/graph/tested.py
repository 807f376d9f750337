"""Which scenes and ways the playthrough tests of a story go through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from game.engine.replay import replay
from game.engine.rules import Rules
from game.saves.playthrough_file import Saved, foreign


class Tested(NamedTuple):
    """How many playthroughs go through each."""

    scenes: Counter[str]
    ways: Counter[tuple[str, str]]


def passed(rules: Rules, plays: Iterable[Saved]) -> Tested:
    """A playthrough that no longer stands counts as far as it does."""
    found = Tested(Counter(), Counter())
    for play in plays:
        if foreign(play, rules.story):
            continue
        playthrough = replay(rules, play.traveller, play.seed, play.moves).playthrough
        scenes = [scene for passage in playthrough.passages for scene in passage.scenes]
        found.scenes.update(set(scenes))
        found.ways.update(set(pairwise(scenes)))
    return found
