"""Conditions and effects in words, for a reader with a pencil."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from game.authoring.export.booklet.asked import asked
from game.authoring.export.booklet.possible import Possible
from game.engine.story import CLOCK, Effect, Expression, Story
from game.wording import N_, _

_COMPARED = {
    "==": N_("{what} is {value}"),
    "!=": N_("{what} is not {value}"),
    "<": N_("{what} is less than {value}"),
    "<=": N_("{what} is {value} or less"),
    ">": N_("{what} is more than {value}"),
    ">=": N_("{what} is {value} or more"),
}
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MOVED = (N_("{what}: move {count} back."), N_("{what}: move {count} on."))
_ADDED = (N_("{what}: take off {count}."), N_("{what}: add {count}."))
_SIGNS = {"+": "+", "-": "−", "*": "×"}

BLANK = N_("blank")
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
        self._names = _distinct(
            {name: known[name].get("name") or _(known[name]["meaning"]) for name in sorted(self.kept)}
        )
        self._names[CLOCK] = _("Clock")
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
            return _("ticked") if number else _("not ticked")
        if 0 <= number < len(labels):
            return _("“{value}”", value=labels[number]) if labels[number] else _(BLANK)
        return str(number).replace("-", "−")

    def truth(self, tree: Expression) -> str:
        """`Money is 15 or more and A bicycle is ticked`. Settled before."""
        if isinstance(tree, int):
            return _("always") if tree else _("never")
        if isinstance(tree, str):
            return self._ticked(tree, holds=True) if self._is_bool(tree) else self._zero(tree, holds=False)
        operator, *rest = tree
        match operator:
            case "and" | "or":
                return _joined(operator, [self._inside(each) for each in rest])
            case "not":
                return self._not(rest[0])
            case "visits" | "visited":
                return self._been(rest[0], holds=True)
            case "chose":
                return self._took(rest[0], rest[1], holds=True)
            case "in":
                return self._among(rest[0], rest[1], holds=True)
            case _ if operator in _COMPARED:
                return self._compared(operator, rest[0], rest[1])
            case _:
                return self._zero(tree, holds=False)

    def _is_bool(self, tree: Expression) -> bool:
        return isinstance(tree, str) and self._possible.variables[tree]["kind"] == "bool"

    def _inside(self, tree: Expression) -> str:
        written = self.truth(tree)
        return f"({written})" if isinstance(tree, Sequence) and tree[0] in ("and", "or") else written

    def _not(self, tree: Expression) -> str:
        if self._is_bool(tree):
            return self._ticked(str(tree), holds=False)
        if isinstance(tree, (int, str)):
            return self._zero(tree, holds=True)
        match tree[0]:
            case "visits" | "visited":
                return self._been(tree[1], holds=False)
            case "chose":
                return self._took(tree[1], tree[2], holds=False)
            case "in":
                return self._among(tree[1], tree[2], holds=False)
            case _:
                other = negated(tree)
                return _("not ({what})", what=self.truth(tree)) if other == ["not", tree] else self.truth(other)

    def _zero(self, tree: Expression, *, holds: bool) -> str:
        return _is("==" if holds else "!=", self.number(tree), "0")

    def _been(self, scene: str, *, holds: bool) -> str:
        self.visits.add(scene)
        number = self._numbers[scene]
        return (
            _("you have been at {number}", number=number)
            if holds
            else _("you have not been at {number}", number=number)
        )

    def _took(self, scene: str, choice: str, *, holds: bool) -> str:
        self.chosen.add((scene, choice))
        words = N_("you ticked {choice} at {number}") if holds else N_("you did not tick {choice} at {number}")
        return _(words, choice=choice, number=self._numbers[scene])

    def _compared(self, operator: str, a: Expression, b: Expression) -> str:
        if isinstance(a, Sequence) and not isinstance(a, str) and a[0] == "draw" and isinstance(b, int):
            return _("a roll of 1–{sides} comes to {number}", sides=a[3], number=b + 1)
        if isinstance(a, Sequence) and not isinstance(a, str) and a[0] == "visits" and isinstance(b, int):
            self.visits.add(a[1])
            there = _("the number of ticks at {number}, this visit’s too,", number=self._numbers[a[1]])
            return _is(operator, there, str(b))
        if isinstance(b, int) and self._is_day_part(a) and operator in ("==", "!="):
            return _it_is(self._part_of_day(b), holds=operator == "==")
        if isinstance(b, int) and isinstance(a, str):
            if self._is_bool(a) and operator in ("==", "!="):
                return self._ticked(a, holds=bool(b) == (operator == "=="))
            return _is(operator, self.name(a), str(b) if a == CLOCK else self.value(a, b))
        return _is(operator, self._part(a), self._part(b))

    def _ticked(self, name: str, *, holds: bool) -> str:
        words = N_("{what} is ticked") if holds else N_("{what} is not ticked")
        return _(words, what=self.name(name))

    def _among(self, a: Expression, among: Iterable[Any], *, holds: bool) -> str:
        numbers = [int(each) for each in among]
        if self._is_day_part(a):
            return _it_is(_or(self._part_of_day(each) for each in numbers), holds=holds)
        values = [self.value(a, each) if isinstance(a, str) else str(each) for each in numbers]
        return _is("==" if holds else "!=", self.number(a), _or(values))

    def _is_day_part(self, tree: Expression) -> bool:
        names = self._clock["names"]
        return bool(names) and not isinstance(tree, (int, str)) and list(tree) == ["%", CLOCK, len(names)]

    def _part_of_day(self, number: int) -> str:
        names = self._clock["names"]
        return names[number] if 0 <= number < len(names) else _("no part of the day")

    def number(self, tree: Expression) -> str:
        if isinstance(tree, int):
            return str(int(tree)).replace("-", "−")
        if isinstance(tree, str):
            return _("{what} (1 if ticked, else 0)", what=self.name(tree)) if self._is_bool(tree) else self.name(tree)
        operator, *rest = tree
        match operator:
            case "+" | "-" | "*":
                return f" {_SIGNS[operator]} ".join(self._part(each) for each in rest)
            case "//":
                return _("{one} ÷ {other}, rounded down", one=self._part(rest[0]), other=self._part(rest[1]))
            case "%":
                return _("the rest of {one} ÷ {other}", one=self._part(rest[0]), other=self._part(rest[1]))
            case "min" | "max":
                words = N_("the least of {these}") if operator == "min" else N_("the greatest of {these}")
                return _(words, these=", ".join(map(self.number, rest)))
            case "if":
                return _(
                    "{one} if {condition}, else {other}",
                    one=self.number(rest[1]),
                    condition=self.truth(rest[0]),
                    other=self.number(rest[2]),
                )
            case "visits":
                self.visits.add(rest[0])
                return _("the ticks at {number}", number=self._numbers[rest[0]])
            case _:
                return _("1 if {condition}, else 0", condition=self.truth(tree))

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
            return _(
                "{what}: write {value}.",
                what=written,
                value=self.value(name, max(known["low"], min(known["high"], tree))),
            )
        if not isinstance(tree, str) and tree[0] in ("+", "-") and tree[1] == name and isinstance(tree[2], int):
            more = tree[2] if tree[0] == "+" else -tree[2]
            return _((_MOVED if name == CLOCK else _ADDED)[more >= 0], what=written, count=abs(more))
        if name == CLOCK and (part := self._next_part(tree)) is not None:
            return _("{what}: move on to the next {part}, unless it is {part} already.", what=written, part=part)
        return _("{what}: write {value}.", what=written, value=self.number(tree))

    def _tick(self, name: str, tree: Expression) -> str:
        written = self.name(name)
        if isinstance(tree, int):
            return _("Tick {what}.", what=written) if tree else _("Rub out the tick at {what}.", what=written)
        if not isinstance(tree, str) and tree[0] == "or" and tree[1] == name and len(tree) == 3:
            return _("If {condition}, tick {what}.", condition=self.truth(tree[2]), what=written)
        return _(
            "{what}: tick it if {condition}; otherwise rub the tick out.", what=written, condition=self.truth(tree)
        )

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
    *most, last = list(words) or [_("nothing")]
    return _joined("or", [", ".join(most), last]) if most else last


def _joined(operator: str, words: Sequence[str]) -> str:
    """By `and` or `or`."""
    whole, *rest = words
    for each in rest:
        whole = (
            _("{one} and {other}", one=whole, other=each)
            if operator == "and"
            else _("{one} or {other}", one=whole, other=each)
        )
    return whole


def _is(operator: str, what: str, value: str) -> str:
    return _(_COMPARED[operator], what=what, value=value)


def _it_is(part: str, *, holds: bool) -> str:
    return _("it is {part}", part=part) if holds else _("it is not {part}", part=part)


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
