"""What a command owes who waits while all states of a story are looked at: how far it is, and why it had to stop."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

from game.cli.shell import BadInputError

_KILLED = (
    "the work was stopped from outside, most likely since no memory was left. Look at fewer states (--states), "
    "or tell less apart: `otherbank check` names the variables that multiply them"
)
_TOO_MANY = (
    "what has to be told apart in `{scene}` has more than 2^62 combinations. Give its variables smaller ranges, "
    "or ask for fewer of them after that scene"
)


@contextmanager
def proving() -> Generator[Callable[[int], None]]:
    """Gives what is to be told of how many more states were found."""
    from game.prover.crew import ProcessKilledError
    from game.prover.states import TooManyStatesError

    told = _Told()
    try:
        yield told if sys.stderr.isatty() else lambda _more: None
    except ProcessKilledError:
        raise BadInputError(_KILLED) from None
    except TooManyStatesError as error:
        raise BadInputError(_TOO_MANY.format(scene=error)) from None
    finally:
        told.gone()


class _Told:
    def __init__(self) -> None:
        self._states = 0

    def __call__(self, more: int) -> None:
        self._states += more
        print(f"\r{self._states:,} states", end="", file=sys.stderr, flush=True)

    def gone(self) -> None:
        if self._states:
            print("\r\033[K", end="", file=sys.stderr)
