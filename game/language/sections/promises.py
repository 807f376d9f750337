"""The section `promises`: what is to hold in every state that a story can come to. `otherbank check` proves each."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.story import Promise
from game.language.fields import Fields
from game.language.memory import remembered
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
    return {entry.id: remembered(_promise, entry, world) for entry in entries}


def _promise(entry: Entry, world: World) -> Promise:
    fields = Fields.of(entry.node, PROMISE, world.report)
    return {
        "says": fields.text("says"),
        "holds": fields.condition("holds", world.scope),
        "at": fields.references("at", world.stages),
        "facts": fields.references("facts", world.facts),
    }
