"""The core's expressions and effects in SugarCube's script, which is JavaScript with `$` before variables."""

from __future__ import annotations

from collections.abc import Mapping
from json import dumps

from game.engine.story import Effect, Expression, Variable

_INFIX = {"+": "+", "-": "-", "*": "*", "==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_JOINED = {"and": "&&", "or": "||"}


class Expressions:
    def __init__(self, variables: Mapping[str, Variable], names: Mapping[str, str]) -> None:
        self._variables = variables
        self._names = names

    def of(self, tree: Expression) -> str:
        if isinstance(tree, int):
            return str(int(tree))
        if isinstance(tree, str):
            return f"${self._names[tree]}"
        operator, *rest = tree
        match operator:
            case "visits" | "visited":
                return f"setup.visits({dumps(rest[0])})"
            case "chose":
                return f"setup.chose({dumps(rest[0])}, {dumps(rest[1])})"
            case "draw":
                return f"setup.draw({dumps(rest[0])}, {self.visit(rest[1])}, {rest[2]})"
            case "in":
                return f"{dumps([int(each) for each in rest[1]])}.includes(+{self._inner(rest[0])})"
            case "//" | "%":
                function = "quotient" if operator == "//" else "remainder"
                return f"setup.{function}({self.of(rest[0])}, {self.of(rest[1])})"
            case "min" | "max":
                return f"Math.{operator}({', '.join(map(self.of, rest))})"
            case "if":
                return " ".join([self._inner(rest[0]), "?", self._inner(rest[1]), ":", self._inner(rest[2])])
            case "not":
                return f"!{self._inner(rest[0])}"
            case _:
                sign = _JOINED.get(operator) or _INFIX[operator]
                return f" {sign} ".join(map(self._inner, rest))

    def visit(self, scene: str | None) -> str:
        return f"setup.visits({dumps(scene)})" if scene else "1"

    def _inner(self, tree: Expression) -> str:
        written = self.of(tree)
        return f"({written})" if " " in written or written.startswith(("-", "!")) else written

    def effect(self, effect: Effect) -> str:
        name, tree = effect
        variable = self._variables[name]
        value = self.of(tree)
        if not (isinstance(tree, int) and variable["low"] <= tree <= variable["high"]):
            value = f"setup.held({value}, {variable['low']}, {variable['high']})"
        return f"<<set ${self._names[name]} to {value}>>"

    def shown(self, name: str) -> str:
        """How a value is shown: a number, or the label of an enum's value."""
        labels = self._variables[name].get("labels")
        return f"{dumps(labels, ensure_ascii=False)}[${self._names[name]}]" if labels else f"${self._names[name]}"
