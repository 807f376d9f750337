"""A story's prose on paper: what depends on something is in brackets, with on what."""

from __future__ import annotations

from collections.abc import Sequence

from game.authoring.export.booklet.possible import Possible
from game.authoring.export.booklet.wording import Wording
from game.authoring.export.lines import Block, Fork, Line, Lines, Mark, Node, TangledError, Value, Words, lines
from game.authoring.export.markup import Markup, tag, together
from game.authoring.export.sources import Footnotes
from game.engine.story import Expression, Prose
from game.engine.text import read
from game.wording import N_, _


class Printer:
    def __init__(self, wording: Wording, possible: Possible, notes: Footnotes) -> None:
        self._wording = wording
        self._possible = possible
        self._notes = notes
        self.tangled: list[str] = []
        """Decks whose alternatives could not be parted into paragraphs."""

    def paragraphs(self, prose: Prose, deck: str, scene: str | None = None) -> Markup:
        try:
            return self._lines(lines(prose, deck, scene))
        except TangledError:
            self.tangled.append(deck)
            return tag("p", tag("em", _("(This text has too many versions for paper.)")))

    def inline(self, prose: Prose, deck: str, scene: str) -> Markup:
        """The same within a line, such as what a choice says."""
        try:
            found = lines(prose, deck, scene)
        except TangledError:
            self.tangled.append(deck)
            return tag("em", _("(This text has too many versions for paper.)"))
        if all(isinstance(each, list) for each in found):
            return Markup(" ".join(self._nodes(each) for each in found if isinstance(each, list)))
        return tag("div", self._lines(found))

    def _lines(self, found: Lines) -> Markup:
        return together(*(self._block(each) if isinstance(each, Block) else self._line(each) for each in found))

    def _line(self, line: Line) -> Markup:
        if line and isinstance(line[0], Words) and line[0].text.startswith("> "):
            return tag("p", self._nodes([Words(line[0].text[2:]), *line[1:]]), class_="apart")
        return tag("p", inner) if (inner := self._nodes(line)).strip() else Markup("")

    def _nodes(self, nodes: Sequence[Node]) -> Markup:
        return together(*(self._node(node) for node in nodes))

    def _node(self, node: Node) -> Markup:
        match node:
            case Words(text):
                return self._words(text)
            case Mark(text):
                return self._notes.mark(text)
            case Value(variable):
                known = self._possible.variables[variable]
                if known["low"] == known["high"]:
                    return together(
                        (known.get("labels") or [])[known["low"]] if "labels" in known else str(known["low"])
                    )
                return tag("span", f"[{self._wording.name(variable)}]", class_="value")
            case Fork(ways):
                return self._fork([(test, self._nodes(way)) for test, way in ways])
            case _:
                return Markup(" ")

    def _words(self, text: str) -> Markup:
        """Emphasis within a piece of a line, whose spaces at either end stay."""
        inner = [span for paragraph in read(f"|{text}|", marked=False) for line in paragraph.lines for span in line]
        made = together(*(tag("em", span.text) if span.role == "emphasis" else span.text for span in inner))
        return Markup(made[1:-1])

    def _fork(self, ways: list[tuple[Expression | None, Markup]]) -> Markup:
        told = [(test, words) for test, words in self._left(ways) if test is None or words.strip()]
        if not told:
            return Markup("")
        if told[0][0] is None:
            return told[0][1]
        parts: list[str] = []
        for number, (test, words) in enumerate(told):
            if test is not None:
                lead_in = N_("; else if {condition}:") if number else N_("if {condition}:")
                lead = f"{_(lead_in, condition=self._wording.truth(test))} "
                parts += [tag("i", lead, class_="if"), words]
            elif words.strip():
                parts += [tag("i", f"{_('; else:')} ", class_="if"), words]
        return tag("span", "[", *parts, "]", class_="fork")

    def _left(self, ways: Sequence[tuple[Expression | None, Markup]]) -> list[tuple[Expression | None, Markup]]:
        """The ways that may come about; the first that surely does is the last."""
        left: list[tuple[Expression | None, Markup]] = []
        for test, words in ways:
            settled = None if test is None else self._possible.settled(test)
            if isinstance(settled, int) and settled:
                settled = None
            if settled != 0:
                left.append((settled, words))
            if settled is None:
                break
        return left

    def _block(self, block: Block) -> Markup:
        ways = self._left([(test, self._lines(way)) for test, way in block.ways])
        if ways and ways[0][0] is None:
            return ways[0][1]
        made: list[str] = []
        for number, (test, words) in enumerate(ways):
            lead = (
                N_("Otherwise:")
                if test is None
                else N_("Otherwise, if {condition}:")
                if number
                else N_("If {condition}:")
            )
            condition = "" if test is None else self._wording.truth(test)
            told = tag("i", _(lead, condition=condition))
            made += [tag("p", told, class_="if"), words or tag("p", _("(nothing)"))]
        return tag("div", *made, class_="block")
