"""Of what sort a part of an expression is, and what an author writes where another sort is wanted."""

from __future__ import annotations

from typing import NamedTuple

from game.engine.story import Variable


class Sort(NamedTuple):
    said: str
    """How a message calls it."""
    variable: str = ""
    values: tuple[str, ...] = ()
    """Where it is a value of a variable: of which, and what it may be."""


TRUTH = Sort("true or false")
NUMBER = Sort("a number")


def sort_of(name: str, variable: Variable) -> Sort:
    match variable["kind"]:
        case "bool":
            return TRUTH
        case "int":
            return NUMBER
        case "enum":
            return Sort(f"a value of `{name}`", name, tuple(variable.get("values", ())))


def as_truth(written: str, sort: Sort) -> str:
    """How to ask something that is true or false about what was written."""
    if written in ("0", "1"):
        return f"Write `{'true' if written == '1' else 'false'}`."
    return f"Compare it: `{written} {f'== {sort.values[0]}' if sort.values else '> 0'}`."


def as_number(written: str, sort: Sort) -> str:
    """How to count with what was written."""
    asked = f"{written} == {sort.values[0]}" if sort.values else written
    return f"Ask it, and give a number for each case: `(1 if {asked} else 0)`."


def as_like(first: str, one: Sort, second: str, other: Sort) -> str:
    """How to compare two things that are not of one sort."""
    if TRUTH not in (one, other):
        return "Compare a number with a number, and a variable with one of its own values."
    truth, rest = (first, second) if one == TRUTH else (second, first)
    match rest:
        case "0":
            return f"Write `not {truth}`."
        case "1":
            return f"Write `{truth}`."
        case _:
            return f"Ask whether it is so, `{truth}`, or whether it is not, `not {truth}`."
