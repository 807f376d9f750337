from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.code import NAMES, Writer
from game.engine.story import Prose, Variable
from game.language.diagnostics import Position, Report
from game.language.prose import cited, prose
from game.language.scope import Scope

VARIABLES: dict[str, Variable] = {
    "coins": {"kind": "int", "low": 0, "high": 10, "start": 0, "meaning": ""},
    "lamp": {"kind": "bool", "low": 0, "high": 1, "start": 0, "meaning": ""},
    "mood": {
        "kind": "enum", "low": 0, "high": 1, "start": 0, "meaning": "",
        "values": ["calm", "afraid"], "labels": ["quite calm", "afraid"],
    },
}  # fmt: skip
SCOPE = Scope(
    variables={**VARIABLES, "once/start/go": VARIABLES["lamp"]},
    deadlines={},
    topics={},
    facts={"S001", "S002", "C10a"},
    scenes={"start": ["go-on"]},
    asked={},
    history=True,
)


def at(offset: int) -> Position:
    return Position("story.yaml", 1, offset)


def read(text: str) -> Prose:
    report = Report()
    parts = prose(text, at, SCOPE, report)
    assert not report, report.diagnostics
    return parts


def told(text: str, *, visit: int = 1, visited: tuple[str, ...] = (), **values: int) -> str:
    """What a player reads, by way of the engine."""
    writer = Writer(VARIABLES, {name: index for index, name in enumerate(VARIABLES)})
    history = SimpleNamespace(visits=dict.fromkeys(visited, 1), chosen=set[tuple[str, str]](), seed=1)
    numbers = [values.get(name, 0) for name in VARIABLES]
    return eval(writer.prose(read(text), "deck"), {**NAMES, "v": numbers, "h": history, "n": visit})


def test_text_stays_as_its_author_wrote_it() -> None:
    text = "It *rained*. [S001]\n\n> KEEP OUT\n> (all of you)\n\n[bold] is five letters."
    assert read(text + "\n") == [text]


def test_nothing_written_is_nothing_told() -> None:
    assert read(" \n") == []


def test_values_are_shown() -> None:
    assert told("You have {coins}, { mood }.", coins=7, mood=0) == "You have 7, quite calm."


@pytest.mark.parametrize(
    ("lamp", "coins", "said"), [(0, 0, "dark."), (1, 0, "dim."), (1, 5, "bright."), (0, 5, "dark.")]
)
def test_conditions_nest(lamp: int, coins: int, said: str) -> None:
    assert told("{lamp ? {coins > 3 ? bright | dim} | dark}.", lamp=lamp, coins=coins) == said
    assert told("{not lamp ? dark | {coins > 3 ? bright | dim}}.", lamp=lamp, coins=coins) == said


def test_the_other_text_may_be_left_out() -> None:
    assert told("It is {lamp ? *very* }bright.", lamp=0) == "It is bright."


def test_a_question_mark_may_stand_in_what_is_told() -> None:
    assert told('{lamp ? "Why?" he asks. | "Who?"}', lamp=1) == '"Why?" he asks.'


@pytest.mark.parametrize(
    ("text", "visits"),
    [
        ("{first: a | b | c}", "abcc"),
        ("{ once : a}", "a   "),
        ("{once: a | b}", "ab  "),
        ("{cycle: a | b}", "abab"),
    ],
)
def test_alternatives_go_by_the_visits(text: str, visits: str) -> None:
    assert [told(text, visit=visit) for visit in (1, 2, 3, 4)] == [said.strip() for said in visits]


def test_shuffled_alternatives_are_all_kept_with_what_is_inside_them() -> None:
    assert read("{shuffle: a | {coins} b | {lamp ? c}}") == [
        {"shuffle": [["a"], [{"value": "coins"}, " b"], [{"if": "lamp", "then": ["c"], "else": []}]]}
    ]


def test_the_history_may_be_asked() -> None:
    text = "{visited('start') ? Again. | At last.}"
    assert (told(text), told(text, visited=("start",))) == ("At last.", "Again.")


def test_braces_and_bars_can_be_told() -> None:
    assert told("{{a}} || {lamp ? b || c}", lamp=1) == "{a} | b | c"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="[")))
def test_any_text_can_be_told(text: str) -> None:
    doubled = text.replace("{", "{{").replace("}", "}}").replace("|", "||")
    assert "".join(str(part) for part in read(doubled)) == text.strip()


def test_every_fact_is_cited_wherever_it_is_marked() -> None:
    text = "A. [S001] {lamp ? B. [~S002] | {first: C. [S001, ~C10a] | D.}}"
    assert cited(read(text)) == ["S001", "S002", "C10a"]
    assert cited(read("{lamp ? A.} [bold]")) == []


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("a ^{lamp ? b", "P01", "never closed"),
        ("^{lamp ? {coins > 1 ? b}", "P01", ""),
        ("a^} b", "P02", "}}"),
        ("{lamp ? a}^}", "P02", ""),
        ("a ^| b", "P03", "||"),
        ("{lamp ? a | b ^| c | d} e", "P04", "Nest"),
        ("^{ }", "P05", "{coins}"),
        ("{ ^lamp}", "P06", "{lamp ? … | …}"),
        ("{^coins + 1}", "P07", "coins + 1"),
        ("{^once/start/go}", "P07", ""),
        ("{ ^bright | {lamp ? dark}}", "P08", "first:"),
        ("{^frist: a | b}", "P09", "`first`"),
        ("{lamp and ^{coins} ? a}", "P10", ""),
        ("{lamp ? " * 8 + "^{lamp ? a" + "}" * 9, "P11", "8 deep"),
        ("Rain. [~S001, ^S003]", "P12", "S003"),
        ("{lamp ? Rain. [^S009]}", "P12", "S009"),
        ("Rain. ^[s001]", "P13", "capital"),
        ("Rain. ^[ZZ9]", "P13", "capital"),
        ("Rain. ^[S001; S002]", "P13", ""),
        ("Rain. ^[S001 S002]", "P13", ""),
        ("{^lapm}", "E13", "`lamp`"),
        ("Rain.\n\n{lamp ? {lamp and ^lapm ? a}}", "E13", "`lamp`"),
        ("{coins > 1 ^|| lamp ? a}", "E04", "`or`"),
        ("{^coins ? a}", "E24", "coins > 0"),
    ],
)
def test_a_mistake_is_named_where_it_stands_with_a_mend(text: str, code: str, said: str) -> None:
    report = Report()
    prose(text.replace("^", ""), at, SCOPE, report)
    (found,) = report.in_order()
    assert (found.kind.code, found.position.column) == (code, text.index("^"))
    assert said in found.message + found.mend


def test_all_mistakes_of_a_text_are_named_at_once() -> None:
    report = Report()
    prose("{lamp} {a | b} [S009] {coins ? x | {lapm}} }", at, SCOPE, report)
    assert [found.kind.code for found in report.in_order()] == ["P06", "P08", "P12", "E24", "E13", "P02"]


@pytest.mark.parametrize(
    "text",
    [
        "{lamp ? " * 20_000,
        "{" * 99_999,
        "|" * 99_999,
        "[" * 200_000,
        "[" + " " * 200_000,
        "[S001 " * 30_000,
        "{" + "x" * 200_000 + "}",
        "{" + "'" * 200_000 + "? a}",
    ],
)
def test_hostile_text_is_read_or_refused_at_once(text: str) -> None:
    report = Report()
    prose(text, at, SCOPE, report)
    assert all((found.message + found.mend).isprintable() for found in report.diagnostics)


_pieces = st.lists(
    st.sampled_from(
        ["{", "}", "|", "?", "lamp", "coins", "first:", "once:", "shuffle:", "{{", "}}", "||", " ", "[S001]", "[S00",
         "]", "'", "\n\n", "> a", "{lamp ? ", "{coins}"]
    ),
    max_size=20,
).map("".join)  # fmt: skip


@given(st.text() | _pieces)
def test_any_text_is_read_or_refused(text: str) -> None:
    report = Report()
    parts = prose(text, at, SCOPE, report)
    assert all(0 <= found.position.column <= len(text) for found in report.diagnostics)
    assert json.loads(json.dumps(parts)) == parts, "the core is plain JSON"
    if not report:
        assert isinstance(told(text), str)
