"""What an author's mapping holds: which keys it may have, and each of them read as what it should be.

A misfit goes to the report and is read as the default, so that one mistake does not hide the next.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from game.engine.story import Effect, Expression, Prose
from game.language import expressions, mistakes
from game.language.diagnostics import Kind, Position, Report, meant
from game.language.nodes import Entry, items, pairs
from game.language.prose import prose
from game.language.scope import Scope
from game.language.source import position
from game.language.syntax import shown

_STR, _INT, _BOOL, _NULL = (f"tag:yaml.org,2002:{name}" for name in ("str", "int", "bool", "null"))

_MOST_DIGITS = 10
_MOST_HINTS = 200
_LONGEST_ID = 60


class Shape(NamedTuple):
    """The keys of one sort of mapping. `name` is what the messages and the documentation call it."""

    name: str
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return self.required + self.optional


@dataclass(frozen=True, slots=True)
class Fields:
    shape: Shape
    node: yaml.Node
    values: Mapping[str, yaml.Node]
    report: Report

    @classmethod
    def of(cls, node: yaml.Node, shape: Shape, report: Report) -> Fields:
        """What stands in `node`, with what is unknown and what is missing reported."""
        if not isinstance(node, yaml.MappingNode):
            report.add(mistakes.NOT_KEYS, position(node), what=f"this {shape.name}")
            return cls(shape, node, {}, Report())  # what is missing from it need not be said as well
        values: dict[str, yaml.Node] = {}
        known = shape.keys
        for name, key, value in pairs(node):
            if name not in known:
                report.add(
                    mistakes.UNKNOWN_KEY, position(key), key=shown(name), what=shape.name,
                    meant=meant(name, known), keys=", ".join(f"`{each}`" for each in known) or "what is declared",
                )  # fmt: skip
            elif not _empty(value):
                values[name] = value
        for name in shape.required:
            if name not in values:
                report.add(mistakes.MISSING_KEY, position(node), key=name, what=shape.name)
        return cls(shape, node, values, report)

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def place(self, key: str | None = None) -> Position:
        """Where the value of a key stands, or the whole mapping."""
        return position(self.values.get(key, self.node) if key else self.node)

    def wrong(self, kind: Kind, node: yaml.Node, key: str, **words: object) -> None:
        self.report.add(kind, position(node), what=f"`{key}`", **words)

    def not_of_form(self, key: str, wanted: str) -> None:
        """Report a text that is not written as `wanted` says."""
        self.report.add(mistakes.NOT_OF_FORM, self.place(key), key=key, found=shown(self.text(key)), wanted=wanted)

    # Plain values

    def text(self, key: str, default: str = "") -> str:
        node = self.values.get(key)
        if node is None:
            return default
        return "" if (found := self._scalar(node, key)) is None else found.value.strip()

    def texts(self, key: str) -> list[str]:
        """A list of texts; one text alone is a list of one."""
        found = (self._scalar(node, key) for node in self.items(key))
        return [scalar.value.strip() for scalar in found if scalar is not None]

    def flag(self, key: str, default: bool = False) -> bool:
        node = self.values.get(key)
        if node is None:
            return default
        if node.tag != _BOOL:
            self.wrong(mistakes.NOT_A_TRUTH, node, key)
            return default
        return node.value == "true"

    def whole(self, key: str, default: int, low: int = 0) -> int:
        """A whole number that is not less than `low`."""
        node = self.values.get(key)
        if node is None:
            return default
        if node.tag == _INT and len(node.value) < _MOST_DIGITS and int(node.value) >= low:
            return int(node.value)
        self.wrong(mistakes.NOT_WHOLE, node, key, low=low)
        return default

    def word(self, key: str, allowed: Sequence[str], default: str) -> str:
        """One of a few words."""
        if key not in self:
            return default
        found = self.text(key)
        if found not in allowed:
            listed = ", ".join(f"`{word}`" for word in allowed)
            self.report.add(
                mistakes.NOT_ALLOWED,
                self.place(key),
                key=key,
                found=shown(found),
                meant=meant(found, allowed),
                allowed=listed,
            )
            return default
        return found

    # Ids of what is declared elsewhere

    def refer(self, key: str, known: Collection[str], what: str) -> str | None:
        """An id of something declared, or None where it is absent or unknown."""
        node = self.values.get(key)
        return None if node is None else self._known(node, key, known, what)

    def references(self, key: str, known: Collection[str], what: str) -> list[str]:
        found = (self._known(node, key, known, what) for node in self.items(key))
        return [each for each in dict.fromkeys(found) if each is not None]

    def _known(self, node: yaml.Node, key: str, known: Collection[str], what: str) -> str | None:
        scalar = self._scalar(node, key)
        if scalar is None:
            return None
        if scalar.value not in known:
            self.report.add(
                mistakes.UNKNOWN_ID,
                position(node),
                what=what,
                id=shown(scalar.value),
                meant=self._near(scalar.value, known),
            )
            return None
        return scalar.value

    def _near(self, word: str, known: Collection[str]) -> str:
        """The nearest known id; it takes too long to look for in a story that is wrong all over."""
        return meant(word[:_LONGEST_ID], known) if len(self.report.diagnostics) < _MOST_HINTS else ""

    # Parts

    def items(self, key: str) -> list[yaml.Node]:
        """What a list holds; a single value is a list of one."""
        return items(self.values.get(key))

    def entries(self, key: str) -> list[Entry]:
        """The keys of a mapping that stands under a key."""
        node = self.values.get(key)
        if node is None:
            return []
        if not isinstance(node, yaml.MappingNode):
            self.wrong(mistakes.NOT_KEYS, node, key)
            return []
        return list(pairs(node))

    def part(self, key: str, keys: Collection[str]) -> Fields:
        """The mapping under a key, which may have these keys; where it is absent, one that holds nothing."""
        node = self.values.get(key)
        shape = Shape(f"`{key}`", (), tuple(keys))
        return Fields(shape, self.node, {}, self.report) if node is None else Fields.of(node, shape, self.report)

    # The author's little languages

    def prose(self, key: str, scope: Scope) -> Prose:
        scalar = self._scalar(self.values[key], key) if key in self else None
        return [] if scalar is None else prose(scalar.value, _within(scalar), scope, self.report)

    def condition(self, key: str, scope: Scope) -> Expression:
        """A truth value; true where the key is absent."""
        scalar = self._scalar(self.values[key], key) if key in self else None
        return 1 if scalar is None else expressions.condition(scalar.value, _within(scalar), scope, self.report)

    def number(self, key: str, scope: Scope) -> Expression:
        """A number; 1 where the key is absent."""
        scalar = self._scalar(self.values[key], key) if key in self else None
        return 1 if scalar is None else expressions.number(scalar.value, _within(scalar), scope, self.report)

    def effects(self, key: str, scope: Scope) -> list[Effect]:
        scalars = (self._scalar(node, key) for node in self.items(key))
        found = (
            expressions.effect(scalar.value, _within(scalar), scope, self.report)
            for scalar in scalars
            if scalar is not None
        )
        return [effect for effect in found if effect is not None]

    def _scalar(self, node: yaml.Node, key: str) -> yaml.ScalarNode | None:
        if isinstance(node, yaml.ScalarNode) and node.tag in (_STR, _INT, _BOOL):
            return node
        self.wrong(mistakes.NOT_TEXT, node, key)
        return None


def _empty(node: yaml.Node) -> bool:
    """Nothing, no words, no items, no keys."""
    return node.tag == _NULL or not (node.value.strip() if isinstance(node, yaml.ScalarNode) else node.value)


def _within(scalar: yaml.ScalarNode) -> expressions.At:
    return lambda offset: position(scalar, offset)
