"""How a text of a story is read: paragraphs, emphasis, what is set apart, and marks of provenance.

A text stays as its author wrote it until it is shown; what is not listed here is not markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

MARK = re.compile(r"[ \t]?\[(~?[A-Z]\d+[a-z]?(?:,\s*~?[A-Z]\d+[a-z]?)*)\]")
"""A mark of provenance: `[S044]` was reported, `[~C219]` is inferred, `[S044, ~C219]` lists several."""

_BLANK = re.compile(r"\s*\n[ \t]*\n\s*")
_EMPHASIS = re.compile(r"\*(?=\S)([^*\n]*[^*\s])\*")
_BLANK_LINE = re.compile(r"\n[ \t]+(?=\n)")
_LINE_BREAK = re.compile(r"(?<!\n)[ \t]*(?<!\n)\n(?!\n)[ \t]*")
_SPACES = re.compile(r"[ \t\n]+")

Role: TypeAlias = Literal["text", "emphasis", "mark"]


class Span(NamedTuple):
    text: str
    role: Role


class Paragraph(NamedTuple):
    """`apart`: a sign, a message, whose lines stay lines; any other paragraph has one line."""

    lines: list[list[Span]]
    apart: bool


def marks(text: str, inferred: bool = True) -> list[str]:
    """The ids of the facts marked in a text, in order, each once; those only inferred from are left out if asked."""
    found = (name.strip() for match in MARK.finditer(text) for name in match[1].split(","))
    return list(dict.fromkeys(name.lstrip("~") for name in found if inferred or not name.startswith("~")))


def folded(text: str) -> str:
    """A piece of text in which a single line break is the space that it is read as."""
    return _LINE_BREAK.sub(" ", _BLANK_LINE.sub("\n", text)) if "\n" in text else text


def plain(text: str) -> str:
    """The text alone: no marks, no asterisks, paragraphs parted by a blank line."""
    if _is_plain(text):
        return text.strip()
    return "\n\n".join(
        "\n".join("".join(span.text for span in line) for line in paragraph.lines)
        for paragraph in read(text, marked=False)
    )


def _is_plain(text: str) -> bool:
    """Whether a text has nothing to be read otherwise than it stands: no marks, no lines to join."""
    return not (
        "[" in text
        or "*" in text
        or ">" in text
        or "  " in text
        or " \n" in text
        or "\n " in text
        or "\n\n\n" in text
        or "\t" in text
        or text.count("\n") != 2 * text.count("\n\n")
    )


def read(text: str, *, marked: bool) -> list[Paragraph]:
    """Paragraphs of lines of spans, with the marks of provenance as spans of their own or left out."""
    if not marked:
        text = MARK.sub("", text)
    return [paragraph for block in _BLANK.split(text) for paragraph in _paragraphs(block.split("\n"))]


def _paragraphs(lines: list[str]) -> Iterator[Paragraph]:
    for apart, run in groupby(lines, key=lambda line: line.lstrip().startswith("> ")):
        if apart:
            yield Paragraph([_spans(line.lstrip()[2:]) for line in run], True)
        elif joined := " ".join(run).strip():
            yield Paragraph([_spans(joined)], False)


def _spans(line: str) -> list[Span]:
    line = _SPACES.sub(" ", line).strip()
    spans: list[Span] = []
    at = 0
    for match in MARK.finditer(line):
        spans += _emphasis(line[at : match.start()])
        spans.append(Span(match[0], "mark"))
        at = match.end()
    return spans + _emphasis(line[at:])


def _emphasis(line: str) -> list[Span]:
    spans: list[Span] = []
    at = 0
    for match in _EMPHASIS.finditer(line):
        spans.append(Span(line[at : match.start()], "text"))
        spans.append(Span(match[1], "emphasis"))
        at = match.end()
    spans.append(Span(line[at:], "text"))
    return [span for span in spans if span.text]
