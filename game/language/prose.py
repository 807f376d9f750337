"""Prose made into the core's parts: text, shown values, conditions and alternatives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from game.engine.story import Part, Prose
from game.engine.text import MARK, marks
from game.language import mistakes_words as mistakes
from game.language.diagnostics import Kind, Report, meant
from game.language.expressions import condition
from game.language.scope import Scope
from game.language.syntax import At, further, shown

DEEPEST = 8

_WAYS = ("first", "once", "cycle", "shuffle")
_WAY = re.compile(r"\s*(first|once|cycle|shuffle)\s*:")
_ANY_WAY = re.compile(r"\s*(\w+)\s*:")
_SIGN = re.compile(r"\{\{|\|\||[{|}]")
_OUTSIDE = re.compile(r"\{\{|\|\||\}\}|[{|}]")
"""Inside braces two closing ones close two, since they nest."""
_HEAD = re.compile(r"(?:\|\||[^{|}?])*")
"""What stands in braces before a question mark or a bar; in a condition two bars are a misspelt `or`."""
_NAME = re.compile(r"[A-Za-z_]\w*")
_NEARLY_MARK = re.compile(r"\[[~\s]{0,3}[A-Za-z]{1,2}\d+[a-z]?(?:[\s,;~]+[A-Za-z]{1,2}\d+[a-z]?)*[\s,;]*\]")
_MARKED = re.compile(r"[A-Z]\d+[a-z]?")


def prose(text: str, at: At, scope: Scope, report: Report) -> Prose:
    """The parts of a text. Marks and emphasis stay as they are; what is wrong is reported and left out."""
    reader = _Reader(text.rstrip(), at, scope, report)
    parts = reader.run()
    reader.check_marks()
    return _trimmed(parts)


def cited(parts: Prose) -> list[str]:
    """The ids of the facts marked anywhere in it, in order, each once."""
    return list(dict.fromkeys(fact for text in _texts(parts) for fact in marks(text)))


def _texts(parts: Prose) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            for inner in _inside(part):
                yield from _texts(inner)


def _inside(part: Part) -> Iterator[Prose]:
    yield part.get("then", [])
    yield part.get("else", [])
    for way in _WAYS:
        yield from part.get(way, [])


@dataclass(slots=True)
class _Reader:
    text: str
    at: At
    scope: Scope
    report: Report
    place: int = 0
    """The next character to be read."""
    open: list[int] = field(default_factory=list[int])
    """Where the braces stand that are not closed yet."""

    def run(self) -> list[str | Part]:
        """Everything up to a bar or a closing brace that belongs to the braces around, or to the end."""
        parts: list[str | Part] = []
        signs = _SIGN if self.open else _OUTSIDE
        while match := signs.search(self.text, self.place):
            _add(parts, self.text[self.place : match.start()])
            sign = match[0]
            if self.open and sign in ("|", "}"):
                self.place = match.start()
                return parts
            self.place = match.end()
            if sign == "{":
                parts += self._braces(match.start())
            elif len(sign) > 1:
                _add(parts, sign[0])
            else:
                self._wrong(mistakes.BAR if sign == "|" else mistakes.BRACE_CLOSED, match.start())
        _add(parts, self.text[self.place :])
        self.place = len(self.text)
        return parts

    def _braces(self, start: int) -> list[str | Part]:
        """What stands in the braces that were opened at `start`: one part, or none where it is wrong."""
        if len(self.open) == DEEPEST:
            self._wrong(mistakes.PROSE_TOO_DEEP, start, most=DEEPEST)
            self.place = len(self.text)  # what is closed after this can no longer be told
            self.open.clear()
            return []
        self.open.append(start)
        part = self._part()
        if not self.open:
            return []
        if not self._sign("}"):
            self._wrong(mistakes.BRACE_OPEN, start)
        self.open.pop()
        return [] if part is None else [part]

    def _part(self) -> Part | None:
        if match := _WAY.match(self.text, self.place):
            self.place = match.end()
            return _by_visits(match[1], self._alternatives())
        start = self.place
        match = _HEAD.match(self.text, start)
        head = match[0] if match else ""
        self.place = start + len(head)
        if self._sign("?"):
            return self._asked(head, start)
        closing = self.text[self.place : self.place + 1]
        if closing in ("}", ""):
            return self._value(head, start) if closing else None
        self._headless(head, start, closing)
        self._alternatives()
        return None

    def _sign(self, sign: str) -> bool:
        """Pass over a sign, if it is the next."""
        here = self.text.startswith(sign, self.place)
        self.place += here
        return here

    def _alternatives(self) -> list[Prose]:
        found: list[Prose] = [_trimmed(self.run())]
        while self.open and self._sign("|"):
            found.append(_trimmed(self.run()))
        return found

    def _asked(self, head: str, start: int) -> Part:
        asked = condition(head, further(self.at, start), self.scope, self.report)
        then = _trimmed(self.run())
        otherwise = _trimmed(self.run()) if self.open and self._sign("|") else []
        if self.open and self._sign("|"):
            self._wrong(mistakes.THIRD_WAY, self.place - 1)
            self._alternatives()
        return {"if": asked, "then": then, "else": otherwise}

    def _value(self, head: str, start: int) -> Part | None:
        name = head.strip()
        offset = start + len(head) - len(head.lstrip())
        variable = self.scope.variables.get(name)
        if not name:
            self._wrong(mistakes.BRACES_EMPTY, start - 1)
        elif variable is None and _NAME.fullmatch(name):
            near = self.report.meant(name, self.scope.names)
            self._wrong(mistakes.UNKNOWN_NAME, offset, name=shown(name), meant=near)
        elif variable is None or name not in self.scope.names:
            self._headless(head, start, "}")
        elif variable["kind"] == "bool":
            self._wrong(mistakes.NOT_SHOWN, offset, name=name)
        else:
            return {"value": name}
        return None

    def _headless(self, head: str, start: int, closing: str) -> None:
        """Say what is wrong with braces that neither show a variable nor ask nor choose."""
        offset = start + len(head) - len(head.lstrip())
        if match := _ANY_WAY.match(head):
            self._wrong(mistakes.UNKNOWN_WAY, offset, found=shown(match[1]), meant=meant(match[1], _WAYS))
        elif closing == "{":
            self._wrong(mistakes.BRACE_IN_CONDITION, self.place)
        elif closing == "|":
            self._wrong(mistakes.WHICH_WAY, offset)
        else:
            self._wrong(mistakes.ONLY_NAMES, offset, found=shown(head.strip()))

    def check_marks(self) -> None:
        """Marks cite facts that are declared; what looks like a mark is one."""
        sound = {match.end() for match in MARK.finditer(self.text)}
        for match in MARK.finditer(self.text):
            for fact in _MARKED.finditer(self.text, match.start(1), match.end(1)):
                if fact[0] not in self.scope.facts:
                    near = self.report.meant(fact[0], self.scope.facts)
                    self._wrong(mistakes.UNKNOWN_FACT, fact.start(), id=shown(fact[0]), meant=near)
        for match in _NEARLY_MARK.finditer(self.text):
            if match.end() not in sound:
                self._wrong(mistakes.NEARLY_A_MARK, match.start(), found=shown(match[0]))

    def _wrong(self, kind: Kind, offset: int, **words: object) -> None:
        self.report.add(kind, self.at(offset), **words)


def _by_visits(way: str, alternatives: list[Prose]) -> Part:
    match way:
        case "first":
            return {"first": alternatives}
        case "once":
            return {"once": alternatives}
        case "cycle":
            return {"cycle": alternatives}
        case _:
            return {"shuffle": alternatives}


def _add(parts: list[str | Part], text: str) -> None:
    """Put text at the end, as one part with the text that stands there."""
    if parts and isinstance(parts[-1], str):
        parts[-1] += text
    elif text:
        parts.append(text)


def _trimmed(parts: Sequence[str | Part]) -> list[str | Part]:
    """The same without the space at its two ends."""
    kept = list(parts)
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip()
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip()
    return [part for part in kept if part != ""]
