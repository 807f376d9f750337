"""The notice board of a server: how each class stands, looked up once for all who are waiting to see it."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from typing import NamedTuple, TypeVar

from game.classroom.service import Classroom
from game.classroom.store import StoreError
from game.classroom.wire import written

LONGEST_WAIT = 25.0
"""Seconds that an answer is held back for something new."""
LOOK_EVERY = 0.7
"""Seconds. Another server, or a dashboard beside this one, may have changed a standing in the database."""
FRESH = 1.0
"""Seconds that one look serves everybody."""

T = TypeVar("T")


class _Look(NamedTuple):
    version: int
    until: float
    found: asyncio.Future[str]


class Board:
    def __init__(self, classroom: Classroom, workers: Executor) -> None:
        self._classroom = classroom
        self._workers = workers
        self._waiting: Counter[str] = Counter()
        self._versions: dict[str, int] = {}
        """Of the classes that somebody waits for; nought: the class is gone."""
        self._looks: dict[str, _Look] = {}
        self._changed = asyncio.Condition()

    async def seen(self, code: str, after: int) -> str:
        """What everybody may see, as JSON: once its version is another than `after`, or after a while.

        Raises `NoSuchClassError`, `StoreError`.
        """
        self._waiting[code] += 1
        try:
            if code not in self._versions:
                self._versions |= {code: 0} | await self._work(lambda: self._classroom.versions([code]))
            with suppress(TimeoutError):
                async with asyncio.timeout(LONGEST_WAIT), self._changed:
                    await self._changed.wait_for(lambda: self._versions[code] != after)
            return await self._look(code, self._versions[code])
        finally:
            self._waiting[code] -= 1
            if not self._waiting[code]:
                del self._waiting[code]
                self._versions.pop(code, None)

    async def note(self, code: str, version: int) -> None:
        """That a class stands otherwise now; version nought: that it is gone."""
        async with self._changed:
            if code in self._versions:
                self._versions[code] = version
                self._changed.notify_all()

    async def watch(self) -> None:
        """Looks for what others have changed, until it is cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            codes = list(self._versions)
            with suppress(StoreError):  # those who wait go on waiting
                found = await self._work(lambda codes=codes: self._classroom.versions(codes) if codes else {})
                for code in codes:
                    if found.get(code, 0) != self._versions.get(code):
                        await self.note(code, found.get(code, 0))

    async def _look(self, code: str, version: int) -> str:
        now = time.monotonic()
        look = self._looks.get(code)
        if look is None or look.version != version or look.until < now:
            self._looks = {each: kept for each, kept in self._looks.items() if kept.until >= now}
            found = asyncio.ensure_future(self._work(lambda: written(self._classroom.seen(code))))
            look = self._looks[code] = _Look(version, now + FRESH, found)
        return await asyncio.shield(look.found)

    async def _work(self, what: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._workers, what)
