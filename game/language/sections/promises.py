"""The section `promises`: what is to hold in every state that a story can come to. `otherbank check` proves each."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.story import Promise
from game.language.fields import Fields
from game.language.nodes import Entry
from game.language.shapes import CITED, Key, Shape
from game.language.values import CONDITION, TEXT, Many, Ref
from game.language.world import World

PROMISE = Shape(
    "promise",
    {
        "says": Key(TEXT, "the promise, for people"),
        "at": Key(Many(Ref("scene")), "the scenes it is about, on coming there"),
        "holds": Key(CONDITION, "the condition that holds in each state of theirs that can be come to"),
    },
    {"facts": CITED},
)


def promises(entries: Sequence[Entry], world: World) -> dict[str, Promise]:
    core: dict[str, Promise] = {}
    for entry in entries:
        fields = Fields.of(entry.node, PROMISE, world.report)
        core[entry.id] = {
            "says": fields.text("says"),
            "holds": fields.condition("holds", world.scope),
            "at": fields.references("at", world.stages),
            "facts": fields.references("facts", world.facts),
        }
    return core
