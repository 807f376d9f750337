"""The section `promises`: what is to hold in every state that a story can come to. `otherbank check` proves each."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.story import Promise
from game.language.fields import Fields, Shape
from game.language.ids import HYPHENED, declared
from game.language.nodes import Entry
from game.language.world import World

PROMISE = Shape("promise", ("says", "holds", "at"), ("facts",))


def promises(entries: Sequence[Entry], world: World) -> dict[str, Promise]:
    core: dict[str, Promise] = {}
    for entry in entries:
        declared(entry, HYPHENED, world.report)
        fields = Fields.of(entry.node, PROMISE, world.report)
        core[entry.id] = {
            "says": fields.text("says"),
            "holds": fields.condition("holds", world.scope),
            "at": fields.references("at", world.stages, "scene"),
            "facts": fields.references("facts", world.facts, "fact"),
        }
    return core
