"""A rehearsal as the story's screen plays it."""

from __future__ import annotations

from pathlib import Path

from game.authoring.preview.inspection import values
from game.authoring.preview.rehearsal import Choose, Rehearsal
from game.engine.playthrough import Playthrough
from game.saves.playthrough_file import saved
from game.saves.shelf import Shelf


class Rehearsed:
    """Nothing is kept but what is saved under a name."""

    not_kept = ""

    def __init__(self, rehearsal: Rehearsal, shelf: Shelf) -> None:
        self.rehearsal = rehearsal
        self.shelf = shelf
        self.before = values(rehearsal.playthrough)
        """The values at the menu before this one."""

    @property
    def playthrough(self) -> Playthrough:
        return self.rehearsal.playthrough

    def choose(self, choice_id: str) -> None:
        """Raises `NoSuchChoiceError`, with nothing changed, where that choice is not open."""
        before = values(self.playthrough)
        self.rehearsal.choose(choice_id)
        self.before = before

    def undo(self) -> bool:
        undone = self.rehearsal.undo()
        self.before = values(self.playthrough)
        return undone

    def save_as(self, name: str) -> Path:
        """Raises `OSError`, also where the way here is no playthrough."""
        rehearsal = self.rehearsal
        if rehearsal.forced or not all(isinstance(step, Choose) for step in rehearsal.steps):
            raise OSError("jumps, other values and forced luck are in no playthrough file")
        return self.shelf.put(saved(self.playthrough, name))
