"""The sections `places`, `legs` and `routes`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import yaml

from game.engine.story import Fact, Leg, Place, Queue, Route
from game.language import mistakes
from game.language.fields import Fields
from game.language.memory import remembered
from game.language.nodes import Entry
from game.language.sections.clock import MOMENT, last_tick, tick_in_play
from game.language.shapes import Key, Shape
from game.language.syntax import shown
from game.language.values import CONDITION, TEXT, Many, Point, Ref, Word, point
from game.language.world import World

QUEUE = Shape(
    "queue",
    {
        "from": Key(MOMENT, "from when it was known"),
        "is": Key(TEXT, "how long it was, in a few words: `20 km`, `some 16 hours`"),
        "facts": Key(Many(Ref("fact")), "the facts that report it; each has to hold by then"),
    },
    {
        "to": Key(
            MOMENT, "until when it is shown; without an hour it includes that day; default: until the next is known"
        ),
    },
)
PLACE = Shape(
    "place",
    {
        "name": Key(TEXT, "how it is shown"),
        "at": Key(Point(), "latitude and longitude in degrees, north and east positive: `[42.74, 44.62]`"),
        "country": Key(TEXT, "in which country"),
    },
    {
        "kind": Key(Word(("city", "crossing", "other")), "`city`, `crossing` or `other` (the default)"),
        "when": Key(CONDITION, "condition under which the crossing is open"),
        "queue": Key(Many(QUEUE), "how long the line there was, from one report to the next"),
    },
)
LEG = Shape(
    "leg",
    {
        "from": Key(Ref("place"), "the place where it begins"),
        "to": Key(Ref("place"), "the place where it ends"),
        "route": Key(Ref("route"), "the route of which this is a stretch"),
    },
    {
        "by": Key(TEXT, "how one goes; default `road`"),
        "via": Key(Many(Point()), "points between the two, for the map"),
    },
)
ROUTE = Shape(
    "route",
    {"name": Key(TEXT, "how it is shown")},
    {"shuts": Key(Ref("deadline"), "the deadline after which it is shut")},
)


def places(entries: Sequence[Entry], evidence: Mapping[str, Fact], world: World) -> dict[str, Place]:
    return {entry.id: remembered(_place, entry, world, evidence) for entry in entries}


def _place(entry: Entry, world: World, evidence: Mapping[str, Fact]) -> Place:
    fields = Fields.of(entry.node, PLACE, world.report)
    return {
        "name": fields.text("name"),
        "at": point(fields.values.get("at")),
        "country": fields.text("country"),
        "kind": fields.text("kind", "other"),
        "open": fields.condition("when", world.scope),
        "queue": _queue(fields, evidence, world),
    }


def _queue(place: Fields, evidence: Mapping[str, Fact], world: World) -> list[Queue]:
    """Each up to its own end, and at most up to the next."""
    reports = [Fields.of(node, QUEUE, world.report) for node in place.items("queue")]
    dated = sorted(
        ((_report(fields, evidence, world), fields) for fields in reports), key=lambda report: report[0]["tick"]
    )
    for (report, _), (following, _) in pairwise(dated):
        report["last"] = min(report["last"], following["tick"] - 1)
    for report, fields in dated:
        if report["last"] < report["tick"]:
            world.report.add(mistakes.QUEUE_NEVER_SHOWN, fields.place("from"), found=shown(fields.text("from")))
    return [report for report, _ in dated]


def _report(fields: Fields, evidence: Mapping[str, Fact], world: World) -> Queue:
    tick = tick_in_play(fields, "from", world.calendar)
    cited = fields.references("facts", world.facts)
    for fact in cited:
        if not _reports(evidence[fact], tick):
            found = shown(fields.text("from"))
            world.report.add(mistakes.QUEUE_NOT_REPORTED, fields.place("facts"), fact=fact, found=found)
    last = last_tick(fields, "to", world.calendar)
    return {
        "tick": tick,
        "last": world.calendar.ticks if last is None else last,
        "is": fields.text("is"),
        "facts": cited,
    }


def _reports(fact: Fact, tick: int) -> bool:
    """Whether somebody had reported it by a tick, and it still held."""
    return fact["confidence"] != "estimate" and fact.get("from_tick", 0) <= tick <= fact.get("to_tick", tick)


def legs(nodes: Sequence[yaml.Node], world: World) -> list[Leg]:
    return [remembered(_leg, node, world) for node in nodes]


def _leg(node: yaml.Node, world: World) -> Leg:
    fields = Fields.of(node, LEG, world.report)
    return {
        "from": fields.refer("from", world.places) or "",
        "to": fields.refer("to", world.places) or "",
        "route": fields.refer("route", world.routes) or "",
        "by": fields.text("by", "road"),
        "via": [point(node) for node in fields.items("via") if point(node)],
    }


def routes(entries: Sequence[Entry], world: World) -> dict[str, Route]:
    core: dict[str, Route] = {}
    for entry in entries:
        fields = Fields.of(entry.node, ROUTE, world.report)
        shuts = fields.refer("shuts", world.scope.deadlines)
        core[entry.id] = {"name": fields.text("name"), "shuts": shuts}
    return core
