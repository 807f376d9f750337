"""From a character of a text as it was read to where it stands in the author's file, past folds, quotes and escapes."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Any

import yaml

from game.language.diagnostics import Position


class FileName(str):
    """The name that a node's marks carry, with the text it stands in."""

    text = ""
    reached: tuple[int, int, int] = (-1, 0, 0)
    """The scalar last looked into (by where it begins), a character of its value, and where that stands."""

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def place(self, at: int) -> Position:
        line = bisect_right(self.starts, at)
        return Position(str(self), line, at - self.starts[line - 1] + 1)


def typed(node: yaml.Node) -> str:
    """The stretch of the author's file in which a node stands."""
    begin: Any = node.start_mark
    end: Any = node.end_mark
    file: FileName = begin.name
    return file.text[begin.index : end.index]


def inside(node: yaml.ScalarNode, file: FileName, offset: int) -> Position:
    """Where the character at `offset` of a scalar's value stands.

    Walks value and source side by side, on from the place last asked for; only what is no space need meet.
    """
    mark: Any = node.start_mark
    text, value = file.text, str(node.value)
    begins, index, at = file.reached
    if begins != mark.index or index > offset:
        index, at = 0, _opened(node, text)
    while index <= offset and index < len(value):  # what is missing at the end stands after it
        if not value[index].isspace():
            at = _meeting(text, at, value[index], node.style)
            if index < offset:
                at += _width(text, at, node.style)
        index += 1
    file.reached = (mark.index, offset, at)
    return file.place(at)


def _opened(node: yaml.ScalarNode, text: str) -> int:
    """Where a scalar's own text begins, past what opens it."""
    at: int = node.start_mark.index
    if node.style in ("|", ">"):
        return text.find("\n", at) + 1
    return at + 1 if node.style in ("'", '"') else at


def _meeting(text: str, at: int, character: str, style: str | None) -> int:
    """Where the source says this character, from `at` on, past spaces and breaks and escaped spaces."""
    while at < len(text) and text[at] != character:
        if style == '"' and text[at] == "\\" and not text[at + 1].isspace() and text[at + 1] not in "ntre_ ":
            return at
        at += 2 if style == '"' and text[at] == "\\" else 1
    return at


_ESCAPES = {"x": 4, "u": 6, "U": 10}


def _width(text: str, at: int, style: str | None) -> int:
    """How many characters of source stand for the one at `at`."""
    if style == '"' and text[at : at + 1] == "\\":
        return _ESCAPES.get(text[at + 1 : at + 2], 2)
    return 2 if style == "'" and text[at : at + 2] == "''" else 1
