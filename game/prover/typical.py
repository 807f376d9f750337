"""What a run is like: some are played at random, and what they come to is counted."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.engine.text import MARK

RUNS = 40
"""For each traveller, unless they are long."""
_ENOUGH = 5_000
"""Choices; once so many were made, no other run is begun."""
LONGEST = 500
"""Choices; a run that has not ended by then is left."""
WORDS_A_MINUTE = 238
"""Read silently, in English, by grown people: Brysbaert 2019, doi:10.1016/j.jml.2019.104047."""


class Run(NamedTuple):
    words: int
    """Told up to the ending, with the choices that were taken."""
    menus: list[int]
    """How many choices were open at each menu that offered more than one."""
    scenes: int
    """Different ones that it passed through."""


class Spread(NamedTuple):
    """The middle of many counts, and what one in ten is below and above."""

    middle: int
    low: int
    high: int


class Typical(NamedTuple):
    runs: int
    words: Spread
    minutes: Spread
    """Of reading alone."""
    decisions: Spread
    branching: float
    """Choices that are open at a menu, on average; menus with one are no decisions."""
    seen: float
    """The share of a story's scenes that the middle run passes through."""


def played(rules: Rules, traveller: str) -> list[Run]:
    """Some runs of one traveller, always the same for the same story."""
    runs: list[Run] = []
    choices = 0
    words = _Words()
    while len(runs) < RUNS and choices < _ENOUGH:
        playthrough = Playthrough(rules, traveller, len(runs))
        runs.append(_played(playthrough, words))
        choices += len(playthrough.moves)
    return runs


def typical(runs: Sequence[Run], scenes: int) -> Typical:
    """What these runs have in common; `scenes`: how many the story has."""
    menus = [opened for run in runs for opened in run.menus]
    words = _spread([run.words for run in runs])
    return Typical(
        len(runs),
        words,
        Spread(*(round(count / WORDS_A_MINUTE) for count in words)),
        _spread([len(run.menus) for run in runs]),
        sum(menus) / len(menus) if menus else 0,
        _spread([run.scenes for run in runs]).middle / scenes,
    )


class _Words(dict[str, int]):
    """How many words a text has; each text is counted once, since most are told in many runs."""

    def __missing__(self, text: str) -> int:
        words = MARK.sub("", text).split()
        self[text] = count = len(words) - words.count(">")
        return count


def _played(run: Playthrough, words: _Words) -> Run:
    dice = random.Random(run.seed)
    menus: list[int] = []
    while len(run.moves) < LONGEST and (can := [option.id for option in run.choices() if option.locked is None]):
        menus += [len(can)] if len(can) > 1 else []
        run.choose(dice.choice(can))
    count = sum(words[passage.led_by] + sum(words[each.text] for each in passage.told) for passage in run.passages)
    return Run(count, menus, len(run.history.visits))


def _spread(counts: Sequence[int]) -> Spread:
    ordered = sorted(counts)
    last = len(ordered) - 1
    return Spread(*(ordered[round(last * part)] for part in (0.5, 0.1, 0.9)))
