"""The sections `places`, `legs` and `routes`."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from game.engine.story import Leg, Place, Route
from game.language.fields import Fields
from game.language.nodes import Entry
from game.language.shapes import Key, Shape
from game.language.values import CONDITION, TEXT, Many, Point, Ref, Word, point
from game.language.world import World

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


def places(entries: Sequence[Entry], world: World) -> dict[str, Place]:
    core: dict[str, Place] = {}
    for entry in entries:
        fields = Fields.of(entry.node, PLACE, world.report)
        core[entry.id] = {
            "name": fields.text("name"),
            "at": point(fields.values.get("at")),
            "country": fields.text("country"),
            "kind": fields.text("kind", "other"),
            "open": fields.condition("when", world.scope),
        }
    return core


def legs(nodes: Sequence[yaml.Node], world: World) -> list[Leg]:
    core: list[Leg] = []
    for node in nodes:
        fields = Fields.of(node, LEG, world.report)
        core.append(
            {
                "from": fields.refer("from", world.places) or "",
                "to": fields.refer("to", world.places) or "",
                "route": fields.refer("route", world.routes) or "",
                "by": fields.text("by", "road"),
                "via": [point(node) for node in fields.items("via") if point(node)],
            }
        )
    return core


def routes(entries: Sequence[Entry], world: World) -> dict[str, Route]:
    core: dict[str, Route] = {}
    for entry in entries:
        fields = Fields.of(entry.node, ROUTE, world.report)
        shuts = fields.refer("shuts", world.scope.deadlines)
        core[entry.id] = {"name": fields.text("name"), "shuts": shuts}
    return core
