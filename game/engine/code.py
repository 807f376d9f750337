"""The core's expressions, effects and prose, written out as Python source.

In the source, `v` is the list of all values by index, `h` the history (`visits`, `chosen`, `seed`), and `n` how often
the scene has been visited, this visit included. Nothing of a story reaches the source but whole numbers, indices of
variables, and text by `repr`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.engine.luck import draw
from game.engine.story import Effect, Expression, Part, Prose, Variable
from game.engine.text import folded


def divided(a: int, b: int) -> int:
    return a // b if b else 0


def remainder(a: int, b: int) -> int:
    return a % b if b else 0


NAMES = {"divided": divided, "remainder": remainder, "draw": draw}
"""What the source written here calls."""

_INFIX = {"+", "-", "*", "==", "!=", "<", "<=", ">", ">="}
_CALLED = {"//": "divided", "%": "remainder", "min": "min", "max": "max"}


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes source for the variables of one story."""

    variables: Mapping[str, Variable]
    index: Mapping[str, int]

    def expression(self, tree: Expression) -> str:
        if isinstance(tree, int):
            return repr(int(tree))
        if isinstance(tree, str):
            return f"v[{self.index[tree]}]"
        operator, *rest = tree
        match operator:
            case "visits":
                return f"h.visits.get({rest[0]!r}, 0)"
            case "visited":
                return f"({rest[0]!r} in h.visits)"
            case "chose":
                return f"(({rest[0]!r}, {rest[1]!r}) in h.chosen)"
            case "in":
                return f"({self.expression(rest[0])} in {tuple(int(each) for each in rest[1])!r})"
            case _:
                return self._operation(str(operator), [self.expression(each) for each in rest])

    def _operation(self, operator: str, values: list[str]) -> str:
        if operator in _INFIX and len(values) == 2:
            return f"({values[0]} {operator} {values[1]})"
        if operator in _CALLED and values:
            return f"{_CALLED[operator]}({', '.join(values)},)" if len(values) > 1 else values[0]
        if operator in ("and", "or") and values:
            return f"({f' {operator} '.join(values)})"
        if operator == "not" and len(values) == 1:
            return f"(not {values[0]})"
        if operator == "if" and len(values) == 3:
            return f"({values[1]} if {values[0]} else {values[2]})"
        raise ValueError(f"the core has no operator {operator!r} with {len(values)} operands")

    def effect(self, effect: Effect) -> str:
        """One statement; the new value is held inside the variable's range, and is a number even if it was a truth."""
        name, tree = effect
        variable = self.variables[name]
        target = f"v[{self.index[name]}]"
        if isinstance(tree, int) and variable["low"] <= tree <= variable["high"]:
            return f"{target} = {int(tree)}"
        return f"{target} = max({variable['low']}, min({variable['high']}, +{self.expression(tree)}))"

    def prose(self, parts: Prose, deck: str) -> str:
        """A string expression. `deck` is the luck that shuffled parts draw from, each with a number of its own."""
        return _Prose(self, deck, folds=not any(map(_is_set_apart, parts))).joined(parts)


def _is_set_apart(part: str | Part) -> bool:
    """Whether some line of it is set apart: its line breaks then mean something, and are left to the reader."""
    if isinstance(part, str):
        return part.startswith("> ") or "\n>" in part.replace(" ", "")
    inner = [part.get("then", []), part.get("else", [])]
    inner += [each for key in ("first", "once", "cycle", "shuffle") for each in part.get(key, [])]
    return any(_is_set_apart(each) for prose in inner for each in prose)


@dataclass(slots=True)
class _Prose:
    writer: Writer
    deck: str
    folds: bool
    shuffles: int = 0

    def joined(self, parts: Prose) -> str:
        return " + ".join(self._part(part) for part in parts) or "''"

    def _part(self, part: str | Part) -> str:
        if isinstance(part, str):
            return repr(folded(part) if self.folds else part)
        if "value" in part:
            return self._value(part["value"])
        if "if" in part:
            condition = self.writer.expression(part["if"])
            return f"({self.joined(part.get('then', []))} if {condition} else {self.joined(part.get('else', []))})"
        if "first" in part:
            return self._chosen([self.joined(each) for each in part["first"]], "n - 1")
        if "once" in part:
            return self._chosen([*(self.joined(each) for each in part["once"]), "''"], "n - 1")
        if "cycle" in part:
            return self._chosen([self.joined(each) for each in part["cycle"]], f"(n - 1) % {len(part['cycle'])}")
        if "shuffle" in part:
            alternatives = [self.joined(each) for each in part["shuffle"]]
            self.shuffles += 1
            deck = f"{self.deck}#{self.shuffles}"
            return self._chosen(alternatives, f"draw(h.seed, {deck!r}, n, {len(alternatives)})")
        raise ValueError(f"the core has no such part of prose: {part!r}")

    def _value(self, name: str) -> str:
        value = f"v[{self.writer.index[name]}]"
        labels = self.writer.variables[name].get("labels")
        return f"{tuple(labels)!r}[{value}]" if labels else f"str({value})"

    @staticmethod
    def _chosen(alternatives: Sequence[str], which: str) -> str:
        """The alternative of that number, the last for every number past it; only that one is worked out."""
        if len(alternatives) == 1:
            return alternatives[0]
        tests = [f"{text} if i == {number} else " for number, text in enumerate(alternatives[1:-1], 1)]
        first = f"({alternatives[0]}) if (i := {which}) == 0 else "
        return f"({first}{''.join(tests)}{alternatives[-1]})"
