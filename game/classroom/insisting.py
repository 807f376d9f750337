"""What every `Link` does alike, whatever carries it: hands in until it is kept, follows, tells failures apart."""

from __future__ import annotations

import asyncio
import json
import random
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar, cast, get_args

from game.classroom.lesson import Lesson
from game.classroom.link import AwayError, GoneError
from game.classroom.reading import RefusedError, Why, any_mapping
from game.classroom.wire import HandIn, Joined, Seen, read_joined, read_kept, read_lesson, read_seen, written
from game.wording import _

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 8.0
"""Seconds between one try and the next."""
PATIENCE = 40.0
"""Seconds for an answer; one about the standing is held back for 25."""

T = TypeVar("T")


class InsistingLink(ABC):
    """`Link`, but for the one way in which a question is sent. To be used within one event loop."""

    def __init__(self, token: str) -> None:
        self.token = token
        """To come back with."""
        self.refusal = ""
        self._newest: dict[int, HandIn] = {}
        self._sender: asyncio.Task[None] | None = None

    @abstractmethod
    async def _carry(self, method: str, what: str, body: str) -> tuple[int, bytes]:
        """Sends one question, and gives the answer's status and body. Raises `AwayError`."""

    @property
    def waiting(self) -> bool:
        return bool(self._newest)

    async def lesson(self) -> Lesson:
        return await self._ask("GET", "lesson", read_lesson)

    async def join(self, pseudonym: str = "") -> Joined:
        return await self._ask("POST", "join", read_joined, json.dumps({"pseudonym": pseudonym}))

    def hand_in(self, run: HandIn) -> None:
        known = self._newest.get(run.number)
        if known is None or known.revision < run.revision:
            self._newest[run.number] = run
        if self._sender is None or self._sender.done():
            self._sender = asyncio.create_task(self._send())

    async def seen(self, after: int = 0) -> Seen:
        while True:
            seen = await self._insisting(lambda: self._ask("GET", f"seen?after={after}", read_seen))
            if seen.standing.version != after:
                return seen

    async def vote(self, ballot: int, choice: str) -> None:
        await self._ask("POST", "vote", bytes, json.dumps({"ballot": ballot, "choice": choice}))

    async def leave(self, forget: bool = False) -> None:
        await self._ask("POST", "leave", bytes, json.dumps({"forget": forget}))

    async def close(self, seconds: float = 0.0) -> None:
        """Waits so long for what is not yet kept, then lets go."""
        if self._sender and not self._sender.done():
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(self._sender), seconds)
            self._sender.cancel()

    async def _send(self) -> None:
        """Until nothing waits."""
        with suppress(GoneError):
            while self._newest:
                await self._insisting(self._send_one)

    async def _send_one(self) -> None:
        run = next(iter(self._newest.values()))
        try:
            kept = (await self._ask("PUT", "run", read_kept, written(run))).revision
            self.refusal = ""
        except RefusedError as error:
            self.refusal, kept = str(error), run.revision
        if self._newest[run.number].revision <= kept:
            del self._newest[run.number]

    async def _insisting(self, what: Callable[[], Awaitable[T]]) -> T:
        """Tries until it is answered, ever more slowly, and not all pupils at the same moment."""
        pause = FIRST_PAUSE
        while True:
            try:
                return await what()
            except AwayError:
                await asyncio.sleep(pause * random.uniform(0.5, 1.5))
                pause = min(2 * pause, LONGEST_PAUSE)

    async def _ask(self, method: str, what: str, read: Callable[[bytes], T], body: str = "") -> T:
        """Raises `AwayError`, `GoneError`, `RefusedError`."""
        status, answer = await self._carry(method, what, body)
        if status != 200:
            raise _failure(status, answer)
        try:
            return read(answer)
        except RefusedError as error:
            raise AwayError(_("what answers there is no class: {problem}", problem=error)) from None


def _failure(status: int, body: bytes) -> Exception:
    try:
        told = any_mapping(json.loads(body), "an answer")
        why, reason = str(told["why"]), str(told["reason"])[:300]
    except (ValueError, KeyError, RecursionError):
        return AwayError(_("what answers there is no class: {problem}", problem=status))
    if status in (401, 404):
        return GoneError(reason)
    if status in (413, 422) and why in get_args(Why):
        return RefusedError(cast("Why", why), reason)
    return AwayError(reason)
