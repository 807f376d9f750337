from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.code import NAMES, Writer
from game.engine.story import Expression, Variable
from game.language import mistakes_words
from game.language.diagnostics import Diagnostic, Kind, Position, Report
from game.language.expressions import condition, effect, number
from game.language.scope import Scope


def _whole(low: int, high: int) -> Variable:
    return {"kind": "int", "low": low, "high": high, "start": 0, "meaning": ""}


def _truth() -> Variable:
    return {"kind": "bool", "low": 0, "high": 1, "start": 0, "meaning": ""}


def _words(*values: str) -> Variable:
    return {
        "kind": "enum", "low": 0, "high": len(values) - 1, "start": 0, "meaning": "", "values": [*values],
    }  # fmt: skip


VARIABLES: dict[str, Variable] = {
    "clock": _whole(0, 72),
    "coins": _whole(-5, 10),
    "lamp": _truth(),
    "mood": _words("calm", "afraid", "angry"),
    "guard": _words("weary", "bored"),
    "claim/purpose": _words("", "wedding", "work"),
    "changed/purpose": _truth(),
}
STEERING = Scope(
    variables=VARIABLES,
    deadlines={"gate-shuts": 20, "midnight": 3},
    topics={"purpose": ["wedding", "work"]},
    facts={"S001"},
    scenes={"start": ["go-on", "stay"], "middle": []},
    asked={"why": {"yes": ["booth/why", "gate/why"], "no": ["booth/why"], "never": []}},
)
TELLING = replace(STEERING, history=True)
JUDGING = replace(STEERING, doubt=["if", "lamp", 2, 0])


def at(offset: int) -> Position:
    return Position("story.yaml", 1, offset)


def asked(text: str, scope: Scope = STEERING) -> Expression:
    report = Report()
    tree = condition(text, at, scope, report)
    assert not report, report.diagnostics
    return tree


def value(tree: Expression, values: dict[str, int]) -> int:
    """What the engine makes of an expression of the core."""
    writer = Writer(VARIABLES, {name: index for index, name in enumerate(VARIABLES)})
    return int(eval(writer.expression(tree), {**NAMES, "v": [values.get(name, 0) for name in VARIABLES]}))


def wrong(text: str, scope: Scope = STEERING) -> list[Diagnostic]:
    report = Report()
    condition(text, at, scope, report)
    return report.in_order()


# What it means: the same as the same text means to Python

_truths = st.deferred(
    lambda: st.sampled_from(["lamp", "true", "false", "claimed(purpose)", "claimed(purpose, work)", "after(midnight)",
                             "changed(purpose)", "before('gate-shuts')", "mood != angry", "calm == mood",
                             "mood in (calm, angry)", "mood not in (afraid,)", "coins in (1, -2, 3)"])
    | st.builds("({} {} {})".format, _numbers, st.sampled_from(["<", "<=", "==", "!=", ">", ">="]), _numbers)
    | st.builds("{} < {} <= {}".format, _numbers, _numbers, _numbers)
    | st.builds("({} {} {})".format, _truths, st.sampled_from(["and", "or"]), _truths)
    | st.builds("(not {})".format, _truths)
)  # fmt: skip
_numbers = st.deferred(
    lambda: (
        st.sampled_from(["coins", "clock", "0", "7", "slots_until(midnight)"])
        | st.builds("({} {} {})".format, _numbers, st.sampled_from(["+", "-", "*"]), _numbers)
        | st.builds("({} {} {})".format, _numbers, st.sampled_from(["//", "%"]), st.sampled_from(["2", "-3"]))
        | st.builds("(-{})".format, _numbers)
        | st.builds("({} if {} else {})".format, _numbers, _truths, _numbers)
        | st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), _numbers, _numbers)
    )
)
_values = st.fixed_dictionaries(
    {name: st.integers(variable["low"], variable["high"]) for name, variable in VARIABLES.items()}
)


def reference(text: str, values: dict[str, int]) -> int:
    ticks, claim = {"gate-shuts": 20, "midnight": 3}, values["claim/purpose"]
    names = {
        **{name: number for name, number in values.items() if name.isidentifier()},
        "true": True, "false": False, "calm": 0, "afraid": 1, "angry": 2, "midnight": "midnight",
        "purpose": "purpose", "wedding": 1, "work": 2,
        "before": lambda id: values["clock"] < ticks[id], "after": lambda id: values["clock"] >= ticks[id],
        "slots_until": lambda id: max(0, ticks[id] - values["clock"]),
        "claimed": lambda _, value=None: claim == value if value else claim != 0,
        "changed": lambda _: values["changed/purpose"],
    }  # fmt: skip
    return int(eval(text, {"__builtins__": {"min": min, "max": max}}, names))


@given(_truths.filter(lambda text: len(text) < 300), _values)
def test_a_condition_means_what_the_same_text_means_to_python(text: str, values: dict[str, int]) -> None:
    assert value(asked(text), values) == reference(text, values)


@given(_numbers.filter(lambda text: len(text) < 300), _values)
def test_a_number_means_what_the_same_text_means_to_python(text: str, values: dict[str, int]) -> None:
    report = Report()
    tree = number(text, at, STEERING, report)
    assert not report
    assert value(tree, values) == reference(text, values)
    assert json.loads(json.dumps(tree)) == tree, "the core is plain JSON"


@pytest.mark.parametrize("sign", ["//", "%"])
def test_anything_divided_by_nought_is_nought(sign: str) -> None:
    assert value(asked(f"7 {sign} coins == 0"), {"coins": 0}) == 1


def test_a_condition_may_go_over_several_lines() -> None:
    assert asked("\n lamp\n  and coins > 1\n") == ["and", "lamp", [">", "coins", 1]]


def test_a_value_is_understood_on_either_side_and_in_a_branch() -> None:
    assert asked("(calm if lamp else afraid) == mood") == ["==", ["if", "lamp", 0, 1], "mood"]
    assert asked("guard in (weary, bored)") == ["in", "guard", [0, 1]]


def test_prose_may_ask_the_history() -> None:
    assert asked("visited('start')", TELLING) == ["visited", "start"]
    assert asked("visits(middle) > 1", TELLING) == [">", ["visits", "middle"], 1]
    assert asked("chose('start', 'go-on')", TELLING) == ["chose", "start", "go-on"]


def test_what_was_said_is_looked_for_at_every_window() -> None:
    assert asked("said('why', 'yes')", TELLING) == ["or", ["chose", "booth/why", "yes"], ["chose", "gate/why", "yes"]]
    assert asked("said('why', 'no')", TELLING) == ["chose", "booth/why", "no"]
    assert asked("said('why', 'never')", TELLING) == 0


def test_doubt_stands_for_what_the_verdict_says() -> None:
    report = Report()
    assert number("4 + doubt", at, JUDGING, report) == ["+", 4, ["if", "lamp", 2, 0]]
    assert not report


# What is wrong with it: `^` stands before what the message points at


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("coins ^= 3", "E06", "`==`"),
        ("coins ^-= 1", "E06", "`do:`"),
        ("lamp ^&& lamp", "E04", "`and`"),
        ("lamp ^|| lamp", "E04", "`or`"),
        ("^!lamp", "E04", "`not`"),
        ("^True", "E04", "`true`"),
        ("coins ^=> 3", "E04", "`>=`"),
        ("coins ^is 3", "E04", "`==`"),
        ("before(^\u2018midnight)", "E04", "`'`"),
        ("lamp ^@ lamp", "E05", "`@`"),
        ("before('mid^\\night')", "E05", ""),
        ("coins > ^1.5", "E07", "`1.5`"),
        ("coins > ^15k", "E07", "`15k`"),
        ("coins > ^1234567890", "E07", "nine"),
        ("before(^'midnight)", "E08", "never closed"),
        ("^(lamp and (lamp)", "E09", "`(`"),
        ("lamp^)", "E09", "`)`"),
        ("coins ^lamp", "E10", "`lamp`"),
        ("coins ^>", "E10", "at its end"),
        ("before(^gate-shuts)", "E11", "before('gate-shuts')"),
        ("lamp and ^mood[1]", "E12", ""),
        ("^lapm", "E13", "Did you mean `lamp`?"),
        ("not ^calm", "E14", "`mood == calm`"),
        ("coins == ^calm", "E14", "`mood == calm`"),
        ("mood == ^clam", "E15", "Did you mean `calm`?"),
        ("mood in (calm, ^sad)", "E15", "`angry`"),
        ("mood == ^'calm'", "E16", "without"),
        ("^befor(midnight)", "E17", "Did you mean `before`?"),
        ("lamp and ^before", "E18", "before('gate-shuts')"),
        ("^claimed(purpose, work, lamp)", "E19", "`claimed(purpose)` or `claimed(purpose, wedding)`"),
        ("^min(3) > 1", "E19", ""),
        ("before(^3)", "E20", ""),
        ("before(^'gate-shut')", "E21", "Did you mean `gate-shuts`?"),
        ("claimed(purpose, ^weding)", "E21", "no value `weding` of the topic `purpose`. Did you mean `wedding`?"),
        ("^visited('start')", "E22", "declared variables only"),
        ("^doubt > 1", "E23", "verdict"),
        ("^coins", "E24", "`coins > 0`"),
        ("lamp and ^mood", "E24", "`mood == calm`"),
        ("1 + ^lamp > 2", "E25", "`(1 if lamp else 0)`"),
        ("coins == ^lamp", "E26", "`not lamp`"),
        ("lamp == ^0", "E26", "Write `not lamp`"),
        ("mood == ^guard", "E26", "a value of `guard`"),
        ("3 < ^mood", "E27", "`in (…)`"),
        ("^mood > calm", "E27", "`in (…)`"),
        ("coins in (1, ^coins)", "E28", "plain numbers"),
        ("coins in ^()", "E28", "plain numbers"),
        ("^", "E01", ""),
    ],
)
def test_a_mistake_is_named_where_it_stands_with_a_mend(text: str, code: str, said: str) -> None:
    (found,) = wrong(text.replace("^", ""))
    assert (found.kind.code, found.position.column) == (code, text.index("^"))
    assert said in found.message + found.mend


def test_all_mistakes_of_a_text_are_named_at_once() -> None:
    found = wrong("lapm and coins == lamp\n and before('never')")
    assert [(each.kind.code, each.position.column) for each in found] == [("E13", 0), ("E26", 18), ("E21", 35)]


def test_what_names_history_is_told_even_where_it_is_wrong_otherwise() -> None:
    assert [each.kind.code for each in wrong("chose('start', 'go-onn')", TELLING)] == ["E21"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(" * 400 + "lamp" + ")" * 400, "E03"),
        ("-" * 900 + "1 > 0", "E03"),
        ("not " * 240 + "lamp", "E03"),
        ("1 > " + "+".join("1" * 400), "E03"),
        ("lamp if lamp else " * 50 + "lamp", "E03"),
        ("lamp and " * 100_000 + "lamp", "E02"),
        ("9" * 900 + " > 0", "E07"),
        ("\x00", "E05"),
        ("'\ud800' == 1", "E05"),
        ("\x1b[Jlamp", "E05"),
    ],
)
def test_hostile_text_is_refused(text: str, code: str) -> None:
    report = Report()
    condition(text, at, STEERING, report)
    assert {each.kind.code for each in report.diagnostics} == {code}
    assert all((each.message + each.mend).isprintable() for each in report.diagnostics)


_pieces = st.lists(
    st.sampled_from(["lamp", "coins", "mood", "calm", "before", "(", ")", "[", "]", "'midnight'", "and", "or", "not",
                     "in", "is", "if", "else", "==", "=", "<", "-", "+", "//", ",", "3", "lambda", ":", "for", "*", "x",
                     "await", "yield", "f''", "b'a'", ".", "\n", " ", "min", "None", "said", "doubt"]),
    max_size=14,
).map(" ".join)  # fmt: skip


@given(st.text() | _pieces, st.sampled_from([STEERING, TELLING, JUDGING]))
def test_any_text_is_read_or_refused(text: str, scope: Scope) -> None:
    for read in (condition, number, effect):
        report = Report()
        tree = read(text, at, scope, report)
        if report:
            assert all(0 <= each.position.column <= len(text) for each in report.diagnostics)
        else:
            assert json.dumps(tree)


# Effects


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("coins = 3", ["coins", 3]),
        ("coins=-3", ["coins", -3]),
        ("coins -= 2 * coins", ["coins", ["-", "coins", ["*", 2, "coins"]]]),
        ("coins += 1 if coins == 2 else 0", ["coins", ["+", "coins", ["if", ["==", "coins", 2], 1, 0]]]),
        ("lamp = true", ["lamp", 1]),
        ("lamp = coins >= 3", ["lamp", [">=", "coins", 3]]),
        ("mood = angry", ["mood", 2]),
        ("mood = calm if lamp else mood", ["mood", ["if", "lamp", 0, "mood"]]),
    ],
)  # fmt: skip
def test_an_effect_gives_a_variable_its_new_value(text: str, core: list[object]) -> None:
    report = Report()
    assert effect(text, at, STEERING, report) == core
    assert not report


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("^lapm = true", "E13", "Did you mean `lamp`?"),
        ("mood = ^clam", "E15", "Did you mean `calm`?"),
        ("coins -= ^lamp", "E25", "`(1 if lamp else 0)`"),
        ("lamp = ^1", "E24", "Write `true`."),
        ("lamp = ^coins", "E24", "`coins > 0`"),
        ("coins = ^11", "E29", "from -5 to 10"),
        ("^lamp", "E30", "a list"),
        ("^coins -= 1, lamp = true", "E30", "a list"),
        ("^coins *= 2", "E30", ""),
        ("coins ^== 3", "E31", "`coins = …`"),
        ("^clock += 1", "E32", "`takes:"),
        ("^guard = weary", "E32", "interview"),
        ("mood = ^coins", "E33", "`calm`"),
        ("lamp ^+= 1", "E34", "`lamp = …`"),
        ("  coins =  3 ^lamp", "E10", "`lamp`"),
    ],
)
def test_a_wrong_effect_is_named_where_it_stands(text: str, code: str, said: str) -> None:
    report = Report()
    assert effect(text.replace("^", ""), at, STEERING, report) is None
    (found,) = report.diagnostics
    assert (found.kind.code, found.position.column) == (code, text.index("^"))
    assert said in found.message + found.mend


def test_each_kind_of_mistake_has_a_code_of_its_own() -> None:
    kinds = [kind for kind in vars(mistakes_words).values() if isinstance(kind, Kind)]
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert all(kind.example.count("<<") == kind.example.count(">>") == 1 for kind in kinds)
