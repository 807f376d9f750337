"""A condition or number of the core as an author would write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from game.engine.story import Expression, Variable

_BINDING = {"or": 1, "and": 2, "not": 3, "+": 5, "-": 5, "*": 6, "//": 6, "%": 6}
_COMPARED = ("==", "!=", "<", "<=", ">", ">=", "in")
_COMPARING, _TIGHTEST = 4, 9


def said(tree: Expression, variables: Mapping[str, Variable]) -> str:
    return _said(tree, variables)[0]


def conditions(tree: Expression) -> list[Expression]:
    """The conditions that must all hold for this one to hold."""
    if isinstance(tree, list | tuple) and tree and tree[0] == "and":
        return [each for part in tree[1:] for each in conditions(part)]
    return [tree]


def asked(tree: Expression) -> set[str]:
    """The variables that are read."""
    if isinstance(tree, str):
        return {tree}
    if isinstance(tree, int) or tree[0] in ("visits", "visited", "chose"):
        return set()
    parts = tree[1:2] if tree[0] == "in" else tree[1:]
    return set[str]().union(*map(asked, parts))


def _said(tree: Expression, variables: Mapping[str, Variable]) -> tuple[str, int]:
    """The words, and how tightly they hold together."""
    if isinstance(tree, int | str):
        return str(tree), _TIGHTEST
    operator, *parts = tree
    if operator in ("visits", "visited", "chose"):
        return f"{operator}({', '.join(map(repr, parts))})", _TIGHTEST
    if operator in _COMPARED:
        return _compared(operator, parts, variables), _COMPARING
    if operator in ("min", "max"):
        return f"{operator}({', '.join(said(part, variables) for part in parts)})", _TIGHTEST
    if operator == "if":
        when, then, otherwise = (_within(part, 1, variables) for part in parts)
        return f"{then} if {when} else {otherwise}", 0
    binding = _BINDING[operator]
    if operator == "not":
        return f"not {_within(parts[0], binding, variables)}", binding
    words = [_within(part, binding + (number > 0), variables) for number, part in enumerate(parts)]
    return f" {operator} ".join(words), binding


def _within(tree: Expression, binding: int, variables: Mapping[str, Variable]) -> str:
    words, own = _said(tree, variables)
    return words if own >= binding else f"({words})"


def _compared(operator: str, parts: Sequence[Any], variables: Mapping[str, Variable]) -> str:
    left, right = parts
    named = next((variables[each] for each in (left, right) if isinstance(each, str) and each in variables), None)
    if operator == "in":
        return f"{_value(left, None, variables)} in ({', '.join(_value(each, named, variables) for each in right)})"
    return f"{_value(left, named, variables)} {operator} {_value(right, named, variables)}"


def _value(tree: Expression, beside: Variable | None, variables: Mapping[str, Variable]) -> str:
    """A number beside an enum is one of its values, beside a truth a truth."""
    if isinstance(tree, int) and beside is not None:
        if beside["kind"] == "bool":
            return "true" if tree else "false"
        values = beside.get("values")
        if values and 0 <= tree < len(values):
            return values[tree]
    return _within(tree, _COMPARING + 1, variables)
