"""What a report is made of: the journeys of a class, by whatever way they came here. It names nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from game.classroom.names import shown_code
from game.classroom.tally import Chances, Journey, journey
from game.classroom.view import View
from game.engine.playthrough import Playthrough
from game.engine.replay import replay
from game.engine.rules import Rules


class Told(NamedTuple):
    """One journey."""

    playthrough: Playthrough
    journey: Journey


class Material(NamedTuple):
    title: str
    code: str
    """Of the class as it is shown; empty where the journeys are of no class."""
    rules: Rules
    runs: tuple[Told, ...]
    pupils: int
    left: int
    """How many of the pupils have left."""
    chances: Mapping[str, Chances]
    """The exact odds by fork; empty where they are not worked out."""
    help_line: str

    @property
    def journeys(self) -> list[Journey]:
        return [run.journey for run in self.runs]

    @property
    def ended(self) -> int:
        return sum(1 for run in self.runs if run.journey.ending)


def of_view(rules: Rules, view: View, chances: Mapping[str, Chances]) -> Material:
    runs = [
        Told(replay(rules, run.journey.traveller, run.journey.seed, run.moves).playthrough, run.journey)
        for pupil in view.pupils
        for run in pupil.runs
    ]
    left = sum(not pupil.here for pupil in view.pupils)
    lesson = view.lesson
    return Material(
        lesson.title, shown_code(view.code), rules, tuple(runs), len(view.pupils), left, chances, lesson.help_line
    )


def of_playthroughs(rules: Rules, playthroughs: Iterable[Playthrough], chances: Mapping[str, Chances]) -> Material:
    runs = [Told(each, journey(rules, each.traveller, each.seed, each.moves)) for each in playthroughs]
    return Material(rules.story["about"]["title"], "", rules, tuple(runs), len(runs), 0, chances, "")
