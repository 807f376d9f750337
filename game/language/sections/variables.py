"""The sections `variables` and `topics`: what a story remembers."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from keyword import iskeyword
from typing import NamedTuple

import yaml

from game.engine.story import Variable
from game.language import mistakes
from game.language.diagnostics import Report
from game.language.fields import Fields
from game.language.functions import FUNCTIONS
from game.language.ids import UNDERSCORED
from game.language.nodes import Entry, texts
from game.language.shapes import Key, Shape
from game.language.source import position
from game.language.syntax import shown
from game.language.values import TEXT, Entries, Flag, Many, Name, Text, Word
from game.wording import N_

_RANGE = re.compile(r"(-?[0-9]{1,9})\.\.(-?[0-9]{1,9})")
_HEADINGS = ("belongings", "papers", "people")

VARIABLE = Shape(
    "variable",
    {
        "start": Key(TEXT, "value at the start; a traveller may have another"),
        "meaning": Key(TEXT, "one line, shown to players and in the docs"),
    },
    {
        "name": Key(TEXT, "what it is called in the status line; default: its id"),
        "range": Key(
            Text("a range", _RANGE, wrong=mistakes.BAD_RANGE), "`lo..hi`: a whole number between the two, inclusive"
        ),
        "values": Key(
            Many(Name(UNDERSCORED)), "`[a, b]`: one of these; without `range` and `values` it is true or false"
        ),
        "labels": Key(Entries(TEXT, what="value"), "`{a: text}`: how each value is shown; default: its id with spaces"),
        "unit": Key(TEXT, "what the number counts"),
        "shown": Key(
            Flag(),
            "`true`: listed on the papers-and-belongings screen; a false bool and an enum's first value are not listed",
        ),
        "as": Key(
            Word(_HEADINGS), "under which heading it is listed: `belongings` (the default), `papers` or `people`"
        ),
        "on_screen": Key(Flag(), "`true`: always in the status line (few!)"),
        "stops": Key(
            Flag(),
            "`true`: it may be pushed against an end of its range and stays there; of any other `check` reports it",
        ),
    },
)
TOPIC = Shape(
    "topic",
    {
        "meaning": Key(TEXT, "what it is about, shown with what was claimed"),
        "values": Key(Entries(TEXT, UNDERSCORED), "id → how it is told"),
    },
)

_ALTERNATIVES = ("first", "once", "cycle", "shuffle")
_WORDS = frozenset([*FUNCTIONS, *_ALTERNATIVES, "min", "max", "true", "false", "doubt", "clock", "guard"])
"""What no variable may be named like, because conditions and prose mean something else by it."""


class Topic(NamedTuple):
    meaning: str
    values: Mapping[str, str]
    """How each value that can be claimed is told."""


def spoken(word: str) -> str:
    """An id as a reader may see it."""
    return word.replace("_", " ").replace("-", " ")


def variables(entries: Sequence[Entry], report: Report) -> dict[str, Variable]:
    core = {entry.id: _variable(entry, report) for entry in entries}
    for entry in entries:
        for value in core[entry.id].get("values", []):
            if value in core:
                report.add(mistakes.VALUE_IS_VARIABLE, position(entry.key), value=value, variable=entry.id)
    return core


def _variable(entry: Entry, report: Report) -> Variable:
    _free(entry, report, _WORDS)
    fields = Fields.of(entry.node, VARIABLE, report)
    core = _kind(fields)
    core["meaning"] = fields.text("meaning")
    if name := fields.text("name"):
        core["name"] = name
    if unit := fields.text("unit"):
        core["unit"] = unit
    heading = fields.text("as", _HEADINGS[0])
    if fields.flag("shown"):
        core["heading"] = heading
    if fields.flag("on_screen"):
        core["on_screen"] = True
    if fields.flag("stops"):
        core["stops"] = True
    if "start" in fields:
        core["start"] = value_of(fields, "start", core)
    return core


def _free(entry: Entry, report: Report, taken: Collection[str] = ()) -> None:
    """Report a name that means something else already."""
    if iskeyword(entry.id) or entry.id in taken:
        report.add(mistakes.RESERVED_NAME, position(entry.key), name=entry.id)


def _kind(fields: Fields) -> Variable:
    if "values" in fields:
        values = fields.texts("values")
        _check_values(fields)
        labels = fields.part("labels", values, "value")
        return {
            "kind": "enum", "low": 0, "high": max(0, len(values) - 1), "start": 0, "meaning": "",
            "values": values, "labels": [labels.text(value, spoken(value)) for value in values],
        }  # fmt: skip
    if "range" in fields:
        match = _RANGE.fullmatch(fields.text("range"))
        low, high = (int(match[1]), int(match[2])) if match else (0, 0)
        if low >= high:
            if match:
                fields.report.add(mistakes.BAD_RANGE, fields.place("range"), found=shown(match[0]))
            return {"kind": "int", "low": -(10**9), "high": 10**9, "start": 0, "meaning": ""}
        return {"kind": "int", "low": low, "high": high, "start": low, "meaning": ""}
    return {"kind": "bool", "low": 0, "high": 1, "start": 0, "meaning": ""}


def _check_values(fields: Fields) -> None:
    first: dict[str, yaml.Node] = {}
    for node in texts(fields.values.get("values")):
        _free(Entry(node.value, node, node), fields.report)
        earlier = first.setdefault(node.value, node)
        if earlier is not node:
            where = position(earlier)
            fields.report.add(mistakes.ID_TWICE, position(node), id=node.value, file=where.file, line=where.line)


def value_of(fields: Fields, key: str, variable: Variable) -> int:
    """The number that stands for a value that the author wrote under a key."""
    text = fields.text(key)
    match variable["kind"]:
        case "bool":
            found = {"false": 0, "true": 1}.get(text)
            wanted = "`true` or `false`"
        case "enum":
            values = variable.get("values", [])
            found = values.index(text) if text in values else None
            wanted = "one of " + ", ".join(f"`{value}`" for value in values)
        case "int":
            low, high = variable["low"], variable["high"]
            found = int(text) if re.fullmatch(r"-?\d{1,9}", text) and low <= int(text) <= high else None
            wanted = f"a whole number from {low} to {high}"
    if found is None:
        fields.report.add(mistakes.BAD_VALUE, fields.place(key), found=shown(text), key=key, wanted=wanted)
    return found or 0


def topics(entries: Sequence[Entry], report: Report) -> dict[str, Topic]:
    core: dict[str, Topic] = {}
    for entry in entries:
        _free(entry, report)
        fields = Fields.of(entry.node, TOPIC, report)
        values = [value.id for value in fields.entries("values")]
        for value in fields.entries("values"):
            _free(value, report)
        labels = fields.part("values", values, "value")
        core[entry.id] = Topic(fields.text("meaning"), {value: labels.text(value) for value in values})
    return core


def claim_variable(name: str, topic: Topic) -> Variable:
    """What was claimed on a topic, nothing at first."""
    return {
        "kind": "enum", "low": 0, "high": len(topic.values), "start": 0, "meaning": topic.meaning,
        "values": ["", *topic.values], "labels": ["", *topic.values.values()], "topic": name,
    }  # fmt: skip


def flag_variable(meaning: str) -> Variable:
    """Something that has not happened yet."""
    return {"kind": "bool", "low": 0, "high": 1, "start": 0, "meaning": meaning}


def guard_variable(guards: Sequence[str]) -> Variable:
    """The guard whom the player stands before, or stood before last."""
    return {
        "kind": "enum", "low": 0, "high": max(0, len(guards) - 1), "start": 0, "meaning": N_("Who asks"),
        "values": list(guards), "labels": [spoken(guard) for guard in guards],
    }  # fmt: skip
