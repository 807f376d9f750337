"""What may stand under a key, as far as that can be told without the rest of the story.

Each sort of value checks itself where a story is read; `otherbank schema` makes of the same what an editor checks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

import yaml

from game.language import mistakes
from game.language.diagnostics import Kind, Report, meant
from game.language.ids import Form, well_named
from game.language.nodes import BOOL, INT, STR, empty, items, pairs, scalars
from game.language.source import position
from game.language.syntax import shown

_MOST_DIGITS = 9
GREATEST = 10**_MOST_DIGITS - 1


class Value(Protocol):
    def sound(self, node: yaml.Node, key: str, report: Report) -> bool:
        """Whether what was found can be read at all; what is wrong with it is reported."""
        ...


@dataclass(frozen=True, slots=True)
class Text:
    """Words, a number or a truth value, read as they are written."""

    says: str = "text"
    """Which of the author's little languages it is in."""
    pattern: re.Pattern[str] | None = None
    wanted: str = ""
    """How to write it, where there is a pattern."""
    wrong: Kind = mistakes.NOT_OF_FORM

    def sound(self, node: yaml.Node, key: str, report: Report) -> bool:
        if not (isinstance(node, yaml.ScalarNode) and node.tag in (STR, INT, BOOL)):
            report.add(mistakes.NOT_TEXT, position(node), what=f"`{key}`")
            return False
        text = node.value.strip()
        if self.pattern and not self.pattern.fullmatch(text):
            report.add(self.wrong, position(node), key=key, found=shown(text), wanted=self.wanted)
            return False
        return True


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of something that is declared elsewhere."""

    what: str

    def sound(self, node: yaml.Node, key: str, report: Report) -> bool:
        return TEXT.sound(node, key, report)


@dataclass(frozen=True, slots=True)
class Name:
    """An id that is declared here."""

    form: Form

    def sound(self, node: yaml.Node, key: str, report: Report) -> bool:
        return TEXT.sound(node, key, report) and well_named(node, self.form, report)


@dataclass(frozen=True, slots=True)
class Flag:
    only_true: bool = False
    """Whether `false` is said by leaving it out."""

    def sound(self, node: yaml.Node, key: str, report: Report) -> bool:
        if node.tag != BOOL:
            report.add(mistakes.NOT_A_TRUTH, position(node), what=f"`{key}`")
            return False
        if self.only_true and node.value != "true":
            report.add(mistakes.NOT_OF_FORM, position(node), key=key, found="false", wanted="`true`, or take it out")
        return True


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number that is not less than `low`."""

    low: int = 0

    def sound(self, node: yaml.Node, key: str, report: Report) -> bool:
        digits = str(node.value).lstrip("+-0") if node.tag == INT else ""
        if node.tag == INT and len(digits) <= _MOST_DIGITS and int(node.value) >= self.low:
            return True
        report.add(mistakes.NOT_WHOLE, position(node), what=f"`{key}`", low=self.low)
        return False


@dataclass(frozen=True, slots=True)
class Word:
    """One of a few words."""

    allowed: tuple[str, ...]

    def sound(self, node: yaml.Node, key: str, report: Report) -> bool:
        if not TEXT.sound(node, key, report):
            return False
        found = str(node.value).strip()
        if found not in self.allowed:
            report.add(
                mistakes.NOT_ALLOWED, position(node), key=key, found=shown(found),
                meant=meant(found, self.allowed), allowed=", ".join(f"`{word}`" for word in self.allowed),
            )  # fmt: skip
        return found in self.allowed


@dataclass(frozen=True, slots=True)
class Point:
    """Latitude and longitude, in degrees."""

    def sound(self, node: yaml.Node, key: str, report: Report) -> bool:  # noqa: ARG002 - each point is told alike
        if not point(node):
            report.add(mistakes.BAD_POINT, position(node))
        return bool(point(node))


_PLACES = r"(\.[0-9]{1,9})?"
DEGREES = (
    re.compile(rf"-?(0?[0-8]?[0-9]{_PLACES}|0?90(\.0{{1,9}})?)"),
    re.compile(rf"-?((0?[0-9]?[0-9]|1[0-7][0-9]){_PLACES}|180(\.0{{1,9}})?)"),
)
"""North and east positive."""
FARTHEST = (90, 180)


def point(node: yaml.Node | None) -> list[float]:
    """Latitude and longitude; nothing where it is no point."""
    pair = [str(each.value) for each in scalars(node)] if isinstance(node, yaml.SequenceNode) else []
    if len(pair) != len(items(node)) or len(pair) != len(DEGREES):
        return []
    fit = all(form.fullmatch(each) for each, form in zip(pair, DEGREES, strict=True))
    return [float(each) for each in pair] if fit else []


@dataclass(frozen=True, slots=True)
class Many:
    """A list of what is alike; one alone will do."""

    of: Value

    def sound(self, node: yaml.Node, key: str, report: Report) -> bool:
        for item in items(node):
            self.of.sound(item, key, report)
        return True


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping of ids to what is alike: ids that are declared here, or else those of `what` is declared elsewhere."""

    of: Value
    ids: Form | None = None
    what: str = ""

    def sound(self, node: yaml.Node, key: str, report: Report) -> bool:
        if not isinstance(node, yaml.MappingNode):
            report.add(mistakes.NOT_KEYS, position(node), what=f"`{key}`")
            return False
        for entry in pairs(node):
            if self.ids:
                well_named(entry.key, self.ids, report)
            if not empty(entry.node):
                self.of.sound(entry.node, entry.id, report)
        return True


TEXT = Text()
PROSE = Text("prose")
CONDITION = Text("a condition")
NUMBER = Text("a number or an expression")
EFFECTS = Many(Text("an effect"))
TEXTS = Many(TEXT)
