"""Lines in, lines out: a console that a screen reader, a pipe or a script can follow."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from typing import TextIO

MEASURE = 72
"""Columns of running text on a terminal."""
_CONTROLS = dict.fromkeys({*range(32), *range(127, 160)} - {ord("\n"), ord("\t")})
_LONGEST_NUMBER = 9
"""Digits; no menu has more choices."""


def bare(text: str) -> str:
    """Text without the control characters that could steer a terminal."""
    return text.translate(_CONTROLS)


def number(typed: str) -> int | None:
    """The whole number that was typed, if it was one."""
    return int(typed.lstrip("0")[:_LONGEST_NUMBER] or 0) if typed.isdecimal() else None


class InputEnded(Exception):  # noqa: N818 - no error: it is how a piped game ends
    """There will be no further line."""


class Console:
    """Wraps text to a readable measure on a terminal; leaves paragraphs whole everywhere else."""

    def __init__(self, lines_in: TextIO, lines_out: TextIO) -> None:
        self._in = lines_in
        self._out = lines_out
        self._wraps = lines_out.isatty()

    def say(self, *paragraphs: str) -> None:
        for paragraph in paragraphs:
            for line in self._wrapped(bare(paragraph)):
                self._out.write(line.rstrip() + "\n")

    def _wrapped(self, paragraph: str) -> Sequence[str]:
        if not self._wraps or not paragraph:
            return [paragraph]
        width = min(MEASURE, shutil.get_terminal_size().columns - 1)
        indent = " " * (len(paragraph) - len(paragraph.lstrip()))
        return textwrap.wrap(paragraph, max(20, width), subsequent_indent=indent, break_on_hyphens=False)

    def ask(self, prompt: str) -> str:
        """The next line, trimmed. Raises `InputEnded`."""
        self._out.write(f"{prompt} ")
        self._out.flush()
        line = self._line()
        if not line:
            self._out.write("\n")
            raise InputEnded
        if not self._wraps:
            self._out.write("\n")
        return line.strip()

    def _line(self) -> str:
        """Empty where there is no further one."""
        return self._in.readline()
