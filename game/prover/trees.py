"""The core's expressions as trees that can be put into one another, simplified, and evaluated over whole arrays.

A tree is an expression of the core with its lists made tuples, so that it can be a key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.engine.code import divided, remainder
from game.engine.story import Effect, Expression, Variable

Tree: TypeAlias = "int | str | tuple[Any, ...]"
Column: TypeAlias = "NDArray[np.int64] | int"
"""One number for each state, or one for all of them."""

TRUE, FALSE = 1, 0


def tree(expression: Expression) -> Tree:
    if isinstance(expression, int):
        return int(expression)
    if isinstance(expression, str):
        return expression
    operator, *rest = expression
    if operator == "in":
        return ("in", tree(rest[0]), tuple(int(each) for each in rest[1]))
    return (operator, *map(tree, rest))


@cache
def variables_of(of: Tree) -> frozenset[str]:
    if isinstance(of, int):
        return frozenset()
    if isinstance(of, str):
        return frozenset([of])
    return frozenset().union(*map(variables_of, operands(of)))


def operands(of: Tree) -> tuple[Tree, ...]:
    """The trees that a tree is made of."""
    if not isinstance(of, tuple):
        return ()
    return (of[1],) if of[0] == "in" else of[1:]


def replaced(of: Tree, by: Mapping[str, Tree]) -> Tree:
    """A tree with others in place of some of its variables, simplified."""
    if isinstance(of, int) or variables_of(of).isdisjoint(by):
        return of
    if isinstance(of, str):
        return by[of]
    if of[0] == "in":
        return simple(("in", replaced(of[1], by), of[2]))
    return simple((of[0], *(replaced(each, by) for each in of[1:])))


@cache
def simple(of: Tree) -> Tree:
    """The same value, with what is constant worked out, one level deep."""
    if not isinstance(of, tuple):
        return of
    operator, parts = of[0], operands(of)
    if operator in ("and", "or"):
        return _joined(operator, parts)
    if all(isinstance(each, int) for each in parts):
        return int(evaluated(of, _no_column))
    if operator == "not" and isinstance(parts[0], tuple) and parts[0][0] == "not":
        return parts[0][1]
    if operator == "if":
        if isinstance(parts[0], int):
            return parts[1] if parts[0] else parts[2]
        if parts[1] == parts[2]:
            return parts[1]
    return of


def _joined(operator: str, parts: Sequence[Tree]) -> Tree:
    """`and` or `or` without what changes nothing, and without others of its kind inside."""
    decides, held = (FALSE if operator == "and" else TRUE), list[Tree]()
    for part in parts:
        inner = part[1:] if isinstance(part, tuple) and part[0] == operator else (part,)
        for each in inner:
            if each == decides:
                return decides
            if not isinstance(each, int) and each not in held:
                held.append(each)
    if not held:
        return 1 - decides
    return held[0] if len(held) == 1 else (operator, *held)


def both(*parts: Tree) -> Tree:
    return simple(("and", *parts))


def neither(*parts: Tree) -> Tree:
    return simple(("not", simple(("or", *parts)))) if parts else TRUE


@cache
def _divides(of: Tree) -> bool:
    return isinstance(of, tuple) and (of[0] in ("//", "%") or any(map(_divides, operands(of))))


@cache
def divisions(of: Tree, when: Tree = TRUE) -> tuple[Tree, ...]:
    """Where a tree is reckoned under a condition: the conditions under which it divides by nought."""
    if not isinstance(of, tuple) or not _divides(of):
        return ()
    operator, parts = of[0], operands(of)
    by_nought = both(when, simple(("==", parts[1], 0))) if operator in ("//", "%") else FALSE
    found = () if by_nought == FALSE else (by_nought,)
    if operator == "if":
        whens = [when, both(when, parts[0]), both(when, neither(parts[0]))]
    elif operator in ("and", "or"):
        held = [part if operator == "and" else neither(part) for part in parts]
        whens = [both(when, *held[:number]) for number in range(len(parts))]
    else:
        whens = [when] * len(parts)
    return sum((divisions(part, here) for part, here in zip(parts, whens, strict=True)), found)


def conjuncts(of: Tree) -> tuple[Tree, ...]:
    """The trees that must all be true for this one to be."""
    return of[1:] if isinstance(of, tuple) and of[0] == "and" else (of,)


def held_within(of: Tree, variable: Variable) -> Tree:
    """A new value as the game would store it: never outside the variable's range."""
    low, high = variable["low"], variable["high"]
    return simple(("max", low, simple(("min", high, of))))


def applied(
    effects: Sequence[Effect], variables: Mapping[str, Variable], to: Mapping[str, Tree]
) -> tuple[dict[str, Tree], list[tuple[str, Tree]]]:
    """What the variables are after these effects, as trees of what they were before `to`; and what each was set to
    before it was held within its range."""
    after, raw = dict(to), list[tuple[str, Tree]]()
    for name, value in effects:
        raw.append((name, replaced(tree(value), after)))
        after[name] = held_within(raw[-1][1], variables[name])
    return after, raw


def _no_column(name: str) -> Column:
    raise KeyError(name)


_COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
_RECKONED: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
}


def evaluated(of: Tree, column: Callable[[str], Column]) -> Column:
    """The value of a tree for each state, truths as 0 and 1: what the game's own code gives, but for many at once."""
    if isinstance(of, int):
        return of
    if isinstance(of, str):
        return column(of)
    return combined(of, [evaluated(each, column) for each in operands(of)])


def combined(of: tuple[Any, ...], values: Sequence[Column]) -> Column:
    """The value of a tree by those of its operands."""
    operator = of[0]
    if operator in _COMPARED:
        return _truth(_COMPARED[operator](*values))
    if operator in _RECKONED:
        return _RECKONED[operator](*values)
    match operator:
        case "and":
            return _folded(np.minimum, values)
        case "or":
            return _folded(np.maximum, values)
        case "not":
            return 1 - values[0]
        case "if":
            return np.where(np.asarray(values[0], bool), values[1], values[2])
        case "min":
            return _folded(np.minimum, values)
        case "max":
            return _folded(np.maximum, values)
        case "in":
            return _truth(np.isin(values[0], of[2]))
        case "//":
            return _divided(np.floor_divide, divided, *values)
        case "%":
            return _divided(np.remainder, remainder, *values)
        case _:
            raise ValueError(f"what steers cannot ask {operator!r}")


def _truth(found: Any) -> Column:
    return found.astype(np.int64) if isinstance(found, np.ndarray) else int(found)


def _folded(operation: Any, values: Sequence[Column]) -> Column:
    result = values[0]
    for value in values[1:]:
        result = operation(result, value)
    return result


def _divided(many: Any, one: Callable[[int, int], int], a: Column, b: Column) -> Column:
    """Division in which anything by nought is nought."""
    if isinstance(a, int) and isinstance(b, int):
        return one(a, b)
    by = np.asarray(b)
    return np.where(by == 0, 0, many(a, np.where(by == 0, 1, by)))
