"""Work that is done for one traveller at a time, by as many processes as there are cores to run them."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
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
    """Does the same work for each of several jobs. Every process makes what they share for itself."""

    def __init__(
        self, count: int, made: Callable[[], Shared], tell: Tell, executor: Executor | None, counter: Any, stop: Any
    ) -> None:
        self.count = count
        """Of those who work at the same time."""
        self.shared = made()
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
            return lambda: [work(self.shared, self._tell, job) for job in jobs]
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
def crew(made: Callable[[], Shared], tell: Tell, most: int) -> Generator[Crew[Shared]]:
    """`made` must be something that another process can be handed; no more processes than `most` are started."""
    count = min(os.cpu_count() or 1, most)
    if count < 2:
        yield Crew(1, made, tell, None, None, None)
        return
    context = multiprocessing.get_context("spawn")
    counter, stop = context.Value("q", 0), context.Value("b", False)
    executor = ProcessPoolExecutor(count, context, _begin, (made, counter, stop))
    for _ in range(count):
        executor.submit(_nothing)  # they begin, and make what they need, while this one does
    try:
        yield Crew(count, made, tell, executor, counter, stop)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()


_here: tuple[Any, Any, Any] | None = None
"""In a process of a crew: what is shared, the counter of states, and whether to stop."""


def _begin(made: Callable[[], Any], counter: Any, stop: Any) -> None:
    global _here  # noqa: PLW0603 -- the one way in which a pool hands its processes something once
    gc.disable()  # models are large and make no garbage; looking them through for it takes a tenth of the time
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the first process to say what is to be stopped
    _here = made(), counter, stop


def _nothing() -> None:
    pass


def _done(work: Callable[..., Done], job: object) -> Done:
    assert _here is not None
    shared, counter, stop = _here

    def tell(more: int) -> None:
        with counter.get_lock():
            counter.value += more
        if stop.value:
            raise StopLookingError

    return work(shared, tell, job)
