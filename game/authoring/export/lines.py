"""A story's prose as lines, the way that languages for interactive fiction have it.

The core's prose may begin a paragraph inside an alternative and end it outside. Here an alternative either stays within
one line, or it is a block of whole lines; where the two are mixed, what stands around it is said in each of its ways.
A line is a paragraph, or one line of what is set apart, which begins with `> `.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from game.engine.story import Expression, Part, Prose
from game.engine.text import MARK, folded

LARGEST = 4000
"""Lines that one text may come to."""


_BY_VISIT: tuple[Literal["first", "once", "cycle", "shuffle"], ...] = ("first", "once", "cycle", "shuffle")


class TangledError(ValueError):
    """Alternatives that begin and end inside one another's paragraphs, too often to be said one by one."""


class Words(NamedTuple):
    text: str


class Mark(NamedTuple):
    """A mark of provenance, with the space that goes before it: ` [S044]`."""

    text: str


class Value(NamedTuple):
    variable: str


@dataclass(frozen=True, slots=True)
class Fork:
    """Alternatives: the first whose condition holds, the last one having none."""

    ways: tuple[tuple[Expression | None, tuple[Node, ...]], ...]


Break: TypeAlias = Literal["paragraph", "line"]
"""What parts two paragraphs; what parts two lines if either is set apart, and is a space elsewhere."""
Node: TypeAlias = "Words | Mark | Value | Fork | Break"
Line: TypeAlias = "list[Words | Mark | Value | Fork]"


@dataclass(slots=True)
class Block:
    """Alternatives of whole lines; the last condition may be None."""

    ways: list[tuple[Expression | None, list[Line | Block]]] = field(
        default_factory=list["tuple[Expression | None, list[Line | Block]]"]
    )


Lines: TypeAlias = "list[Line | Block]"


def lines(prose: Prose, deck: str, scene: str | None = None) -> Lines:
    """The lines of a text that belongs to a scene, or is read as though it were seen once.

    A draw of luck is the expression `["draw", deck, scene, total]`. Raises `TangledError`.
    """
    return _Layout().lines(_Reader(deck, scene, _folds(prose)).nodes(prose, True))


def one_line(prose: Prose, deck: str, scene: str) -> Line | None:
    """The same of a text that has to be one line, such as a choice's; None where it is not."""
    found = lines(prose, deck, scene)
    if not found:
        return []
    return found[0] if len(found) == 1 and isinstance(found[0], list) else None


def _folds(prose: Prose) -> bool:
    return not any(_sets_apart(part) for part in prose)


def _sets_apart(part: str | Part) -> bool:
    if isinstance(part, str):
        return part.startswith("> ") or "\n>" in part.replace(" ", "")
    return any(_sets_apart(each) for way in _alternatives(part) for each in way)


def _alternatives(part: Part) -> list[Prose]:
    several = [each for key in _BY_VISIT for each in part.get(key, [])]
    return [part.get("then", []), part.get("else", []), *several]


_PIECES = re.compile(rf"(?P<mark>{MARK.pattern})|(?P<paragraph>\s*\n[ \t]*\n\s*)|(?P<line>[ \t]*\n[ \t]*)")
_APART = re.compile(r"[ \t]*> ")


@dataclass(slots=True)
class _Reader:
    deck: str
    scene: str | None
    folds: bool
    shuffles: int = 0

    def nodes(self, prose: Prose, fresh: bool) -> tuple[Node, ...]:
        """`fresh`: whether a line begins here."""
        found: list[Node] = []
        for part in prose:
            begins = isinstance(found[-1], str) if found else fresh
            found += self._words(part, begins) if isinstance(part, str) else self._part(part, begins)
        return tuple(found)

    def _words(self, text: str, begins: bool) -> Iterator[Node]:
        if self.folds:
            text = folded(text)
        at, apart = 0, begins and bool(_APART.match(text))
        for match in _PIECES.finditer(text):
            if match.start() > at:
                yield Words(text[at : match.start()])
            at = match.end()
            if match["mark"]:
                yield Mark(match["mark"])
                continue
            follows = bool(_APART.match(text, match.end()))
            yield "paragraph" if match["paragraph"] or apart or follows else "line"
            apart = follows
        if at < len(text):
            yield Words(text[at:])

    def _part(self, part: Part, begins: bool) -> Iterator[Node]:
        if "value" in part:
            yield Value(part["value"])
            return
        if "if" in part:
            then, other = (self.nodes(part.get(key, []), begins) for key in ("then", "else"))
            yield _fork([(part["if"], then), (None, other)])
            return
        kind, proses = next((key, part.get(key, [])) for key in _BY_VISIT if key in part)
        ways = [self.nodes(each, begins) for each in proses] + [()] * (kind == "once")
        tests = self._tests(kind, len(ways))
        yield from ways[0] if tests is None else [_fork(zip(tests, ways, strict=True))]

    def _tests(self, kind: str, count: int) -> list[Expression | None] | None:
        """When each way is read; None where it is always the first."""
        if kind == "shuffle":
            self.shuffles += 1
        if count == 1 or (self.scene is None and kind != "shuffle"):
            return None
        visits: Expression = ["visits", self.scene]
        which: Expression = ["%", ["-", visits, 1], count]
        if kind == "shuffle":
            which = ["draw", f"{self.deck}#{self.shuffles}", self.scene, count]
        if kind in ("first", "once"):
            return [*(["==", visits, number] for number in range(1, count)), None]
        return [*(["==", which, number] for number in range(count - 1)), None]


def _fork(ways: Iterable[tuple[Expression | None, tuple[Node, ...]]]) -> Fork:
    return Fork(tuple(ways))


class _Layout:
    """Lays nodes out as lines."""

    def __init__(self) -> None:
        self._made = 0

    def lines(self, nodes: Sequence[Node]) -> Lines:
        made: Lines = []
        run: list[Node] = []
        for number, node in enumerate(nodes):
            if node == "paragraph":
                made += self._settled(run)
                run = []
            elif isinstance(node, Fork) and self._is_of_lines(node, nodes, number):
                if _is_blank(run) and all(not way or way[-1] == "paragraph" for _, way in node.ways):
                    made += self._block(node, [], [])
                elif _ends(nodes, number) and all(not way or way[0] == "paragraph" for _, way in node.ways):
                    made += [*self._settled(run), *self._block(node, [], [])]
                    run = []
                else:
                    return [*made, *self._block(node, run, nodes[number + 1 :])]
            else:
                run.append(node)
        return made + self._settled(run)

    def _is_of_lines(self, fork: Fork, nodes: Sequence[Node], number: int) -> bool:
        around = nodes[max(0, number - 1) : number + 2]
        return "line" in around or _has_breaks(fork)

    def _block(self, fork: Fork, before: Sequence[Node], after: Sequence[Node]) -> Lines:
        """The fork with what stands around it said in each of its ways."""
        block = Block([(test, self.lines([*before, *way, *after])) for test, way in fork.ways])
        while block.ways and not block.ways[-1][1]:
            block.ways.pop()
        return [block] if block.ways else []

    def _settled(self, run: Sequence[Node]) -> Lines:
        """One paragraph: a line, or several where some are set apart."""
        parts: list[Line] = [[]]
        for node in run:
            if isinstance(node, str):
                parts.append([])
            else:
                parts[-1].append(node)
        made: list[Line] = []
        joins = False
        for part in parts:
            apart = bool(part) and isinstance(part[0], Words) and bool(_APART.match(part[0].text))
            plain = not apart and not _is_blank(part)
            if plain and joins:
                made[-1] += [Words(" "), *part]
            elif apart or plain:
                made.append(part)
            joins = plain
        self._made += len(made)
        if self._made > LARGEST:
            raise TangledError
        return [_trimmed(line) for line in made]


def _ends(nodes: Sequence[Node], number: int) -> bool:
    """Whether the paragraph ends behind this node."""
    return number + 1 == len(nodes) or nodes[number + 1] == "paragraph"


def _has_breaks(fork: Fork) -> bool:
    nodes = [node for _, way in fork.ways for node in way]
    apart = any(way and isinstance(way[0], Words) and _APART.match(way[0].text) for _, way in fork.ways)
    return apart or any(isinstance(node, str) or (isinstance(node, Fork) and _has_breaks(node)) for node in nodes)


def _is_blank(nodes: Sequence[Node]) -> bool:
    return all(isinstance(node, Words) and not node.text.strip() for node in nodes)


def _trimmed(line: Line) -> Line:
    if line and isinstance(line[0], Words):
        line = [Words(line[0].text.lstrip(" \t\n")), *line[1:]]
    if line and isinstance(line[-1], Words):
        line = [*line[:-1], Words(line[-1].text.rstrip(" \t\n"))]
    return [node for node in line if node != Words("")]
