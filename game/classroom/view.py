"""What a facilitator sees of a class, and what is counted of each run, counted once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, NamedTuple

from game.classroom.lesson import Lesson
from game.classroom.standing import Standing
from game.classroom.store import RunRow
from game.classroom.tally import Journey, journey
from game.classroom.wire import read_lesson, read_moves, read_standing
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
    shut: bool
    """Whether the door is shut to newcomers."""
    refused: Mapping[str, int]
    """How many times something was refused, by the kind of reason."""
    votes: Mapping[str, int]
    """In the open ballot, by choice."""

    @property
    def journeys(self) -> list[Journey]:
        """Every run of every pupil, those who left included."""
        return [run.journey for pupil in self.pupils for run in pupil.runs]


def written_view(view: View) -> str:
    """As JSON; what is counted of each run is left out, since it follows from the run."""
    found = {
        **view._asdict(),
        "lesson": asdict(view.lesson),
        "standing": asdict(view.standing),
        "pupils": [[each.pseudonym, each.here, [_written_run(run) for run in each.runs]] for each in view.pupils],
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def read_view(body: bytes | str, rules: Rules) -> View:
    """On the facilitator's side: `body` is from a server that is trusted."""
    found = json.loads(body)
    return View(
        found["code"],
        read_lesson(json.dumps(found["lesson"])),
        read_standing(json.dumps(found["standing"])),
        tuple(Pupil(name, here, tuple(_read_run(run, rules) for run in runs)) for name, here, runs in found["pupils"]),
        found["shut"],
        found["refused"],
        found["votes"],
    )


def _written_run(run: PupilRun) -> list[Any]:
    return [run.number, run.revision, run.journey.traveller, run.journey.seed, run.moves]


def _read_run(found: list[Any], rules: Rules) -> PupilRun:
    number, revision, traveller, seed, moves = found
    made = tuple(Move(*move) for move in moves)
    return PupilRun(number, revision, made, journey(rules, traveller, seed, made))


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
