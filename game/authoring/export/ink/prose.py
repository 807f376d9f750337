"""Lines of prose in ink."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.authoring.export.ink.expressions import Expressions
from game.authoring.export.ink.names import InkNames
from game.authoring.export.lines import Block, Fork, Line, Lines, Mark, Value, Words
from game.engine.story import Expression

_SIGNS = re.compile(r"[\\{}|#~<]|->|//|/\*")
_IN_CHOICE = re.compile(r"[\\{}|#~<\[\]]|->|//|/\*")
_ELSE = re.compile(r"else(?=\s*:)")
"""Where a line begins with it, ink warns, whatever stands before its signs; an empty text after it is no such line."""
_AT_START = re.compile(r"[*+=/>-]|(?=(?:TODO|VAR|CONST|LIST|INCLUDE|EXTERNAL)\b)")


def escaped(text: str, *, in_choice: bool = False) -> str:
    """Text that ink reads as text, wherever it stands."""
    text = " ".join(text.replace("\t", " ").split("\n"))
    text = (_IN_CHOICE if in_choice else _SIGNS).sub(lambda match: f"{match[0][:-1]}\\{match[0][-1]}", text)
    if _ELSE.match(text):
        return f'else{{""}}{text[4:]}'
    return f"\\{text}" if _AT_START.match(text) else text


def told(words: str) -> str:
    """Words of the game's own, as one line."""
    return escaped(words.strip())


class Proses:
    def __init__(self, expressions: Expressions, names: InkNames) -> None:
        self._expressions = expressions
        self._names = names

    def lines(self, lines: Lines) -> Iterator[str]:
        for each in lines:
            if isinstance(each, Block):
                yield from self._block(each)
            else:
                yield self.line(each)

    def line(self, line: Line, *, in_choice: bool = False) -> str:
        return "".join(self._node(node, in_choice) for node in line)

    def _node(self, node: Words | Mark | Value | Fork, in_choice: bool) -> str:
        match node:
            case Words(text):
                return escaped(text, in_choice=in_choice)
            case Mark(text):
                return f"{{marks:{escaped(text, in_choice=in_choice)}}}"
            case Value(variable):
                return f"{{{self._value(variable)}}}"
            case Fork(ways):
                return self._fork([(test, self._inline(way, in_choice)) for test, way in ways])

    def _inline(self, nodes: tuple[object, ...], in_choice: bool) -> str:
        return self.line([node for node in nodes if isinstance(node, Words | Mark | Value | Fork)], in_choice=in_choice)

    def _value(self, variable: str) -> str:
        if self._expressions.has_labels(variable):
            return f"{self._names.teller(variable)}()"
        return self._names.variables[variable]

    def _fork(self, ways: list[tuple[Expression | None, str]]) -> str:
        (test, words), *rest = ways
        if test is None:
            return words
        other = self._fork(rest) if rest else ""
        if not words and not other:
            return ""
        if not words:
            return f"{{{self._expressions.truth(['not', test])}:{other}}}"
        return f"{{{self._expressions.truth(test)}:{words}{f'|{other}' if other else ''}}}"

    def _block(self, block: Block) -> Iterator[str]:
        yield "{"
        for test, lines in block.ways:
            yield f"- {'else' if test is None else self._expressions.truth(test)}:"
            yield from (f"    {line}" for line in self.lines(lines))
        yield "}"
