"""What a game needs of its class, in a terminal or in a browser. Whoever implements it survives a network that drops:
whatever is sent again is there once."""

from __future__ import annotations

from typing import Protocol

from game.classroom.lesson import Lesson
from game.classroom.wire import HandIn, Joined, Seen


class Link(Protocol):
    refusal: str
    """Why the last run was refused; empty where none was."""

    @property
    def waiting(self) -> bool:
        """Whether something handed in is not yet known to be kept."""
        ...

    async def lesson(self) -> Lesson:
        """What the class is, before one joins. Raises `GoneError`, `AwayError`."""
        ...

    async def join(self, pseudonym: str = "") -> Joined:
        """Joins, or comes back. Raises `RefusedError`, `GoneError`, `AwayError`."""
        ...

    def hand_in(self, run: HandIn) -> None:
        """Sends a run in the background, again and again until it is kept or refused; a newer one takes its place."""
        ...

    async def seen(self, after: int = 0) -> Seen:
        """Waits for a standing of another version than `after`, for as long as it takes. Raises `GoneError`."""
        ...

    async def vote(self, ballot: int, choice: str) -> None:
        """Raises `RefusedError`, `GoneError`, `AwayError`."""
        ...

    async def leave(self, forget: bool = False) -> None:
        """Raises `GoneError`, `AwayError`."""
        ...

    async def close(self, seconds: float = 0.0) -> None:
        """Waits so long for what is not yet kept, then lets go."""
        ...


class AwayError(Exception):
    """The class cannot be reached now; the words say why."""


class GoneError(Exception):
    """There is no such class, or no longer, or this pupil is not in it."""
