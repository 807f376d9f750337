"""The sections `places`, `legs` and `routes`."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from game.engine.story import Leg, Place, Route
from game.language import mistakes
from game.language.fields import Fields, Shape
from game.language.ids import HYPHENED, declared
from game.language.nodes import Entry, items, scalars
from game.language.source import position
from game.language.world import World

PLACE = Shape("place", ("name", "at", "country"), ("kind", "when"))
LEG = Shape("leg", ("from", "to", "route"), ("by", "via"))
ROUTE = Shape("route", ("name",), ("shuts",))

_KINDS = ("city", "crossing", "other")
_FARTHEST = (90, 180)
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,9})?")


def places(entries: Sequence[Entry], world: World) -> dict[str, Place]:
    core: dict[str, Place] = {}
    for entry in entries:
        declared(entry, HYPHENED, world.report)
        fields = Fields.of(entry.node, PLACE, world.report)
        core[entry.id] = {
            "name": fields.text("name"),
            "at": _point(fields, fields.values["at"]) if "at" in fields else [],
            "country": fields.text("country"),
            "kind": fields.word("kind", _KINDS, "other"),
            "open": fields.condition("when", world.scope),
        }
    return core


def legs(nodes: Sequence[yaml.Node], world: World) -> list[Leg]:
    core: list[Leg] = []
    for node in nodes:
        fields = Fields.of(node, LEG, world.report)
        core.append(
            {
                "from": fields.refer("from", world.places, "place") or "",
                "to": fields.refer("to", world.places, "place") or "",
                "route": fields.refer("route", world.routes, "route") or "",
                "by": fields.text("by", "road"),
                "via": [_point(fields, point) for point in fields.items("via")],
            }
        )
    return core


def routes(entries: Sequence[Entry], world: World) -> dict[str, Route]:
    core: dict[str, Route] = {}
    for entry in entries:
        declared(entry, HYPHENED, world.report)
        fields = Fields.of(entry.node, ROUTE, world.report)
        shuts = fields.refer("shuts", world.scope.deadlines, "deadline")
        core[entry.id] = {"name": fields.text("name"), "shuts": shuts}
    return core


def _point(fields: Fields, node: yaml.Node) -> list[float]:
    """Latitude and longitude, in degrees."""
    texts = [scalar.value for scalar in scalars(node)]
    if len(texts) == len(items(node)) == len(_FARTHEST) and all(_DEGREES.fullmatch(text) for text in texts):
        point = [float(text) for text in texts]
        if all(abs(degrees) <= farthest for degrees, farthest in zip(point, _FARTHEST, strict=True)):
            return point
    fields.report.add(mistakes.BAD_POINT, position(node))
    return []
