"""The sections `scenes` and `endings`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from game.engine.story import Ending, Scene
from game.language import mistakes
from game.language.fields import Fields
from game.language.ids import HYPHENED, renamed
from game.language.memory import remembered
from game.language.nodes import Entry
from game.language.prose import cited
from game.language.roads import CHANCE, ROAD_RULES, ROADS, effects, outcomes
from game.language.sections.choices import CHOICE, menu
from game.language.shapes import CITED, Key, Needs, Shape
from game.language.source import position
from game.language.values import EFFECTS, PROSE, TEXT, TEXTS, Entries, Many, Ref, Text
from game.language.world import World

_HOUR = Text("an hour", re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]"), "an hour and minutes, such as `23:40`")

PLACED = {
    "place": Key(Ref("place"), "where it happens; default: where the player already was"),
    "hour": Key(_HOUR, 'a clock face to show instead of the tick\'s hour, e.g. `"23:40"`'),
}
DIALLED = {
    "dials": Key(Many(Ref("dial")), "what a reader may have turned down: then `summary` is read in place of the text"),
    "summary": Key(PROSE, "prose: what one must know who skips it; required with `dials`"),
}
TOLD = {
    "text": Key(PROSE, "prose: what is told on coming here"),
    "title": Key(TEXT, "a heading"),
    **PLACED,
    **DIALLED,
}
"""What one reads on arrival."""
KEPT = {
    "facts": Key(CITED.value, "facts cited, beside those marked in the prose"),
    "deck": Key(TEXT, "name of the luck this draws from; default its own id. What shares a deck draws the same luck"),
    "was": Key(TEXTS, "older ids of it: `was: [lars-queue]`"),
}
"""What one does not read."""
TOLD_RULES = (Needs("dials", "summary", mistakes.DIAL_WITHOUT_SUMMARY),)
_ASK = Key(TEXTS, "questions that stand under the text, at which a group that reads together may stop and talk")

SCENE = Shape(
    "scene",
    {},
    {
        **TOLD,
        "ask": _ASK,
        "do": Key(EFFECTS, "effects on arrival"),
        "takes": Key(TEXT, "time on arrival, after `do`: `1 slot`, `2 slots`, `until dawn` (nothing, if it is dawn)"),
        "choices": Key(Entries(CHOICE, HYPHENED), "id → choice"),
        **ROADS,
        "chance": CHANCE,
        **KEPT,
    },
    leads=("choices", "goto", "chance", "call", "return"),
    rules=(*ROAD_RULES, *TOLD_RULES),
)
ENDING = Shape(
    "ending",
    {
        "title": Key(TEXT, "the ending's name"),
        "group": Key(TEXT, "endings of one group are counted together"),
        "text": Key(PROSE, "prose: where you stand"),
    },
    {
        **PLACED,
        "absent": Key(PROSE, "prose: who is not here"),
        "unknown": Key(PROSE, "prose: what nobody knows"),
        "meanwhile": Key(PROSE, "prose: what happened elsewhere that day, under the heading that `story` gives it"),
        "ask": Key(TEXTS, "a list of questions to talk about"),
        "facts": CITED,
        **DIALLED,
    },
    rules=TOLD_RULES,
)


def blank(fields: Fields, world: World, at: Entry) -> Scene:
    """What scenes, endings and interviews have in common, leading nowhere yet."""
    renamed(at, world.stages, world.report)
    where = position(at.key)
    return {
        "text": fields.prose("text", world.telling),
        "title": fields.text("title"),
        "place": fields.refer("place", world.places),
        "hour": fields.text("hour") or None,
        "do": [],
        "choices": {},
        "outcomes": [],
        "deck": fields.text("deck", at.id),
        "ending": None,
        "facts": fields.references("facts", world.facts),
        "was": fields.texts("was"),
        "window": None,
        "dials": fields.references("dials", world.dials),
        "summary": fields.prose("summary", world.telling),
        "ask": [],
        "at": f"{where.file}:{where.line}",
    }


def scenes(entries: Sequence[Entry], world: World) -> dict[str, Scene]:
    return {entry.id: remembered(_scene, entry, world) for entry in entries}


def _scene(entry: Entry, world: World) -> Scene:
    fields = Fields.of(entry.node, SCENE, world.report)
    scene = blank(fields, world, entry)
    scene["do"] = effects(fields, world)
    scene["ask"] = fields.texts("ask")
    if fields.lead == "choices":
        scene["choices"] = menu(entry.id, fields, world)
    elif fields.lead is not None:
        scene["outcomes"] = outcomes(fields, world, [])
    return scene


def endings(entries: Sequence[Entry], world: World) -> dict[str, Scene]:
    return {entry.id: remembered(_ending, entry, world) for entry in entries}


def _ending(entry: Entry, world: World) -> Scene:
    fields = Fields.of(entry.node, ENDING, world.report)
    ending: Ending = {
        "title": fields.text("title"),
        "group": fields.text("group"),
        "absent": fields.prose("absent", world.telling),
        "unknown": fields.prose("unknown", world.telling),
        "meanwhile": fields.prose("meanwhile", world.telling),
        "ask": fields.texts("ask"),
    }
    scene: Scene = {**blank(fields, world, entry), "ending": ending}
    told = (scene["text"], ending["absent"], ending["unknown"], ending["meanwhile"])
    if not scene["facts"] and not any(cited(prose) for prose in told) and "facts" not in fields:
        world.report.add(mistakes.ENDING_WITHOUT_FACTS, position(entry.key), id=entry.id)
    return scene
