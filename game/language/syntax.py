"""An author's condition, number or new value made into Python's syntax tree, if it is fit for it.

What a person who has never programmed is likely to write otherwise is found here, before Python would complain.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from game.language import mistakes_words as mistakes
from game.language.diagnostics import Kind, Position, Report

At: TypeAlias = Callable[[int], Position]
"""From a character of a text to where it stands in the author's file."""

LONGEST = 1000
DEEPEST = 40

_SPACE = re.compile(r"\s")
_TOKEN = re.compile(
    r"""'[^']*'|"[^"]*"|[A-Za-z_][A-Za-z0-9_]*|[0-9][A-Za-z0-9_.]*"""
    r"""|&&|\|\||<>|=>|=<|===|!==|==|!=|<=|>=|\+=|-=|\*\*|//|."""
)
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_HYPHENED = re.compile(r"(?<![\w'\"-])\w+(?:-\w+)+(?![\w'\"-])")
_PRINTABLE = re.compile(r"[ -\[\]-~]")
"""What may stand between quotes: no backslash, nothing but ASCII."""

_INSTEAD = {
    "&&": "and", "&": "and", "AND": "and", "And": "and", "||": "or", "|": "or", "OR": "or", "Or": "or",
    "!": "not", "NOT": "not", "Not": "not", "IN": "in", "IF": "if", "ELSE": "else",
    "True": "true", "TRUE": "true", "False": "false", "FALSE": "false",
    "is": "==", "===": "==", "!==": "!=", "<>": "!=", "≠": "!=", "=>": ">=", "≥": ">=", "=<": "<=", "≤": "<=",
    "/": "//", "÷": "//", "×": "*", "−": "-", "–": "-", "\u2018": "'", "\u2019": "'", "\u201c": "'", "\u201d": "'",
}  # fmt: skip
_SETTING = {"=", "+=", "-="}
_SIGNS = {"==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "//", "%", ",", " "}
_PARTNER = {")": "(", "]": "["}


class Wrong(NamedTuple):
    kind: Kind
    offset: int
    words: dict[str, Any]


class Syntax(NamedTuple):
    tree: ast.expr
    at: At
    """From a column of the tree."""
    text: str

    def place(self, node: ast.expr) -> Position:
        return self.at(node.col_offset)

    def written(self, node: ast.expr) -> str:
        """A part of the text as the author wrote it."""
        return self.text[node.col_offset : node.end_col_offset]


def syntax(text: str, at: At, asking: str, report: Report) -> Syntax | None:
    """The tree of a text, or None with what is wrong reported. `asking`: a pattern for what takes ids in brackets."""
    line = _SPACE.sub(" ", text)
    bare = line.strip()
    lead = len(line) - len(line.lstrip())
    tree, wrong = _parsed(bare, asking)
    for each in wrong:
        report.add(each.kind, at(lead + each.offset), **each.words)
    return None if tree is None else Syntax(tree, further(at, lead), bare)


def further(at: At, start: int) -> At:
    """The places of a text that begins at a character of another."""

    def place(offset: int) -> Position:
        return at(start + offset)

    return place


def shown(text: str) -> str:
    """A piece of an author's text that is safe to print in a message."""
    short = text if len(text) <= 40 else text[:39] + "…"
    return short if short.isprintable() else ascii(short)[1:-1]


@lru_cache(maxsize=1 << 14)
def _parsed(text: str, asking: str) -> tuple[ast.expr | None, Sequence[Wrong]]:
    """Kept, since a story that is edited is read again and again, and most of it stays as it was."""
    if not text:
        return None, [Wrong(mistakes.NOTHING_WRITTEN, 0, {})]
    if len(text) > LONGEST:
        return None, [Wrong(mistakes.TOO_LONG, 0, {"most": LONGEST})]
    wrong = list(_unquoted(text, asking)) or list(_misspelt(text)) or list(_unpaired(text))
    if wrong:
        return None, wrong
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        return None, [_unreadable(text, error.offset or 0)]
    except (RecursionError, MemoryError):
        return None, [Wrong(mistakes.TOO_DEEP, 0, {"most": DEEPEST})]
    if _depth(tree) > DEEPEST:
        return None, [Wrong(mistakes.TOO_DEEP, 0, {"most": DEEPEST})]
    return tree, []


def _unquoted(text: str, asking: str) -> Iterator[Wrong]:
    for call in re.finditer(rf"\b(?:{asking})\s*\(([^()]*)\)", text):
        for match in _HYPHENED.finditer(text, call.start(1), call.end(1)):
            written = _HYPHENED.sub(lambda name: f"'{name[0]}'", call[0])
            yield Wrong(mistakes.NEEDS_QUOTES, match.start(), {"id": match[0], "written": written})


def _misspelt(text: str) -> Iterator[Wrong]:
    for match in _TOKEN.finditer(text):
        found = match[0]
        if found in _INSTEAD:
            yield Wrong(mistakes.SPELT_OTHERWISE, match.start(), {"found": found, "written": _INSTEAD[found]})
        elif found in _SETTING:
            yield Wrong(mistakes.SETS_A_VALUE, match.start(), {"found": found})
        elif found in ("'", '"'):
            yield Wrong(mistakes.QUOTE_OPEN, match.start(), {})
        elif found[0] in "'\"":
            yield from _foreign(found, match.start())
        elif found[0].isdigit() and found.isascii():
            if not _WHOLE.fullmatch(found):
                yield Wrong(mistakes.NOT_WHOLE, match.start(), {"found": found})
        elif found not in _SIGNS and found not in "()[]" and not (found.isascii() and found.isidentifier()):
            yield Wrong(mistakes.FOREIGN_SIGN, match.start(), {"found": shown(found)})


def _foreign(quoted: str, start: int) -> Iterator[Wrong]:
    for offset, sign in enumerate(quoted):
        if not _PRINTABLE.fullmatch(sign):
            yield Wrong(mistakes.FOREIGN_SIGN, start + offset, {"found": shown(sign)})
            return


def _unpaired(text: str) -> Iterator[Wrong]:
    opened: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(text):
        sign, offset = match[0], match.start()
        if sign in ("(", "["):
            opened.append((sign, offset))
            if len(opened) > DEEPEST:
                yield Wrong(mistakes.TOO_DEEP, opened[0][1], {"most": DEEPEST})
                return
        elif sign in _PARTNER:
            if not opened or opened[-1][0] != _PARTNER[sign]:
                yield Wrong(mistakes.BRACKET, offset, {"found": sign})
                return
            opened.pop()
    if opened:
        yield Wrong(mistakes.BRACKET, opened[-1][1], {"found": opened[-1][0]})


def _unreadable(text: str, column: int) -> Wrong:
    """`column` counts from 1; Python says 0 where the text breaks off."""
    match = _TOKEN.match(text, column - 1) if column else None
    if match is None or not match[0].strip():
        return Wrong(mistakes.UNREADABLE, len(text) - 1, {"where": "at its end"})
    return Wrong(mistakes.UNREADABLE, match.start(), {"where": f"at `{shown(match[0])}`"})


def _depth(tree: ast.AST) -> int:
    deepest, todo = 0, [(tree, 1)]
    while todo:
        node, depth = todo.pop()
        deepest = max(deepest, depth)
        todo += [(child, depth + 1) for child in ast.iter_child_nodes(node)]
    return deepest
