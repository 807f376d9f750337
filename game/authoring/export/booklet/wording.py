"""Conditions and effects in words, for a reader with a pencil."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from game.authoring.export.booklet.asked import asked
from game.authoring.export.booklet.possible import Possible
from game.engine.story import CLOCK, Effect, Expression, Story

_COMPARED = {
    "==": "is {}",
    "!=": "is not {}",
    "<": "is less than {}",
    "<=": "is {} or less",
    ">": "is more than {}",
    ">=": "is {} or more",
}
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_SIGNS = {"+": "+", "-": "−", "*": "×"}

BLANK = "blank"
"""How a value without a name is written."""


class Term(NamedTuple):
    """What is added to a count, and when; always where the condition is None."""

    amount: str
    when: str | None


class Wording:
    def __init__(self, story: Story, possible: Possible, numbers: Mapping[str, int]) -> None:
        self._clock = story["clock"]
        self._possible = possible
        self._numbers = numbers
        self.kept = asked(possible)
        """The variables that are on the sheet."""
        known = possible.variables
        self._names = _distinct({name: known[name].get("name") or known[name]["meaning"] for name in sorted(self.kept)})
        self._names[CLOCK] = "Clock"
        self.visits: set[str] = set()
        """Scenes that somewhere are asked for, so that one has to tick off being there."""
        self.chosen: set[tuple[str, str]] = set()
        """Choices that somewhere are asked for."""

    def name(self, variable: str) -> str:
        return self._names[variable]

    def value(self, variable: str, number: int) -> str:
        """One value, as it is written on the sheet."""
        known = self._possible.variables[variable]
        labels = known.get("labels") or known.get("values") or []
        if known["kind"] == "bool":
            return "ticked" if number else "not ticked"
        if 0 <= number < len(labels):
            return f"“{labels[number]}”" if labels[number] else BLANK
        return str(number).replace("-", "−")

    def truth(self, tree: Expression) -> str:
        """`Money is 15 or more and A bicycle is ticked`. Settled before."""
        if isinstance(tree, int):
            return "always" if tree else "never"
        if isinstance(tree, str):
            return f"{self.name(tree)} is ticked" if self._is_bool(tree) else f"{self.name(tree)} is not 0"
        operator, *rest = tree
        match operator:
            case "and" | "or":
                return f" {operator} ".join(self._inside(each) for each in rest)
            case "not":
                return self._not(rest[0])
            case "visits" | "visited":
                self.visits.add(rest[0])
                return f"you have been at {self._numbers[rest[0]]}"
            case "chose":
                self.chosen.add((rest[0], rest[1]))
                return f"you ticked {rest[1]} at {self._numbers[rest[0]]}"
            case "in":
                return self._among(rest[0], [int(each) for each in rest[1]])
            case _ if operator in _COMPARED:
                return self._compared(operator, rest[0], rest[1])
            case _:
                return f"{self.number(tree)} is not 0"

    def _is_bool(self, tree: Expression) -> bool:
        return isinstance(tree, str) and self._possible.variables[tree]["kind"] == "bool"

    def _inside(self, tree: Expression) -> str:
        written = self.truth(tree)
        return f"({written})" if isinstance(tree, Sequence) and tree[0] in ("and", "or") else written

    def _not(self, tree: Expression) -> str:
        if self._is_bool(tree):
            return f"{self.name(str(tree))} is not ticked"
        if isinstance(tree, (int, str)):
            return f"{self.number(tree)} is 0"
        match tree[0]:
            case "visits" | "visited":
                return self.truth(tree).replace("have been", "have not been", 1)
            case "chose":
                return self.truth(tree).replace("ticked", "did not tick", 1)
            case "in":
                return self.truth(tree).replace(" is ", " is not ", 1)
            case _:
                other = negated(tree)
                return f"not ({self.truth(tree)})" if other == ["not", tree] else self.truth(other)

    def _compared(self, operator: str, a: Expression, b: Expression) -> str:
        if isinstance(a, Sequence) and not isinstance(a, str) and a[0] == "draw" and isinstance(b, int):
            return f"a roll of 1–{a[3]} comes to {b + 1}"
        if isinstance(a, Sequence) and not isinstance(a, str) and a[0] == "visits" and isinstance(b, int):
            self.visits.add(a[1])
            there = f"the ticks at {self._numbers[a[1]]}, this visit’s too, "
            return there + _COMPARED[operator].format(b).replace("is ", "are ", 1)
        if isinstance(b, int) and self._is_day_part(a) and operator in ("==", "!="):
            return f"it is {'not ' * (operator == '!=')}{self._part_of_day(b)}"
        if isinstance(b, int) and isinstance(a, str):
            if self._is_bool(a) and operator in ("==", "!="):
                return f"{self.name(a)} is {self.value(a, int(bool(b) == (operator == '==')))}"
            if a == CLOCK:
                return f"Clock {_COMPARED[operator].format(b)}"
            return f"{self.name(a)} {_COMPARED[operator].format(self.value(a, b))}"
        return f"{self._part(a)} {_COMPARED[operator].format(self._part(b))}"

    def _among(self, a: Expression, numbers: list[int]) -> str:
        if self._is_day_part(a):
            return f"it is {_or(self._part_of_day(each) for each in numbers)}"
        values = [self.value(a, each) if isinstance(a, str) else str(each) for each in numbers]
        return f"{self.number(a)} is {_or(values)}"

    def _is_day_part(self, tree: Expression) -> bool:
        names = self._clock["names"]
        return bool(names) and not isinstance(tree, (int, str)) and list(tree) == ["%", CLOCK, len(names)]

    def _part_of_day(self, number: int) -> str:
        names = self._clock["names"]
        return names[number] if 0 <= number < len(names) else "no part of the day"

    def number(self, tree: Expression) -> str:
        if isinstance(tree, int):
            return str(int(tree)).replace("-", "−")
        if isinstance(tree, str):
            return f"{self.name(tree)} (1 if ticked, else 0)" if self._is_bool(tree) else self.name(tree)
        operator, *rest = tree
        match operator:
            case "+" | "-" | "*":
                return f" {_SIGNS[operator]} ".join(self._part(each) for each in rest)
            case "//":
                return f"{self._part(rest[0])} ÷ {self._part(rest[1])}, rounded down"
            case "%":
                return f"the rest of {self._part(rest[0])} ÷ {self._part(rest[1])}"
            case "min" | "max":
                kind = "least" if operator == "min" else "greatest"
                return f"the {kind} of {', '.join(map(self.number, rest))}"
            case "if":
                return f"{self.number(rest[1])} if {self.truth(rest[0])}, else {self.number(rest[2])}"
            case "visits":
                self.visits.add(rest[0])
                return f"the ticks at {self._numbers[rest[0]]}"
            case _:
                return f"1 if {self.truth(tree)}, else 0"

    def _part(self, tree: Expression) -> str:
        written = self.number(tree)
        return written if isinstance(tree, (int, str)) and " (" not in written else f"({written})"

    def terms(self, tree: Expression) -> list[Term]:
        """A sum part by part, in which a condition on part of it is said beside that part."""
        return [Term(self._part(amount), self.truth(when) if when != 1 else None) for amount, when in _parts(tree, 1)]

    def effects(self, effects: Sequence[Effect]) -> Iterator[str]:
        """Sentences; none for what is not on the sheet."""
        for name, tree in effects:
            if name in self.kept:
                yield self._effect(name, self._possible.settled(tree))

    def _effect(self, name: str, tree: Expression) -> str:
        known = self._possible.variables[name]
        written = self.name(name)
        if known["kind"] == "bool":
            return self._tick(name, tree)
        if isinstance(tree, int):
            return f"{written}: write {self.value(name, max(known['low'], min(known['high'], tree)))}."
        if not isinstance(tree, str) and tree[0] in ("+", "-") and tree[1] == name and isinstance(tree[2], int):
            more = tree[2] if tree[0] == "+" else -tree[2]
            verb = ("move {} back", "move {} on") if name == CLOCK else ("take off {}", "add {}")
            return f"{written}: {verb[more >= 0].format(abs(more))}."
        if name == CLOCK and (part := self._next_part(tree)) is not None:
            return f"Clock: move on to the next {part}, unless it is {part} already."
        return f"{written}: write {self.number(tree)}."

    def _tick(self, name: str, tree: Expression) -> str:
        written = self.name(name)
        if isinstance(tree, int):
            return f"Tick {written}." if tree else f"Rub out the tick at {written}."
        if not isinstance(tree, str) and tree[0] == "or" and tree[1] == name and len(tree) == 3:
            return f"If {self.truth(tree[2])}, tick {written}."
        return f"{written}: tick it if {self.truth(tree)}; otherwise rub the tick out."

    def _next_part(self, tree: Expression) -> str | None:
        """For `clock + (number - clock) % parts`: the part of the day to wait for."""
        parts = len(self._clock["names"])
        match tree:
            case ["+", "clock", ["%", ["-", int(number), "clock"], int(by)]] if parts and by == parts:
                return self._clock["names"][number % parts]
            case _:
                return None


def negated(tree: Expression) -> Expression:
    """What holds where an expression does not, without a `not` where that can be."""
    match tree:
        case int():
            return int(not tree)
        case ["not", inner]:
            return inner
        case ["and" | "or" as operator, *parts]:
            return ["or" if operator == "and" else "and", *map(negated, parts)]
        case [str(operator), a, b] if operator in _OPPOSITE:
            return [_OPPOSITE[operator], a, b]
        case _:
            return ["not", tree]


def _parts(tree: Expression, times: int, when: Expression = 1) -> Iterator[tuple[Expression, Expression]]:
    """The parts of a sum and their conditions; the condition 1 is always true."""
    match tree:
        case ["+" | "-" as sign, one, other]:
            yield from _parts(one, times, when)
            yield from _parts(other, times if sign == "+" else -times, when)
        case ["*", int(factor), inner] | ["*", inner, int(factor)]:
            yield from _parts(inner, times * factor, when)
        case ["if", test, one, other]:
            yield from _parts(one, times, _both(when, test))
            yield from _parts(other, times, _both(when, negated(test)))
        case [operator, *_] if operator in _OPPOSITE or operator in ("and", "or", "not", "in"):
            yield times, _both(when, tree)
        case int():
            if tree * times:
                yield tree * times, when
        case _:
            yield tree if times == 1 else ["*", times, tree], when


def _both(one: Expression, other: Expression) -> Expression:
    return other if one == 1 else ["and", one, other]


def _or(words: Iterable[str]) -> str:
    *most, last = list(words) or ["nothing"]
    return f"{', '.join(most)} or {last}" if most else last


def _distinct(names: Mapping[str, str]) -> dict[str, str]:
    """Each name once: what several are called is told apart by the ends of their ids."""
    often = Counter(names.values())
    made: dict[str, str] = {}
    for key, name in names.items():
        others = [other for other in names if names[other] == name and other != key]
        made[key] = f"{name}: {_end(key, others)}" if often[name] > 1 else name
    return made


def _end(key: str, others: Sequence[str]) -> str:
    """As much of an id's end as no other has."""
    parts = key.split("/")
    ends = ["/".join(parts[-count:]) for count in range(1, len(parts) + 1)]
    return next((end for end in ends if not any(f"/{each}".endswith(f"/{end}") for each in others)), key)
