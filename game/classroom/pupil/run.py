"""A run that is handed in after every choice."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from game.engine.playthrough import Playthrough
from game.saves.run import Run
from game.saves.shelf import Shelf


class Taker(Protocol):
    """Who takes what is handed in, and what the pupil should know of it."""

    @property
    def note(self) -> str: ...
    def hand_in(self, file: str, playthrough: Playthrough) -> None: ...


class ClassRun:
    """As `Run`, which keeps it on this machine first."""

    def __init__(self, run: Run, taker: Taker) -> None:
        self._run = run
        self._taker = taker

    @property
    def playthrough(self) -> Playthrough:
        return self._run.playthrough

    @property
    def shelf(self) -> Shelf:
        return self._run.shelf

    @property
    def path(self) -> Path | None:
        return self._run.path

    @property
    def not_kept(self) -> str:
        return self._run.not_kept or self._taker.note

    def choose(self, choice_id: str) -> None:
        self._run.choose(choice_id)
        self._hand_in()

    def undo(self) -> bool:
        undone = self._run.undo()
        if undone:
            self._hand_in()
        return undone

    def save_as(self, name: str) -> Path:
        return self._run.save_as(name)

    def _hand_in(self) -> None:
        """Also where it could not be kept here: then the class has it, and nobody else."""
        path = self._run.path
        self._taker.hand_in(path.name if path else "nowhere", self._run.playthrough)
