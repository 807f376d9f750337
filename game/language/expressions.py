"""Conditions, numbers and effects, made into the core's expressions.

Everything is of a sort: true or false, a number, or a value of one variable; it is only taken where its sort fits.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from game.engine.story import CLOCK, Effect, Expression
from game.language import mistakes_words as mistakes
from game.language.diagnostics import Kind, Report, meant
from game.language.functions import ASKING, FUNCTIONS, Asked, Word
from game.language.scope import Scope
from game.language.sorts import NUMBER, TRUTH, Sort, as_like, as_number, as_truth, sort_of
from game.language.syntax import At, Syntax, further, shown, syntax

__all__ = ["At", "condition", "effect", "number"]


class Typed(NamedTuple):
    tree: Expression
    sort: Sort | None
    """None: what was wrong with it is reported already."""


_BROKEN = Typed(0, None)
_TRUTHS = {"true": 1, "false": 0}
_ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.FloorDiv: "//", ast.Mod: "%",
}  # fmt: skip
_COMPARED: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
_LIMITS = ("min", "max")

_EFFECT = re.compile(r"\s*([A-Za-z_]\w*)\s*(\+=|-=|==|=)(?!=)\s*(\S.*)", re.DOTALL | re.ASCII)
_ANOTHER = re.compile(r"(?:[,;]|\band\b)\s*[A-Za-z_]\w*\s*[+-]?=(?!=)", re.ASCII)
_KEPT = {
    CLOCK: "Let time pass by `takes: 1 slot`, in the words of the story's clock.",
    "guard": "Let an interview draw the guard.",
}
"""What the game sets, and what an author does instead."""


def condition(text: str, at: At, scope: Scope, report: Report) -> Expression:
    """The truth value that a text asks for; 0 where it is wrong, which is reported."""
    return _read(text, at, scope, report, TRUTH)


def number(text: str, at: At, scope: Scope, report: Report) -> Expression:
    """The number that a text stands for; 0 where it is wrong, which is reported."""
    return _read(text, at, scope, report, NUMBER)


def effect(text: str, at: At, scope: Scope, report: Report) -> Effect | None:
    """The variable that is set and its new value; None where it is wrong, which is reported."""
    match = _EFFECT.fullmatch(text)
    if match is None or _ANOTHER.search(match[3]):
        report.add(mistakes.NOT_AN_EFFECT, at(0))
        return None
    name, sign, value = match.groups()
    if name in _KEPT:
        report.add(mistakes.NOT_YOURS_TO_SET, at(match.start(1)), name=name, mend=_KEPT[name])
        return None
    variable = scope.variables.get(name)
    if variable is None:
        words = {"name": shown(name), "meant": report.meant(name, scope.names)}
        report.add(mistakes.UNKNOWN_NAME, at(match.start(1)), **words)
        return None
    if sign == "==":
        report.add(mistakes.COMPARES, at(match.start(2)), name=name)
        return None
    sort = sort_of(name, variable)
    if sign != "=" and sort != NUMBER:
        report.add(mistakes.ADDS_TO_WORDS, at(match.start(2)), sign=sign, name=name)
        return None
    start, before = match.start(3), len(report.diagnostics)
    tree = _read(value, further(at, start), scope, report, sort)
    if len(report.diagnostics) > before:
        return None
    if sign != "=":
        return [name, [sign[0], name, tree]]
    if isinstance(tree, int) and not variable["low"] <= tree <= variable["high"]:
        low, high = variable["low"], variable["high"]
        report.add(mistakes.NOT_IN_RANGE, at(start), variable=name, low=low, high=high, value=tree)
        return None
    return [name, tree]


def _read(text: str, at: At, scope: Scope, report: Report, wanted: Sort) -> Expression:
    found = syntax(text, at, ASKING, report)
    return 0 if found is None else _Reader(found, scope, report).fitting(found.tree, wanted)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one text. `beside`, where it is given, is the sort of what a part is compared with or assigned to: only
    there is a value understood."""

    text: Syntax
    scope: Scope
    report: Report
    beside: Sort | None = None

    def fitting(self, node: ast.expr, wanted: Sort) -> Expression:
        """A part that has to be of one sort."""
        found = replace(self, beside=wanted).read(node)
        if found.sort == wanted:
            return found.tree
        if found.sort is not None:
            self._misfit(node, found.sort, wanted)
        return 0

    def read(self, node: ast.expr) -> Typed:
        match node:
            case ast.Name(id=name):
                return self._name(node, name)
            case ast.Constant(value=int() as whole):
                return Typed(whole, NUMBER)
            case ast.Constant(value=str() as text):
                return self._wrong(mistakes.QUOTED, node, text=shown(text))
            case ast.BoolOp(op=op, values=values):
                sign = "and" if isinstance(op, ast.And) else "or"
                return Typed([sign, *(self.fitting(value, TRUTH) for value in values)], TRUTH)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Typed(["not", self.fitting(operand, TRUTH)], TRUTH)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                tree = self.fitting(operand, NUMBER)
                return Typed(-tree if isinstance(tree, int) else ["-", 0, tree], NUMBER)
            case ast.BinOp(left=left, op=op, right=right) if sign := _ARITHMETIC.get(type(op)):
                return Typed([sign, self.fitting(left, NUMBER), self.fitting(right, NUMBER)], NUMBER)
            case ast.Compare():
                return self._chain(node)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self._either(test, body, orelse)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                return self._limit(node, name, args) if name in _LIMITS else self._asked(node, name, args)
            case _:
                return self._wrong(mistakes.NOT_SPOKEN, node)

    # Names

    def _name(self, node: ast.expr, name: str) -> Typed:
        beside = self.beside
        if beside and name in beside.values:
            return Typed(beside.values.index(name), beside)
        if name in _TRUTHS:
            return Typed(_TRUTHS[name], TRUTH)
        if name in self.scope.variables:
            return Typed(name, sort_of(name, self.scope.variables[name]))
        if name == "doubt":
            if self.scope.doubt is None:
                return self._wrong(mistakes.DOUBT_ELSEWHERE, node)
            return Typed(self.scope.doubt, NUMBER)
        if name in FUNCTIONS:
            return self._wrong(mistakes.FUNCTION_ALONE, node, name=name, usage=FUNCTIONS[name].usages[-1])
        return self._unknown(node, name, beside)

    def _unknown(self, node: ast.expr, name: str, beside: Sort | None) -> Typed:
        if beside and beside.values:
            near, listed = meant(name, beside.values), _listed(beside.values)
            return self._wrong(
                mistakes.NOT_A_VALUE, node, value=shown(name), variable=beside.variable, meant=near, values=listed
            )
        for variable in self.scope.names:
            if name in self.scope.variables[variable].get("values", ()):
                return self._wrong(mistakes.VALUE_ALONE, node, value=name, variable=variable)
        near = self.report.meant(name, [*self.scope.names, *_TRUTHS])
        return self._wrong(mistakes.UNKNOWN_NAME, node, name=shown(name), meant=near)

    # Comparisons

    def _chain(self, node: ast.Compare) -> Typed:
        parts = [node.left, *node.comparators]
        links = [self._compared(left, op, right) for left, op, right in zip(parts, node.ops, parts[1:], strict=False)]
        return Typed(["and", *links] if len(links) > 1 else links[0], TRUTH)

    def _compared(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Expression:
        if isinstance(op, ast.In | ast.NotIn):
            among = self._among(left, right)
            return ["not", among] if isinstance(op, ast.NotIn) else among
        words = replace(self, beside=self._words(left) or self._words(right))
        one, other = words.read(left), words.read(right)
        if one.sort is None or other.sort is None:
            return 0
        sign = _COMPARED[type(op)]
        if sign in ("==", "!=") and one.sort != other.sort:
            self._unlike(left, one.sort, right, other.sort)
        elif sign not in ("==", "!="):
            self._ordered((left, one.sort), (right, other.sort))
        return [sign, one.tree, other.tree]

    def _ordered(self, *sides: tuple[ast.expr, Sort]) -> None:
        for node, sort in sides:
            if sort != NUMBER:
                self._wrong(mistakes.NO_ORDER, node, found=self._said(node), sort=sort.said)
                return

    def _words(self, node: ast.expr) -> Sort | None:
        """The sort of an operand that holds a value of a variable, which is what must stand on the other side."""
        match node:
            case ast.Name(id=name) if name in self.scope.variables:
                sort = sort_of(name, self.scope.variables[name])
                return sort if sort.values else None
            case ast.IfExp(body=body, orelse=orelse):
                return self._words(body) or self._words(orelse)
            case _:
                return None

    def _among(self, left: ast.expr, right: ast.expr) -> Expression:
        one = self.read(left)
        if one.sort is None:
            return 0
        if one.sort == TRUTH:
            self._misfit(left, one.sort, NUMBER)
            return 0
        nodes = right.elts if isinstance(right, ast.Tuple | ast.List) else [right]
        if not nodes:
            self._wrong(mistakes.NOT_PLAIN, right)
        return ["in", one.tree, [self._plain(node, one.sort) for node in nodes]]

    def _plain(self, node: ast.expr, wanted: Sort) -> int:
        before = len(self.report.diagnostics)
        tree = self.fitting(node, wanted)
        if isinstance(tree, int):
            return tree
        if len(self.report.diagnostics) == before:
            self._wrong(mistakes.NOT_PLAIN, node)
        return 0

    def _either(self, test: ast.expr, body: ast.expr, orelse: ast.expr) -> Typed:
        asked = self.fitting(test, TRUTH)
        one, other = self.read(body), self.read(orelse)
        if one.sort is None or other.sort is None:
            return _BROKEN
        if one.sort != other.sort:
            self._unlike(body, one.sort, orelse, other.sort)
            return _BROKEN
        return Typed(["if", asked, one.tree, other.tree], one.sort)

    # Brackets

    def _limit(self, node: ast.expr, name: str, args: list[ast.expr]) -> Typed:
        if len(args) < 2:
            return self._wrong(mistakes.WRONG_COUNT, node, name=name, usage=f"{name}(coins, 3)")
        return Typed([name, *(self.fitting(arg, NUMBER) for arg in args)], NUMBER)

    def _asked(self, node: ast.expr, name: str, args: list[ast.expr]) -> Typed:
        function = FUNCTIONS.get(name)
        if function is None:
            known = (*FUNCTIONS, *_LIMITS)
            near, listed = meant(name, known), _listed(known)
            return self._wrong(mistakes.UNKNOWN_FUNCTION, node, name=shown(name), meant=near, known=listed)
        if function.history and not self.scope.history:
            return self._wrong(mistakes.HISTORY_STEERS, node, name=name)
        usage = " or ".join(f"`{each}`" for each in function.usages)[1:-1]
        if len(args) not in {each.count(",") + 1 for each in function.usages}:
            return self._wrong(mistakes.WRONG_COUNT, node, name=name, usage=usage)
        words: list[Word] = []
        for arg in args:
            match arg:
                case ast.Name(id=word) | ast.Constant(value=str() as word):
                    words.append(Word(word, partial(self.text.place, arg)))
                case _:
                    return self._wrong(mistakes.NOT_AN_ID, arg, name=name, usage=usage)
        answer = function.answer(Asked(words, self.scope, self.report))
        return _BROKEN if answer is None else Typed(answer, TRUTH if function.truth else NUMBER)

    # What is wrong

    def _wrong(self, kind: Kind, node: ast.expr, **words: object) -> Typed:
        self.report.add(kind, self.text.place(node), **words)
        return _BROKEN

    def _said(self, node: ast.expr) -> str:
        return shown(self.text.written(node))

    def _misfit(self, node: ast.expr, found: Sort, wanted: Sort) -> None:
        said = self._said(node)
        if wanted.values:
            named, listed = wanted.variable, _listed(wanted.values)
            self._wrong(mistakes.WANTS_VALUE, node, variable=named, values=listed, found=said, sort=found.said)
        elif wanted == TRUTH:
            self._wrong(mistakes.WANTS_TRUTH, node, found=said, sort=found.said, mend=as_truth(said, found))
        else:
            self._wrong(mistakes.WANTS_NUMBER, node, found=said, sort=found.said, mend=as_number(said, found))

    def _unlike(self, left: ast.expr, one: Sort, right: ast.expr, other: Sort) -> None:
        first, second = self._said(left), self._said(right)
        against = f"`{first}`, which is {one.said}"
        mend = as_like(first, one, second, other)
        self._wrong(mistakes.UNLIKE, right, found=second, sort=other.said, other=against, mend=mend)


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)
