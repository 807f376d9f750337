"""The section `travellers`: whom one can play."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.story import Traveller
from game.language.fields import Fields, Shape
from game.language.ids import HYPHENED, declared
from game.language.nodes import Entry
from game.language.sections.variables import value_of
from game.language.world import World

TRAVELLER = Shape("traveller", ("name", "start"), ("card", "invented", "reported", "set", "facts"))


def travellers(entries: Sequence[Entry], world: World) -> dict[str, Traveller]:
    core: dict[str, Traveller] = {}
    for entry in entries:
        declared(entry, HYPHENED, world.report)
        fields = Fields.of(entry.node, TRAVELLER, world.report)
        core[entry.id] = {
            "name": fields.text("name"),
            "card": fields.prose("card", world.scope),
            "invented": fields.flag("invented"),
            "reported": fields.prose("reported", world.telling),
            "start": fields.refer("start", world.stages, "scene") or "",
            "set": _set(fields, world),
            "facts": fields.references("facts", world.facts, "fact"),
        }
    return core


def _set(fields: Fields, world: World) -> dict[str, int]:
    """What a traveller starts with instead of what the variables say."""
    variables = {name: each for name, each in world.scope.variables.items() if "/" not in name}
    given = fields.part("set", variables)
    return {name: value_of(given, name, variables[name]) for name in given.values}
