"""`sources`, `facts`, `estimates`, `news` and `glossary`: what was reported, by whom and when, and what was not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import yaml

from game.engine.story import Fact, News, Source, Term
from game.language.fields import Fields
from game.language.ids import Form
from game.language.memory import remembered
from game.language.nodes import Entry
from game.language.sections.clock import MOMENT, last_tick, moment, tick_in_play
from game.language.shapes import CITED, Key, Shape
from game.language.values import PROSE, TEXT, TEXTS, Flag, Many, Ref, Word
from game.language.world import World

SOURCE = Shape(
    "source",
    {"outlet": Key(TEXT, "who published it")},
    {
        "date": Key(TEXT, "when, in words"),
        "title": Key(TEXT, "of the article"),
        "url": Key(TEXT, "of the article"),
        "via": Key(TEXT, "through whom it is known, where not read itself"),
        "more": Key(TEXTS, "a list: further articles of the same"),
    },
)
FACT = Shape(
    "fact",
    {
        "claim": Key(TEXT, "what was reported, in one sentence"),
        "sources": Key(Many(Ref("source")), "ids of sources"),
        "confidence": Key(Word(("high", "medium", "low")), "how sure we are: `high`, `medium` or `low`"),
    },
    {
        "by": Key(TEXT, "who said it"),
        "figure": Key(TEXT, "the number in it"),
        "from": Key(MOMENT, "from when it holds"),
        "to": Key(MOMENT, "until when it holds; without an hour it includes that day"),
        "note": Key(TEXT, "caution"),
    },
)
ESTIMATE = Shape(
    "estimate",
    {
        "claim": Key(TEXT, "what is assumed, in one sentence"),
        "why": Key(TEXT, "how it was come by"),
    },
    {
        "figure": Key(TEXT, "the number in it"),
        "facts": Key(CITED.value, "the facts it goes by"),
    },
)
NEWS = Shape(
    "news",
    {
        "at": Key(MOMENT, "when it was public"),
        "outlet": Key(TEXT, "who brought it"),
        "text": Key(PROSE, "prose"),
    },
    {
        "channel": Key(TEXT, "a word by which news are grouped"),
        "in_passage": Key(Flag(), "`true`: printed in the passage when its hour passes, not only in the news list"),
    },
)
TERM = Shape(
    "glossary",
    {
        "term": Key(TEXT, "the word, as a reader meets it"),
        "meaning": Key(TEXT, "what it means"),
    },
    {"facts": CITED},
)

FACT_ID = Form(re.compile(r"[A-Z][0-9]+[a-z]?"), "S044")
SOURCE_ID = Form(re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*"), "W15")


def sources(entries: Sequence[Entry], world: World) -> dict[str, Source]:
    return {entry.id: remembered(_source, entry, world) for entry in entries}


def _source(entry: Entry, world: World) -> Source:
    fields = Fields.of(entry.node, SOURCE, world.report)
    source: Source = {"outlet": fields.text("outlet")}
    for key in ("date", "title", "url", "via"):
        if key in fields:
            source[key] = fields.text(key)
    if "more" in fields:
        source["more"] = fields.texts("more")
    return source


def facts(entries: Sequence[Entry], world: World) -> dict[str, Fact]:
    return {entry.id: remembered(_fact, entry, world) for entry in entries}


def _fact(entry: Entry, world: World) -> Fact:
    fields = Fields.of(entry.node, FACT, world.report)
    fact: Fact = {
        "claim": fields.text("claim"),
        "by": fields.text("by"),
        "sources": fields.references("sources", world.sources),
        "confidence": _confidence(fields),
    }
    if "figure" in fields:
        fact["figure"] = fields.text("figure")
    if "note" in fields:
        fact["note"] = fields.text("note")
    if (since := moment(fields, "from")) is not None:
        fact["from_tick"] = world.calendar.tick(since)
    if (last := last_tick(fields, "to", world.calendar)) is not None:
        fact["to_tick"] = last
    return fact


def estimates(entries: Sequence[Entry], world: World) -> dict[str, Fact]:
    """Figures that nobody reported: a fact of the authors' own, without a source."""
    return {entry.id: remembered(_estimate, entry, world) for entry in entries}


def _estimate(entry: Entry, world: World) -> Fact:
    fields = Fields.of(entry.node, ESTIMATE, world.report)
    fact: Fact = {
        "claim": fields.text("claim"),
        "by": "",
        "sources": [],
        "confidence": "estimate",
        "note": fields.text("why"),
        "near": fields.references("facts", world.facts),
    }
    if "figure" in fields:
        fact["figure"] = fields.text("figure")
    return fact


def _confidence(fields: Fields) -> Literal["high", "medium", "low"]:
    word = fields.text("confidence", "low")
    return "high" if word == "high" else "medium" if word == "medium" else "low"


def news(nodes: Sequence[yaml.Node], world: World) -> list[News]:
    """In order of their hour; an item between two ticks is shown at the later one."""
    return sorted((remembered(_news, node, world) for node in nodes), key=lambda item: item["tick"])


def _news(node: yaml.Node, world: World) -> News:
    fields = Fields.of(node, NEWS, world.report)
    return {
        "tick": tick_in_play(fields, "at", world.calendar),
        "outlet": fields.text("outlet"),
        "text": fields.prose("text", world.telling),
        "channel": fields.text("channel"),
        "in_passage": fields.flag("in_passage"),
    }


def glossary(entries: Sequence[Entry], world: World) -> dict[str, Term]:
    return {entry.id: remembered(_term, entry, world) for entry in entries}


def _term(entry: Entry, world: World) -> Term:
    fields = Fields.of(entry.node, TERM, world.report)
    return {
        "term": fields.text("term"),
        "meaning": fields.text("meaning"),
        "facts": fields.references("facts", world.facts),
    }
