"""The exact odds at the forks that a class came to, beside which its split is shown. Needs numpy.

How likely each group of endings is from there by random play, for each choice: the mean over all who came there, each
in the state in which they came.
"""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Iterable
from typing import Any, NamedTuple

from game.classroom.tally import Chances, Journey, journey
from game.engine.playthrough import Move, Playthrough
from game.engine.rules import Rules
from game.engine.story import Story
from game.prover.explore import Budget
from game.prover.odds import Everywhere, NotDecidedError, groups
from game.wording import _

MOST_STATES = 8_000_000
"""Of one traveller: some two gigabytes. Where there are more, the split stands without odds."""


async def worked_out(story: Story, journeys: Iterable[Journey]) -> dict[str, Chances]:
    """As `chances`, in a process of its own. Raises `OSError` where there was no memory for it."""
    asked = json.dumps({"story": story, "runs": [_written(journey) for journey in journeys]})
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, stdin=PIPE, stdout=PIPE, stderr=DEVNULL
    )
    try:
        answer, _errors = await process.communicate(asked.encode())
    except asyncio.CancelledError:
        process.kill()
        raise
    if process.returncode:
        raise OSError(_("the odds could not be worked out here; there may not be memory enough"))
    return json.loads(answer)


def _written(of: Journey) -> list[Any]:
    return [of.traveller, of.seed, [[step.scene, step.choice] for step in of.steps]]


def _main() -> None:
    asked = json.load(sys.stdin)
    rules = Rules(asked["story"])
    runs = (journey(rules, who, seed, [Move(*move) for move in moves]) for who, seed, moves in asked["runs"])
    json.dump(chances(asked["story"], runs), sys.stdout)


class _Sum(NamedTuple):
    came: list[int]
    chances: dict[str, float]


def chances(story: Story, journeys: Iterable[Journey]) -> dict[str, Chances]:
    """By scene. It takes seconds, and the memory of all states."""
    rules = Rules(story)
    by_traveller: dict[str, list[Journey]] = {}
    for each in journeys:
        by_traveller.setdefault(each.traveller, []).append(each)
    found: dict[str, dict[str, _Sum]] = {}
    for traveller, theirs in by_traveller.items():
        try:
            everywhere = Everywhere(story, traveller, groups(story), Budget(MOST_STATES))
        except NotDecidedError:
            continue
        for each in theirs:
            _add(found, everywhere, rules, each)
    return {
        scene: {choice: {group: of / each.came[0] for group, of in each.chances.items()} for choice, each in by.items()}
        for scene, by in found.items()
    }


def _add(found: dict[str, dict[str, _Sum]], everywhere: Everywhere, rules: Rules, of: Journey) -> None:
    """What each choice was worth, in each scene on coming there first."""
    playthrough = Playthrough(rules, of.traveller, of.seed)
    been: set[str] = set()
    for step in of.steps:
        if step.scene not in been and len(step.menu) > 1:
            been.add(step.scene)
            for choice, by_group in everywhere.at(playthrough).items():
                worth = found.setdefault(step.scene, {}).setdefault(choice, _Sum([0], {}))
                worth.came[0] += 1
                for group, chance in by_group.items():
                    worth.chances[group] = worth.chances.get(group, 0.0) + chance
        playthrough.choose(step.choice)


if __name__ == "__main__":
    _main()
