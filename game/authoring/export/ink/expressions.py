"""The core's expressions and effects in ink."""

from __future__ import annotations

from collections.abc import Sequence

from game.authoring.export.bounds import bounds
from game.authoring.export.ink.names import InkNames
from game.engine.story import Effect, Expression, Story

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class Expressions:
    def __init__(self, story: Story, names: InkNames) -> None:
        self._variables = story["variables"]
        self._names = names

    def truth(self, tree: Expression) -> str:
        """An expression that is true or false."""
        if isinstance(tree, int):
            return "true" if tree else "false"
        if isinstance(tree, str) and self._variables[tree]["kind"] != "bool":
            return f"{self._names.variables[tree]} != 0"
        if not isinstance(tree, str) and tree[0] in ("+", "-", "*", "//", "%", "min", "max", "if", "draw"):
            return f"{self._inner(tree)} != 0"
        return self.number(tree)

    def number(self, tree: Expression) -> str:
        """An expression whose value is asked for; ink counts what is true as one."""
        if isinstance(tree, int):
            return str(int(tree))
        if isinstance(tree, str):
            return self._names.variables[tree]
        operator, *rest = tree
        match operator:
            case "visits" | "visited":
                return self._names.knots[rest[0]]
            case "chose":
                return f"{self._names.knots[rest[0]]}.{self._names.labels[rest[0], rest[1]]}"
            case "draw":
                visit = self._names.knots[rest[1]] if rest[1] else "1"
                return self.draw(rest[0], visit, str(rest[2]))
            case "and" | "or":
                return f" {operator} ".join(self._condition(_without_double_not(each), operator) for each in rest)
            case "not":
                return self._not(rest[0])
            case "in":
                return self._among(rest[0], rest[1])
            case "if":
                parts = [self.truth(rest[0]), self.number(rest[1]), self.number(rest[2])]
                return f"{self._names.helper('either')}({', '.join(parts)})"
            case "min" | "max":
                return self._outermost(operator.upper(), rest)
            case "//" | "%":
                return self._divided(operator, rest[0], rest[1])
            case _:
                return f"{self._side(rest[0], rest[1])} {operator} {self._side(rest[1], rest[0])}"

    def has_labels(self, name: str) -> bool:
        """Whether its values are shown by other words than their numbers."""
        return "labels" in self._variables[name]

    def draw(self, deck: str, visit: str, total: str) -> str:
        self._names.helper("draw")
        return f"draw({self._names.deck(deck)}, {visit}, {total})"

    def effect(self, effect: Effect) -> str:
        """One line; the new value is held inside the variable's range where it could leave it."""
        name, tree = effect
        variable = self._variables[name]
        return f"~ {self._names.variables[name]} = {self._held(name, tree, variable['low'], variable['high'])}"

    def _held(self, name: str, tree: Expression, least: int, most: int) -> str:
        if isinstance(tree, int) and least <= tree <= most:
            return self.constant(name, tree)
        low, high = bounds(tree, self._variables)
        value = self.number(tree)
        if low >= least and high <= most:
            return value
        if low >= least:
            return f"MIN({most}, {value})"
        if high <= most:
            return f"MAX({least}, {value})"
        return f"{self._names.helper('held')}({value}, {least}, {most})"

    def constant(self, name: str, value: int) -> str:
        """A value of a variable as one would write it."""
        match self._variables[name]["kind"]:
            case "bool":
                return "true" if value else "false"
            case "enum":
                return self._names.value(name, value)
            case _:
                return str(value)

    def _side(self, tree: Expression, beside: Expression) -> str:
        """One side of a comparison or sum: a number beside an enum is one of its values."""
        if isinstance(tree, int) and isinstance(beside, str) and self._variables[beside]["kind"] == "enum":
            return self._names.value(beside, int(tree))
        return self._inner(tree)

    def _inner(self, tree: Expression) -> str:
        """A number inside something else."""
        written = self.number(tree)
        return f"({written})" if written.startswith("-") or self._is_joined(tree) else written

    def _is_joined(self, tree: Expression) -> bool:
        """Whether it is written with a sign between two parts."""
        if isinstance(tree, (int, str)) or tree[0] in ("visits", "visited", "chose", "draw", "if", "min", "max"):
            return False
        return tree[0] not in ("//", "%") or self._divides_plainly(tree[1], tree[2])

    def _condition(self, tree: Expression, within: str) -> str:
        written = self.truth(tree)
        plain = isinstance(tree, (int, str)) or tree[0] not in ("and", "or", "in") or tree[0] == within
        return written if plain else f"({written})"

    def _not(self, tree: Expression) -> str:
        if isinstance(tree, Sequence) and not isinstance(tree, str):
            if tree[0] == "not":
                return self.truth(tree[1])
            if tree[0] in _OPPOSITE:
                return self.number([_OPPOSITE[tree[0]], *tree[1:]])
        written = self.truth(tree)
        return f"not ({written})" if " " in written else f"not {written}"

    def _among(self, tree: Expression, numbers: Sequence[int]) -> str:
        if not numbers:
            return "false"
        return " or ".join(f"{self._side(tree, 0)} == {self._side(int(each), tree)}" for each in numbers)

    def _outermost(self, function: str, trees: Sequence[Expression]) -> str:
        first, *rest = trees
        return f"{function}({self.number(first)}, {self._outermost(function, rest)})" if rest else self.number(first)

    def _divided(self, operator: str, a: Expression, b: Expression) -> str:
        if self._divides_plainly(a, b):
            return f"{self._inner(a)} {'/' if operator == '//' else '%'} {self._inner(b)}"
        helper = self._names.helper("quotient" if operator == "//" else "remainder")
        return f"{helper}({self.number(a)}, {self.number(b)})"

    def _divides_plainly(self, a: Expression, b: Expression) -> bool:
        """ink's own division rounds towards nought, so it serves where nothing is negative."""
        return bounds(a, self._variables).low >= 0 and bounds(b, self._variables).low > 0


def _without_double_not(tree: Expression) -> Expression:
    match tree:
        case ["not", ["not", inner]]:
            return _without_double_not(inner)
        case _:
            return tree
