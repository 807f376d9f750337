"""Between which numbers an expression of the core lies, by the ranges of its variables alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from game.engine.story import Expression, Variable

MANY = 2**31 - 1
"""More visits than anybody makes."""


class Bounds(NamedTuple):
    low: int
    high: int


TRUTH = Bounds(0, 1)


def bounds(tree: Expression, variables: Mapping[str, Variable]) -> Bounds:
    if isinstance(tree, int):
        return Bounds(int(tree), int(tree))
    if isinstance(tree, str):
        return Bounds(variables[tree]["low"], variables[tree]["high"])
    operator, *rest = tree
    match operator:
        case "visits":
            return Bounds(0, MANY)
        case "draw":
            return Bounds(0, rest[2] - 1)
        case "+" | "-" | "*" | "//" | "%" | "min" | "max" | "if":
            parts = [bounds(each, variables) for each in (rest[1:] if operator == "if" else rest)]
            return _of(operator, parts)
        case "==" | "!=" | "<" | "<=" | ">" | ">=":
            return _compared(operator, bounds(rest[0], variables), bounds(rest[1], variables))
        case "and" | "or" | "not":
            return _joined(operator, [bounds(each, variables) for each in rest])
        case "in":
            low, high = bounds(rest[0], variables)
            within = [int(each) for each in rest[1] if low <= int(each) <= high]
            return Bounds(low == high and bool(within), bool(within))
        case _:
            return TRUTH


def _compared(operator: str, a: Bounds, b: Bounds) -> Bounds:
    match operator:
        case "==":
            return Bounds(a.low == a.high == b.low == b.high, a.low <= b.high and b.low <= a.high)
        case "!=":
            return _joined("not", [_compared("==", a, b)])
        case "<":
            return Bounds(a.high < b.low, a.low < b.high)
        case "<=":
            return Bounds(a.high <= b.low, a.low <= b.high)
        case _:
            return _compared({">": "<", ">=": "<="}[operator], b, a)


def _joined(operator: str, parts: list[Bounds]) -> Bounds:
    """What is not nought counts as true."""
    surely = [part.low > 0 or part.high < 0 for part in parts]
    maybe = [part != (0, 0) for part in parts]
    match operator:
        case "and":
            return Bounds(all(surely), all(maybe))
        case "or":
            return Bounds(any(surely), any(maybe))
        case _:
            return Bounds(not maybe[0], not surely[0])


def _of(operator: str, parts: list[Bounds]) -> Bounds:
    lows, highs = [part.low for part in parts], [part.high for part in parts]
    match operator:
        case "min":
            return Bounds(min(lows), min(highs))
        case "max":
            return Bounds(max(lows), max(highs))
        case "if":
            return Bounds(min(lows), max(highs))
        case "+":
            return Bounds(sum(lows), sum(highs))
        case "-":
            return Bounds(lows[0] - highs[1], highs[0] - lows[1])
        case "*":
            corners = [one * other for one in parts[0] for other in parts[1]]
            return Bounds(min(corners), max(corners))
        case "//":
            return _quotient(*parts)
        case _:
            return _remainder(parts[1])


def _quotient(a: Bounds, b: Bounds) -> Bounds:
    """Where the divisor may be small, the quotient is no larger than what is divided."""
    if b.low > 0:
        corners = [one // other for one in a for other in b]
        return Bounds(min(corners), max(corners))
    largest = max(abs(each) for each in a)
    return Bounds(-largest, largest)


def _remainder(b: Bounds) -> Bounds:
    """It has the divisor's sign."""
    return Bounds(min(0, b.low + 1), max(0, b.high - 1))
