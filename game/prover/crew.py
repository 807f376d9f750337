"""Work that is done for one traveller at a time, by as many processes as there are cores to run them."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

Shared = TypeVar("Shared")
Job = TypeVar("Job")
Done = TypeVar("Done")
Tell = Callable[[int], None]
"""Is told of how many more states were found; raises `StopLookingError` where they are enough."""

_OFTEN = 0.2
"""Seconds between two looks at how far the others are."""


class StopLookingError(Exception):
    """Whoever waits wants to know what was found so far."""


class ProcessKilledError(Exception):
    """A process that did a part of the work is gone: as a rule, since there was no memory left for it."""


class Crew(Generic[Shared]):
    """Does the same work for each of several jobs."""

    def __init__(
        self, shared: Shared, tell: Tell, executor: Executor | None = None, counter: Any = None, stop: Any = None
    ) -> None:
        self._shared = shared
        self._tell = tell
        self._executor = executor
        self._counter = counter
        self._stop = stop

    def each(self, work: Callable[[Shared, Tell, Job], Done], jobs: Sequence[Job]) -> list[Done]:
        """What the work gives for each job, in their order."""
        return self.begun(work, jobs)()

    def begun(self, work: Callable[[Shared, Tell, Job], Done], jobs: Sequence[Job]) -> Callable[[], list[Done]]:
        """The same, to be waited for later: it is done after what was begun before it."""
        if self._executor is None:
            return lambda: [work(self._shared, self._tell, job) for job in jobs]
        running = [self._executor.submit(_done, work, job) for job in jobs]
        return lambda: self._waited_for(running)

    def _waited_for(self, running: Sequence[Future[Done]]) -> list[Done]:
        told = self._counter.value
        while wait(running, _OFTEN).not_done:
            try:
                self._tell(self._counter.value - told)
            except StopLookingError:
                self._stop.value = True
            told = self._counter.value
        try:
            return [each.result() for each in running]
        except BrokenProcessPool:
            raise ProcessKilledError from None


@contextmanager
def crew(shared: Shared, tell: Tell, most: int) -> Generator[Crew[Shared]]:
    """`shared` must be something that another process can be handed; no more processes than `most` are started."""
    count = min(os.cpu_count() or 1, most)
    if count < 2:
        yield Crew(shared, tell)
        return
    context = multiprocessing.get_context("fork" if _forks() else "spawn")
    counter, stop = context.Value("q", 0), context.Value("b", False)
    executor = ProcessPoolExecutor(count, context, _begin, (shared, counter, stop))
    try:
        yield Crew(shared, tell, executor, counter, stop)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()


@contextmanager
def meanwhile(work: Callable[[Job], Done], job: Job) -> Generator[Callable[[], Done]]:
    """Begins some work beside what follows, where that costs nothing; what is given waits for it, or does it then."""
    if not _forks():
        yield lambda: work(job)
        return
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_sent, args=(theirs, work, job))
    process.start()
    theirs.close()

    def waited_for() -> Done:
        try:
            return ours.recv()
        except EOFError:
            raise ProcessKilledError from None

    try:
        yield waited_for
    finally:
        process.terminate()
        ours.close()


def _sent(to: Connection, work: Callable[[Job], Done], job: Job) -> None:
    _follow()
    to.send(work(job))


def _forks() -> bool:
    """A fork has from the start what was made; of several threads it would have but one, and what the others held."""
    return sys.platform == "linux" and threading.active_count() == 1


_here: tuple[Any, Any, Any] | None = None
"""In a process of a crew: what is shared, the counter of states, and whether to stop."""


def _begin(shared: object, counter: Any, stop: Any) -> None:
    global _here  # noqa: PLW0603 -- the one way in which a pool hands its processes something once
    _follow()
    _here = shared, counter, stop


def _follow() -> None:
    gc.disable()  # models are large and make no garbage; looking them through for it takes a tenth of the time
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the first process to say what is to be stopped
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_the_first, daemon=True).start()


def _end_with_the_first() -> None:
    """Where that was killed, nobody else would end this one."""
    first = multiprocessing.parent_process()
    assert first is not None
    first.join()
    os._exit(1)


def _done(work: Callable[..., Done], job: object) -> Done:
    assert _here is not None
    shared, counter, stop = _here

    def tell(more: int) -> None:
        with counter.get_lock():
            counter.value += more
        if stop.value:
            raise StopLookingError

    return work(shared, tell, job)
