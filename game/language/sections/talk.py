"""`rumours`, `debates` and `dials`: what is said along the road, what is argued about it, what can be left out."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.story import Debate, Dial, Rumour, Turn, Voice
from game.language.fields import Fields, Shape
from game.language.ids import HYPHENED, declared
from game.language.nodes import Entry
from game.language.sections.clock import tick_in_play
from game.language.world import World

RUMOUR = Shape("rumour", ("says", "heard", "truth"), ("checked", "check"))
TURN = Shape("turn", ("at", "is"), ("facts",))
DEBATE = Shape("debate", ("question", "voices"))
VOICE = Shape("voice", ("side", "who", "says"), ("role", "date", "facts"))
DIAL = Shape("dial", ("name",), ("mild",))


def rumours(entries: Sequence[Entry], world: World) -> dict[str, Rumour]:
    core: dict[str, Rumour] = {}
    for entry in entries:
        declared(entry, HYPHENED, world.report)
        fields = Fields.of(entry.node, RUMOUR, world.report)
        turns = [_turn(Fields.of(node, TURN, world.report), world) for node in fields.items("truth")]
        core[entry.id] = {
            "says": fields.text("says"),
            "heard": fields.references("heard", world.stages, "scene"),
            "checked": fields.references("checked", world.stages, "scene"),
            "check": fields.text("check"),
            "truth": sorted(turns, key=lambda turn: turn["tick"]),
        }
    return core


def _turn(fields: Fields, world: World) -> Turn:
    return {
        "tick": tick_in_play(fields, "at", world.calendar),
        "is": fields.text("is"),
        "facts": fields.references("facts", world.facts, "fact"),
    }


def debates(entries: Sequence[Entry], world: World) -> dict[str, Debate]:
    core: dict[str, Debate] = {}
    for entry in entries:
        declared(entry, HYPHENED, world.report)
        fields = Fields.of(entry.node, DEBATE, world.report)
        voices = [_voice(Fields.of(node, VOICE, world.report), world) for node in fields.items("voices")]
        core[entry.id] = {"question": fields.text("question"), "voices": voices}
    return core


def _voice(fields: Fields, world: World) -> Voice:
    return {
        "side": fields.text("side"),
        "who": fields.text("who"),
        "role": fields.text("role"),
        "date": fields.text("date"),
        "says": fields.text("says"),
        "facts": fields.references("facts", world.facts, "fact"),
    }


def dials(entries: Sequence[Entry], world: World) -> dict[str, Dial]:
    core: dict[str, Dial] = {}
    for entry in entries:
        declared(entry, HYPHENED, world.report)
        fields = Fields.of(entry.node, DIAL, world.report)
        core[entry.id] = {"name": fields.text("name"), "mild": fields.flag("mild")}
    return core
