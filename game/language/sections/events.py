"""The section `events`: what breaks in when its hour or its condition comes."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.story import Event
from game.language.fields import Fields, Shape
from game.language.ids import HYPHENED, declared
from game.language.nodes import Entry
from game.language.roads import effects, way
from game.language.world import World

EVENT = Shape("event", ("when",), ("goto", "call", "once", "do", "takes"))


def events(entries: Sequence[Entry], world: World) -> list[Event]:
    """In the order of the files; what comes only once has a variable `happened/<id>`."""
    core: list[Event] = []
    for entry in entries:
        declared(entry, HYPHENED, world.report)
        fields = Fields.of(entry.node, EVENT, world.report)
        lead = way(fields, ("goto", "call"))
        when, do = fields.condition("when", world.scope), effects(fields, world)
        if fields.flag("once", True):
            flag = f"happened/{entry.id}"
            when, do = ["and", when, ["not", flag]], [*do, [flag, 1]]
        core.append(
            {
                "id": entry.id,
                "when": when,
                "do": do,
                "goto": (lead and fields.refer(lead, world.stages, "scene")) or "",
                "returns": lead == "call",
            }
        )
    return core
