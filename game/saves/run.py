"""A run: a playthrough that is kept as it is played. Both front ends play through this."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Protocol

from game.engine.playthrough import Playthrough
from game.engine.replay import Divergence, replay
from game.engine.rules import Rules
from game.saves.playthrough_file import UnreadableError, foreign, saved
from game.saves.shelf import AUTOSAVE, Autosave, Shelf, load
from game.wording import _

LARGEST_DEALT_SEED = 99_999
"""Seeds that the game deals are short, so that they can be read aloud across a classroom."""


def deal_seed() -> int:
    return 1 + secrets.randbelow(LARGEST_DEALT_SEED)


class Played(Protocol):
    """What is played: a run that is kept, or a rehearsal."""

    @property
    def not_kept(self) -> str: ...
    @property
    def playthrough(self) -> Playthrough: ...
    @property
    def shelf(self) -> Shelf: ...
    def choose(self, choice_id: str) -> None: ...
    def undo(self) -> bool: ...
    def save_as(self, name: str) -> Path: ...


class Run:
    """A playthrough, and the file in which it is kept after every choice."""

    def __init__(self, playthrough: Playthrough, shelf: Shelf, autosave: Autosave) -> None:
        self.playthrough = playthrough
        self.shelf = shelf
        self._autosave = autosave
        self.not_kept = ""
        """Why the last choice could not be written down; empty where it was."""

    @classmethod
    def begin(cls, rules: Rules, shelf: Shelf, traveller: str, seed: int | None = None) -> Run:
        """Raises `ValueError` where the story has no such traveller."""
        playthrough = Playthrough(rules, traveller, deal_seed() if seed is None else seed)
        return cls(playthrough, shelf, Autosave(shelf))

    @classmethod
    def resume(cls, rules: Rules, shelf: Shelf, path: Path) -> tuple[Run, Divergence | None]:
        """Goes on with a kept playthrough, as far as its choices still stand in the story as it is now.

        The file of an automatic save is gone on with; any other file, and one whose choices no longer all stand, is
        left as it is. Raises `UnreadableError`.
        """
        ours = path.name.startswith(AUTOSAVE) and path.resolve().parent == shelf.folder.resolve()
        autosave = Autosave(shelf, path if ours else None)  # before it is read, to see what is written meanwhile
        play = load(path)
        if reason := foreign(play, rules.story):
            raise UnreadableError(f"{path.name}: {reason}")
        playthrough, divergence = replay(rules, play.traveller, play.seed, play.moves)
        return cls(playthrough, shelf, Autosave(shelf) if divergence else autosave), divergence

    def retold(self, rules: Rules) -> Run:
        """The same run in another language of the story."""
        played = self.playthrough
        again = replay(rules, played.traveller, played.seed, played.moves).playthrough
        return Run(again, self.shelf, self._autosave)

    @property
    def path(self) -> Path | None:
        """Where it is kept; None before the first choice."""
        return self._autosave.path

    def choose(self, choice_id: str) -> None:
        """Raises `NoSuchChoiceError`, with nothing changed, where that choice is not open."""
        self.playthrough.choose(choice_id)
        self._keep()

    def undo(self) -> bool:
        """Takes back the last choice; says whether there was one."""
        if not self.playthrough.moves:
            return False
        self.playthrough.undo()
        self._keep()
        return True

    def save_as(self, name: str) -> Path:
        """Keeps a copy under a name. Raises `OSError`."""
        return self.shelf.put(saved(self.playthrough, name))

    def _keep(self) -> None:
        try:
            self._autosave.keep(saved(self.playthrough))
            self.not_kept = ""
        except OSError as error:
            self.not_kept = _(
                "This choice could not be saved ({problem}); the game goes on.", problem=error.strerror or error
            )
