"""What a command owes who waits while all states of a story are looked at: how far it is, why it had to stop, and what
was found until then by who has waited enough."""

from __future__ import annotations

import signal
import sys
import threading
from argparse import ArgumentTypeError
from collections.abc import Generator
from contextlib import contextmanager, suppress

from game.cli.shell import BadInputError, warn

_KILLED = (
    "the work was stopped from outside, most likely since no memory was left. Look at fewer states (--states), "
    "or tell less apart: `otherbank check` names the variables that multiply them"
)
_TOO_MANY = (
    "what has to be told apart in `{scene}` has more than 2^62 combinations. Give its variables smaller ranges, "
    "or ask for fewer of them after that scene"
)
_STOPPING = "Stopping: what was found so far is being put together. Ctrl-C again leaves at once."


def budget(given: str) -> float:
    """How many states or seconds may be spent."""
    with suppress(ValueError):
        if (amount := float(given)) >= 0:
            return amount
    raise ArgumentTypeError(f"{given!r} is no number from nought on")


@contextmanager
def proving() -> Generator[Waiting]:
    """Gives what is to be told of how many more states were found."""
    from game.prover.crew import ProcessKilledError
    from game.prover.layouts import TooManyStatesError
    from game.prover.odds import NotDecidedError

    waiting = Waiting()
    try:
        with waiting:
            yield waiting
    except NotDecidedError:
        if waiting.stopped:
            raise KeyboardInterrupt from None
        raise
    except ProcessKilledError:
        raise BadInputError(_KILLED) from None
    except TooManyStatesError as error:
        raise BadInputError(_TOO_MANY.format(scene=error)) from None


class Waiting:
    """Shows how many states there are, where somebody sees it; the first Ctrl-C ends the search, the second all."""

    def __init__(self) -> None:
        self.stopped = False
        self._states = 0
        self._shown = sys.stderr.isatty()
        self._before: object = signal.SIG_DFL

    def __enter__(self) -> None:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._stop)

    def __exit__(self, *_: object) -> None:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, self._before)  # pyright: ignore[reportArgumentType] - as it was given
        if self._shown and self._states:
            print("\r\033[K", end="", file=sys.stderr)

    def _stop(self, *_: object) -> None:
        if self.stopped:
            raise KeyboardInterrupt
        self.stopped = True
        warn(f"\r{_STOPPING}" if self._shown else _STOPPING)

    def __call__(self, more: int) -> None:
        """Raises `StopLookingError` once it is enough."""
        from game.prover.crew import StopLookingError

        self._states += more
        if self._shown and not self.stopped:
            print(f"\r{self._states:,} states", end="", file=sys.stderr, flush=True)
        if self.stopped:
            raise StopLookingError
