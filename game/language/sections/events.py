"""The section `events`: what breaks in when its hour or its condition comes."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.story import Event
from game.language.fields import Fields
from game.language.memory import remembered
from game.language.nodes import Entry
from game.language.roads import effects
from game.language.shapes import DO, TAKES, Key, Shape
from game.language.values import CONDITION, Flag, Ref
from game.language.world import World

EVENT = Shape(
    "event",
    {"when": Key(CONDITION, "condition under which it happens")},
    {
        "goto": Key(Ref("scene"), "the scene that breaks in; where the player was going is forgotten"),
        "call": Key(Ref("scene"), "the scene that breaks in; the player comes where they were going at `return: true`"),
        "once": Key(
            Flag(),
            "whether it happens only once; default true. With `false`, see to it that what it does ends its `when`, "
            "or it will happen again at once",
        ),
        "do": DO,
        "takes": TAKES,
    },
    leads=("goto", "call"),
)


def events(entries: Sequence[Entry], world: World) -> list[Event]:
    """In the order of the files; what comes only once has a variable `happened/<id>`."""
    return [remembered(_event, entry, world) for entry in entries]


def _event(entry: Entry, world: World) -> Event:
    fields = Fields.of(entry.node, EVENT, world.report)
    when, do = fields.condition("when", world.scope), effects(fields, world)
    if fields.flag("once", True):
        flag = f"happened/{entry.id}"
        when, do = ["and", when, ["not", flag]], [*do, [flag, 1]]
    return {
        "id": entry.id,
        "when": when,
        "do": do,
        "goto": (fields.lead and fields.refer(fields.lead, world.stages)) or "",
        "returns": fields.lead == "call",
    }
