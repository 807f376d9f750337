"""The sections `scenes` and `endings`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from game.engine.story import Ending, Scene
from game.language import mistakes
from game.language.fields import Fields, Shape
from game.language.ids import HYPHENED, declared, renamed
from game.language.nodes import Entry
from game.language.prose import cited
from game.language.roads import effects, outcomes, way
from game.language.sections.choices import menu
from game.language.source import position
from game.language.world import World

SCENE = Shape(
    "scene",
    (),
    ("text", "title", "place", "hour", "do", "takes", "facts", "choices", "goto", "chance", "call", "then", "return",
     "deck", "was", "dials", "summary", "ask"),
)  # fmt: skip
ENDING = Shape(
    "ending",
    ("title", "group", "text"),
    ("place", "hour", "absent", "unknown", "meanwhile", "ask", "facts", "dials", "summary"),
)

_SCENE_LEADS = ("choices", "goto", "chance", "call", "return")
_HOUR = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")


def blank(fields: Fields, world: World, at: Entry) -> Scene:
    """What scenes, endings and interviews have in common, leading nowhere yet."""
    declared(at, HYPHENED, world.report)
    renamed(at, world.stages, world.report)
    where = position(at.key)
    if "dials" in fields and "summary" not in fields:
        world.report.add(mistakes.DIAL_WITHOUT_SUMMARY, fields.place("dials"), id=at.id)
    return {
        "text": fields.prose("text", world.telling),
        "title": fields.text("title"),
        "place": fields.refer("place", world.places, "place"),
        "hour": _hour(fields),
        "do": [],
        "choices": {},
        "outcomes": [],
        "deck": fields.text("deck", at.id),
        "ending": None,
        "facts": fields.references("facts", world.facts, "fact"),
        "was": fields.texts("was"),
        "window": None,
        "dials": fields.references("dials", world.dials, "dial"),
        "summary": fields.prose("summary", world.telling),
        "ask": [],
        "at": f"{where.file}:{where.line}",
    }


def _hour(fields: Fields) -> str | None:
    if "hour" not in fields:
        return None
    hour = fields.text("hour")
    if not _HOUR.fullmatch(hour):
        fields.not_of_form("hour", "an hour and minutes, such as `23:40`")
    return hour


def scenes(entries: Sequence[Entry], world: World) -> dict[str, Scene]:
    return {entry.id: _scene(entry, world) for entry in entries}


def _scene(entry: Entry, world: World) -> Scene:
    fields = Fields.of(entry.node, SCENE, world.report)
    scene = blank(fields, world, entry)
    scene["do"] = effects(fields, world)
    scene["ask"] = fields.texts("ask")
    lead = way(fields, _SCENE_LEADS)
    if lead == "choices":
        scene["choices"] = menu(entry.id, fields, world)
    elif lead is not None:
        scene["outcomes"] = outcomes(fields, world, [], lead)
    return scene


def endings(entries: Sequence[Entry], world: World) -> dict[str, Scene]:
    core: dict[str, Scene] = {}
    for entry in entries:
        fields = Fields.of(entry.node, ENDING, world.report)
        ending: Ending = {
            "title": fields.text("title"),
            "group": fields.text("group"),
            "absent": fields.prose("absent", world.telling),
            "unknown": fields.prose("unknown", world.telling),
            "meanwhile": fields.prose("meanwhile", world.telling),
            "ask": fields.texts("ask"),
        }
        scene = core[entry.id] = {**blank(fields, world, entry), "ending": ending}
        told = (scene["text"], ending["absent"], ending["unknown"], ending["meanwhile"])
        if not scene["facts"] and not any(cited(prose) for prose in told) and "facts" not in fields:
            world.report.add(mistakes.ENDING_WITHOUT_FACTS, position(entry.key), id=entry.id)
    return core
