"""`rumours`, `debates` and `dials`: what is said along the road, what is argued about it, what can be left out."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.story import Debate, Dial, Rumour, Turn, Voice
from game.language.fields import Fields
from game.language.memory import remembered
from game.language.nodes import Entry
from game.language.sections.clock import MOMENT, tick_in_play
from game.language.shapes import CITED, Key, Shape
from game.language.values import TEXT, Flag, Many, Ref
from game.language.world import World

TURN = Shape(
    "turn",
    {
        "at": Key(MOMENT, "from when"),
        "is": Key(TEXT, "what was true then"),
    },
    {"facts": CITED},
)
RUMOUR = Shape(
    "rumour",
    {
        "says": Key(TEXT, "the rumour, as it went round"),
        "heard": Key(Many(Ref("scene")), "the scenes in which one hears it"),
        "truth": Key(Many(TURN), "what was true of it, from which moment on"),
    },
    {
        "checked": Key(Many(Ref("scene")), "the scenes in which one finds out"),
        "check": Key(TEXT, "how one could, and at what cost"),
    },
)

VOICE = Shape(
    "voice",
    {
        "side": Key(TEXT, "for, against, between: voices of one side stand together"),
        "who": Key(TEXT, "whose voice"),
        "says": Key(TEXT, "what was said, in one sentence of your own"),
    },
    {
        "role": Key(TEXT, "who that is"),
        "date": Key(TEXT, "when it was said"),
        "facts": CITED,
    },
)
DEBATE = Shape(
    "debate",
    {
        "question": Key(TEXT, "what is argued about"),
        "voices": Key(Many(VOICE), "those who were heard"),
    },
)
DIAL = Shape(
    "dial",
    {"name": Key(TEXT, "how it is called in the settings")},
    {"mild": Key(Flag(), "`true`: the mild setting turns it down")},
)


def rumours(entries: Sequence[Entry], world: World) -> dict[str, Rumour]:
    return {entry.id: remembered(_rumour, entry, world) for entry in entries}


def _rumour(entry: Entry, world: World) -> Rumour:
    fields = Fields.of(entry.node, RUMOUR, world.report)
    turns = [_turn(Fields.of(node, TURN, world.report), world) for node in fields.items("truth")]
    return {
        "says": fields.text("says"),
        "heard": fields.references("heard", world.stages),
        "checked": fields.references("checked", world.stages),
        "check": fields.text("check"),
        "truth": sorted(turns, key=lambda turn: turn["tick"]),
    }


def _turn(fields: Fields, world: World) -> Turn:
    return {
        "tick": tick_in_play(fields, "at", world.calendar),
        "is": fields.text("is"),
        "facts": fields.references("facts", world.facts),
    }


def debates(entries: Sequence[Entry], world: World) -> dict[str, Debate]:
    return {entry.id: remembered(_debate, entry, world) for entry in entries}


def _debate(entry: Entry, world: World) -> Debate:
    fields = Fields.of(entry.node, DEBATE, world.report)
    voices = [_voice(Fields.of(node, VOICE, world.report), world) for node in fields.items("voices")]
    return {"question": fields.text("question"), "voices": voices}


def _voice(fields: Fields, world: World) -> Voice:
    return {
        "side": fields.text("side"),
        "who": fields.text("who"),
        "role": fields.text("role"),
        "date": fields.text("date"),
        "says": fields.text("says"),
        "facts": fields.references("facts", world.facts),
    }


def dials(entries: Sequence[Entry], world: World) -> dict[str, Dial]:
    core: dict[str, Dial] = {}
    for entry in entries:
        fields = Fields.of(entry.node, DIAL, world.report)
        core[entry.id] = {"name": fields.text("name"), "mild": fields.flag("mild")}
    return core
