"""Lines of prose in SugarCube: each a paragraph of its own, since line breaks mean nothing in its passages here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from json import dumps

from game.authoring.export.lines import Block, Fork, Line, Lines, Mark, Value, Words
from game.authoring.export.twee.expressions import Expressions
from game.engine.story import Expression

_MARKUP = re.compile(r"[&<>\\\[\]{}$_`=~^@|*#]|//|''|--|\"\"\"|/%|/\*|^\s*[!:;+-]|https?:")
_EMPHASIS = re.compile(r"\*(?=\S)([^*\n]*[^*\s])\*")


def escaped(text: str) -> str:
    """Text that SugarCube reads as text, wherever it stands."""
    return _MARKUP.sub(lambda match: "".join(f"&#{ord(sign)};" for sign in match[0]), " ".join(text.split("\n")))


def _read(text: str) -> str:
    parts = _EMPHASIS.split(text)
    return "".join(f"<em>{escaped(part)}</em>" if n % 2 else escaped(part) for n, part in enumerate(parts))


class Proses:
    def __init__(self, expressions: Expressions) -> None:
        self._expressions = expressions

    def lines(self, lines: Lines) -> Iterator[str]:
        for each in lines:
            if isinstance(each, Block):
                yield from self._block(each)
            else:
                yield self._paragraph(each)

    def _paragraph(self, line: Line) -> str:
        if line and isinstance(line[0], Words) and line[0].text.startswith("> "):
            return f'<p class="apart">{self.line([Words(line[0].text[2:]), *line[1:]])}</p>'
        return f"<p>{self.line(line)}</p>"

    def line(self, line: Line) -> str:
        return "".join(map(self._node, line))

    def string(self, line: Sequence[object]) -> str:
        """A line as an expression that makes a string, for what a link says."""
        return " + ".join(self._string(node) for node in line) or '""'

    def _string(self, node: object) -> str:
        match node:
            case Value(variable):
                return self._expressions.shown(variable)
            case Fork(ways):
                return self._choosing([(test, self.string(way)) for test, way in ways])
            case Words() | Mark():
                return dumps(self._node(node), ensure_ascii=False)
            case _:
                return '""'

    def _choosing(self, ways: list[tuple[Expression | None, str]]) -> str:
        (test, words), *rest = ways
        if test is None:
            return words
        return f"({self._expressions.of(test)} ? {words} : {self._choosing(rest) if rest else repr('')})"

    def _node(self, node: Words | Mark | Value | Fork) -> str:
        match node:
            case Words(text):
                return _read(text)
            case Mark(text):
                return f'<span class="mark">{escaped(text)}</span>'
            case Value(variable):
                return f"<<= {self._expressions.shown(variable)}>>"
            case Fork(ways):
                inner = [
                    (test, self.line([each for each in way if isinstance(each, Words | Mark | Value | Fork)]))
                    for test, way in ways
                ]
                return "".join(self._branches(inner))

    def _block(self, block: Block) -> Iterator[str]:
        yield from self._branches([(test, "\n".join(["", *self.lines(lines), ""])) for test, lines in block.ways])

    def _branches(self, ways: list[tuple[Expression | None, str]]) -> Iterator[str]:
        for number, (test, words) in enumerate(ways):
            if test is None:
                yield f"<<else>>{words}" if number else words
            else:
                yield f"<<{'elseif' if number else 'if'} {self._expressions.of(test)}>>{words}"
        if ways[0][0] is not None:
            yield "<</if>>"
