"""What a facilitator sees of a class, and what is counted of each run, counted once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from game.classroom.lesson import Lesson
from game.classroom.standing import Standing
from game.classroom.store import RunRow
from game.classroom.tally import Journey, journey
from game.classroom.wire import read_moves
from game.engine.playthrough import Move
from game.engine.rules import Rules

_REMEMBERED = 2_000


class PupilRun(NamedTuple):
    number: int
    revision: int
    moves: tuple[Move, ...]
    journey: Journey


class Pupil(NamedTuple):
    pseudonym: str
    here: bool
    """False once they have left."""
    runs: tuple[PupilRun, ...]

    @property
    def latest(self) -> PupilRun | None:
        return self.runs[-1] if self.runs else None


class View(NamedTuple):
    code: str
    lesson: Lesson
    standing: Standing
    pupils: tuple[Pupil, ...]
    """In the order in which they came."""
    refused: Mapping[str, int]
    """How many times something was refused, by the kind of reason."""
    votes: Mapping[str, int]
    """In the open ballot, by choice."""

    @property
    def journeys(self) -> list[Journey]:
        """Every run of every pupil, those who left included."""
        return [run.journey for pupil in self.pupils for run in pupil.runs]


class Journeys:
    """The journeys of kept runs, remembered, so that looking again does not replay everything again."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._known: dict[RunRow, Journey] = {}

    def of(self, run: RunRow) -> Journey:
        found = self._known.pop(run, None) or journey(self._rules, run.traveller, run.seed, read_moves(run.moves))
        self._known[run] = found  # now the last to be forgotten
        while len(self._known) > _REMEMBERED:
            self._known.pop(next(iter(self._known)), None)
        return found

    def forget(self) -> None:
        self._known.clear()
