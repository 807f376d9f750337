"""A link without a network: the pupil's side beside the class itself."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from game.classroom.lesson import Lesson
from game.classroom.link import AwayError
from game.classroom.service import Classroom
from game.classroom.wire import HandIn, Joined, Seen


@dataclass
class AtHand:
    classroom: Classroom
    code: str
    token: str
    cut: bool = False
    """Whether nobody can be reached now."""
    waiting: bool = False
    refusal: str = ""
    _newest: dict[int, HandIn] = field(default_factory=dict[int, HandIn])

    async def lesson(self) -> Lesson:
        self._reach()
        return self.classroom.a_class(self.code).lesson

    async def join(self, pseudonym: str = "") -> Joined:
        self._reach()
        return self.classroom.join(self.code, self.token, pseudonym)

    def hand_in(self, run: HandIn) -> None:
        self._newest[run.number] = run
        self.waiting = True
        if not self.cut:
            self.arrive()

    def arrive(self) -> None:
        """What waited arrives."""
        for run in self._newest.values():
            self.classroom.hand_in(self.code, self.token, run)
        self._newest.clear()
        self.waiting = False

    async def seen(self, after: int = 0) -> Seen:
        while True:
            found = self.classroom.seen(self.code)
            if not self.cut and found.standing.version != after:
                return found
            await asyncio.sleep(0.01)

    async def vote(self, ballot: int, choice: str) -> None:
        self._reach()
        self.classroom.vote(self.code, self.token, ballot, choice)

    async def leave(self, forget: bool = False) -> None:
        self._reach()
        self.classroom.leave(self.code, self.token, forget)

    async def close(self, seconds: float = 0.0) -> None:
        pass

    def _reach(self) -> None:
        if self.cut:
            raise AwayError("nobody answers")
