"""The odds of a story: of its endings, of groups of them, of any condition at the end; by traveller, from any point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from game.engine.playthrough import Playthrough
from game.engine.story import Story
from game.prover.charts import Charts
from game.prover.classes import Observed
from game.prover.crew import Tell, crew
from game.prover.decisive import Decisive, decisive
from game.prover.explore import Budget, Reached, reached
from game.prover.model import Model, Place
from game.prover.solve import Goal, Odds, Worth
from game.prover.steps import Chart
from game.prover.trees import Tree

_TOGETHER = 8
"""Goals that are worked out at once: each takes eight bytes a state."""


class Chances(NamedTuple):
    """The odds of one traveller, by the names of the goals."""

    odds: dict[str, Odds]
    states: int
    endless: int
    error: float
    """By how much of itself a figure may be off at most, endless play apart."""
    choices: Decisive | None = None
    """Which choices change what can still happen; None where the odds are not those of the whole story."""


class Fork(NamedTuple):
    """The odds at a point of a playthrough; and by choice that is open there, once it is taken."""

    here: Chances
    choices: dict[str, dict[str, Odds]]


class NotDecidedError(Exception):
    """There are more states than the budget allows."""


def groups(story: Story) -> dict[str, Goal]:
    """By the name of a group, to come to one of its endings."""
    found: dict[str, set[str]] = {}
    for scene_id, scene in story["scenes"].items():
        if scene["ending"]:
            found.setdefault(scene["ending"]["group"], set()).add(scene_id)
    return {group: Goal(frozenset(endings)) for group, endings in found.items()}


def endings(story: Story) -> dict[str, Goal]:
    return {scene_id: Goal(frozenset([scene_id])) for scene_id, scene in story["scenes"].items() if scene["ending"]}


def holding(story: Story, when: Tree) -> Goal:
    """To end, somewhere, with a condition being true."""
    return Goal(frozenset(endings(story)), when)


def odds(
    story: Story, travellers: Sequence[str], goals: Mapping[str, Goal], budget: Budget, tell: Tell = lambda _more: None
) -> dict[str, Chances]:
    """By traveller, from the start. `budget` is for each. Raises `NotDecidedError`."""
    with crew(_Asked(story, goals, budget), tell, len(travellers)) as hands:
        return dict(zip(travellers, hands.each(_from_start, travellers), strict=True))


def fork(playthrough: Playthrough, goals: Mapping[str, Goal], budget: Budget, tell: Tell = lambda _more: None) -> Fork:
    """From where a playthrough is, that has not ended. Raises `NotDecidedError`."""
    asked = _Asked(playthrough.rules.story, goals, budget)
    chart = asked.chart(playthrough.traveller)
    node = _node(chart.model, playthrough)
    code = _code(chart, node, playthrough)
    found = _decided(reached(chart, budget, tell, {node: code}))
    worth = Worth(found)
    row = worth.row(node, code)
    open_ = [option.id for option in playthrough.choices() if option.locked is None]
    choices: dict[str, dict[str, Odds]] = {choice: {} for choice in open_}
    for some in _parts(goals):
        won = worth.won([goals[name] for name in some])
        for choice, by_goal in zip(open_, worth.fork(won, row), strict=True):
            choices[choice] |= zip(some, by_goal, strict=True)
    return Fork(_chances(worth, goals, row), choices)


class Everywhere:
    """The odds by random play at any point of any playthrough of one traveller: its states are gone through once."""

    def __init__(self, story: Story, traveller: str, goals: Mapping[str, Goal], budget: Budget) -> None:
        """Raises `NotDecidedError`."""
        self._goals = list(goals)
        self._chart = _Asked(story, goals, budget).chart(traveller)
        self._worth = Worth(_decided(reached(self._chart, budget)))
        parts = [[goals[name] for name in some] for some in _parts(goals)]
        self._random = [self._worth.random(self._worth.won(part)) for part in parts]

    def at(self, playthrough: Playthrough) -> dict[str, dict[str, float]]:
        """By choice that is open there and by goal, once that choice is taken. It has not ended."""
        node = _node(self._chart.model, playthrough)
        row = self._worth.row(node, _code(self._chart, node, playthrough))
        open_ = [option.id for option in playthrough.choices() if option.locked is None]
        led = [self._worth.led(part, row) for part in self._random]
        return {
            choice: dict(zip(self._goals, (chance for part in parts for chance in part.tolist()), strict=True))
            for choice, *parts in zip(open_, *led, strict=True)
        }


class _Asked:
    def __init__(self, story: Story, goals: Mapping[str, Goal], budget: Budget) -> None:
        self.goals = goals
        self.budget = budget
        self._charts = Charts(story)
        self._whens = list({goal.when for goal in goals.values()})

    def chart(self, traveller: str) -> Chart:
        """With nothing told apart but what steers, and what the goals ask at the end."""
        return self._charts.of([traveller], self._observed)

    def _observed(self, model: Model) -> Observed:
        return lambda index: self._whens if model.nodes[index].ending else []


def _from_start(asked: _Asked, tell: Tell, traveller: str) -> Chances:
    chart = asked.chart(traveller)
    worth = Worth(_decided(reached(chart, asked.budget, tell)))
    found = _chances(worth, asked.goals, worth.row(chart.model.starts[traveller], 0))
    return found._replace(choices=decisive(worth))


def _chances(worth: Worth, goals: Mapping[str, Goal], row: int) -> Chances:
    found: dict[str, Odds] = {}
    for some in _parts(goals):
        found |= zip(some, worth.odds(worth.won([goals[name] for name in some]), row), strict=True)
    return Chances(found, worth.reached.count, worth.endless, worth.error)


def _parts(goals: Mapping[str, Goal]) -> Iterator[list[str]]:
    names = list(goals)
    return (names[at : at + _TOGETHER] for at in range(0, len(names), _TOGETHER))


def _decided(found: Reached) -> Reached:
    if found.unfinished:
        raise NotDecidedError(found.count)
    return found


def _node(of_one: Model, playthrough: Playthrough) -> int:
    here = Place(playthrough.scene, tuple(playthrough.calls))
    return next(index for index, node in enumerate(of_one.nodes) if node.place == here)


def _code(chart: Chart, node: int, playthrough: Playthrough) -> int:
    return chart.layouts[node].code(dict(zip(playthrough.rules.index, playthrough.values, strict=True)))
