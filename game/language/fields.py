"""What an author's mapping holds: which keys it may have, and each of them read as what it should be.

A misfit goes to the report and is read as the default, so that one mistake does not hide the next.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import yaml

from game.engine.story import Effect, Expression, Prose
from game.language import expressions, mistakes
from game.language.diagnostics import Position, Report, meant
from game.language.nodes import Entry, empty, items, pairs, texts
from game.language.prose import prose
from game.language.scope import Scope
from game.language.shapes import Shape
from game.language.source import position
from game.language.syntax import shown
from game.language.values import Many, Ref


@dataclass(frozen=True, slots=True)
class Fields:
    shape: Shape
    node: yaml.Node
    given: Mapping[str, yaml.Node]
    """What stands under each key that is known and not empty."""
    values: Mapping[str, yaml.Node]
    """Those of them that are as their shape wants them."""
    report: Report

    @classmethod
    def of(cls, node: yaml.Node, shape: Shape, report: Report) -> Fields:
        """What stands in `node`, with all that does not fit its shape reported."""
        if not isinstance(node, yaml.MappingNode):
            report.add(mistakes.NOT_KEYS, position(node), what=f"this {shape.name}")
            return cls(shape, node, {}, {}, Report())  # what is missing from it need not be said as well
        given: dict[str, yaml.Node] = {}
        for name, key, value in pairs(node):
            if name not in shape.keys:
                report.add(
                    mistakes.UNKNOWN_KEY, position(key), key=shown(name), what=shape.name,
                    meant=meant(name, shape.keys), keys=", ".join(f"`{each}`" for each in shape.keys),
                )  # fmt: skip
            elif not empty(value):
                given[name] = value
        for name in shape.required:
            if name not in given:
                report.add(mistakes.MISSING_KEY, position(node), key=name, what=shape.name)
        values = {name: value for name, value in given.items() if shape.keys[name].value.sound(value, name, report)}
        fields = cls(shape, node, given, values, report)
        fields._check_together()
        return fields

    def _check_together(self) -> None:
        for rule in self.shape.rules:
            if rule.broken(self.given):
                self.report.add(rule.wrong, self.place(rule.key))
        if not self.shape.leads:
            return
        found, listed = self._leads(), ", ".join(f"`{key}`" for key in self.shape.leads)
        if not found:
            self.report.add(mistakes.LEADS_NOWHERE, self.place(), what=self.shape.name, allowed=listed)
        elif len(found) > 1:
            self.report.add(
                mistakes.LEADS_TWICE, self.place(found[1]), what=self.shape.name, first=found[0], second=found[1]
            )

    def _leads(self) -> list[str]:
        return [key for key in self.shape.leads if key in self.given]

    @property
    def lead(self) -> str | None:
        """The one key that says where this leads; None where none does, or several."""
        found = self._leads()
        return found[0] if len(found) == 1 else None

    def __contains__(self, key: str) -> bool:
        return key in self.given

    def place(self, key: str | None = None) -> Position:
        """Where the value of a key stands, or the whole mapping."""
        return position(self.given.get(key, self.node) if key else self.node)

    # Plain values

    def text(self, key: str, default: str = "") -> str:
        node = self.values.get(key)
        return default if node is None else str(node.value).strip()

    def texts(self, key: str) -> list[str]:
        """A list of texts; one text alone is a list of one."""
        return [scalar.value.strip() for scalar in texts(self.values.get(key))]

    def flag(self, key: str, default: bool = False) -> bool:
        node = self.values.get(key)
        return default if node is None else node.value == "true"

    def whole(self, key: str, default: int) -> int:
        node = self.values.get(key)
        return default if node is None else int(node.value)

    # Ids of what is declared elsewhere

    def refer(self, key: str, known: Collection[str]) -> str | None:
        """An id of something declared, or None where it is absent or unknown."""
        return next(iter(self.references(key, known)), None)

    def references(self, key: str, known: Collection[str]) -> list[str]:
        """Each once."""
        found = texts(self.values.get(key))
        return list(dict.fromkeys(each.value for each in found if self._known(each, known, self._what(key))))

    def one_of(self, key: str, known: Sequence[str]) -> str | None:
        """One of the words that something declared has."""
        node = self.values.get(key)
        return str(node.value) if node is not None and self._known(node, known, "value") else None

    def _what(self, key: str) -> str:
        match self.shape.keys[key].value:
            case Ref(what) | Many(Ref(what)):
                return what
            case _:
                raise TypeError(f"{key} refers to nothing")

    def _known(self, node: yaml.Node, known: Collection[str], what: str) -> bool:
        word = str(node.value)
        if word not in known:
            near = self.report.meant(word, known)
            self.report.add(mistakes.UNKNOWN_ID, position(node), what=what, id=shown(word), meant=near)
        return word in known

    # Parts

    def items(self, key: str) -> list[yaml.Node]:
        """What a list holds; a single value is a list of one."""
        return items(self.values.get(key))

    def entries(self, key: str) -> list[Entry]:
        """The keys of a mapping that stands under a key."""
        return list(pairs(self.values.get(key)))

    def part(self, key: str, known: Collection[str], what: str) -> Fields:
        """The mapping under a key, whose keys are ids of what is known."""
        entries = [each for each in self.entries(key) if self._known(each.key, known, what) and not empty(each.node)]
        values = {entry.id: entry.node for entry in entries}
        return Fields(Shape(f"`{key}`"), self.values.get(key, self.node), values, values, self.report)

    # The author's little languages

    def prose(self, key: str, scope: Scope) -> Prose:
        scalar = self._scalar(key)
        return [] if scalar is None else prose(scalar.value, _within(scalar), scope, self.report)

    def condition(self, key: str, scope: Scope) -> Expression:
        """A truth value; true where the key is absent."""
        scalar = self._scalar(key)
        return 1 if scalar is None else expressions.condition(scalar.value, _within(scalar), scope, self.report)

    def number(self, key: str, scope: Scope) -> Expression:
        """A number; 1 where the key is absent."""
        scalar = self._scalar(key)
        return 1 if scalar is None else expressions.number(scalar.value, _within(scalar), scope, self.report)

    def effects(self, key: str, scope: Scope) -> list[Effect]:
        scalars = texts(self.values.get(key))
        found = (expressions.effect(each.value, _within(each), scope, self.report) for each in scalars)
        return [effect for effect in found if effect is not None]

    def _scalar(self, key: str) -> yaml.ScalarNode | None:
        node = self.values.get(key)
        return node if isinstance(node, yaml.ScalarNode) else None


def _within(scalar: yaml.ScalarNode) -> expressions.At:
    return lambda offset: position(scalar, offset)
