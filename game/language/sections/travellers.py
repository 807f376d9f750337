"""The section `travellers`: whom one can play."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.story import Traveller
from game.language import mistakes
from game.language.fields import Fields
from game.language.memory import remembered
from game.language.nodes import Entry
from game.language.sections.variables import value_of
from game.language.shapes import CITED, Key, Shape
from game.language.source import position
from game.language.values import PROSE, TEXT, Entries, Flag, Ref
from game.language.world import World

ALL = "all"
"""What a check calls all travellers together."""

TRAVELLER = Shape(
    "traveller",
    {
        "name": Key(TEXT, "how the traveller is called"),
        "start": Key(Ref("scene"), "the first scene"),
    },
    {
        "card": Key(PROSE, "prose: who this is"),
        "invented": Key(Flag(), "`true`: a composite; the card says so"),
        "reported": Key(PROSE, "prose: what was reported of this person, shown with every ending"),
        "set": Key(
            Entries(TEXT, what="variable"), "values of variables at the start, where they differ from the declared ones"
        ),
        "facts": CITED,
    },
)


def travellers(entries: Sequence[Entry], world: World) -> dict[str, Traveller]:
    return {entry.id: remembered(_traveller, entry, world) for entry in entries}


def _traveller(entry: Entry, world: World) -> Traveller:
    if entry.id == ALL:
        world.report.add(mistakes.RESERVED_NAME, position(entry.key), name=entry.id)
    fields = Fields.of(entry.node, TRAVELLER, world.report)
    return {
        "name": fields.text("name"),
        "card": fields.prose("card", world.scope),
        "invented": fields.flag("invented"),
        "reported": fields.prose("reported", world.telling),
        "start": fields.refer("start", world.stages) or "",
        "set": _set(fields, world),
        "facts": fields.references("facts", world.facts),
    }


def _set(fields: Fields, world: World) -> dict[str, int]:
    """What a traveller starts with instead of what the variables say."""
    variables = {name: each for name, each in world.scope.variables.items() if "/" not in name}
    given = fields.part("set", variables, "variable")
    return {name: value_of(given, name, variables[name]) for name in given.values}
