"""Lines on a terminal, before they are read."""

from __future__ import annotations

import select
from contextlib import suppress
from typing import TextIO


def typed(lines: TextIO, seconds: float) -> bool:
    """Whether a whole line is there, or there by then; also where a terminal cannot say so before it is read."""
    try:
        return bool(select.select([lines], [], [], seconds)[0])
    except (OSError, ValueError):
        return True


def forget_typed(lines: TextIO) -> None:
    """What is typed of a line that is not ended is not part of the next."""
    with suppress(ImportError, OSError):
        import termios

        with suppress(termios.error):
            termios.tcflush(lines, termios.TCIFLUSH)
