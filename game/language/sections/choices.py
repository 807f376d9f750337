"""What a player may choose: the choices of a scene, and what the answers to a question share with them."""

from __future__ import annotations

from game.engine.story import Choice, Outcome
from game.language import mistakes
from game.language.fields import Fields, Shape
from game.language.ids import HYPHENED, declared, renamed
from game.language.nodes import Entry, scalars, under
from game.language.roads import effects, outcomes, way
from game.language.source import position
from game.language.world import World

CHOICE = Shape(
    "choice",
    ("say",),
    ("when", "locked", "once", "fallback", "do", "takes", "goto", "chance", "call", "then", "return", "facts", "was",
     "deck"),
)  # fmt: skip

_LEADS = ("goto", "chance", "call", "return")


def menu(scene: str, fields: Fields, world: World) -> dict[str, Choice]:
    """The choices of a scene."""
    entries = listed(fields, "choices", world)
    return {entry.id: _choice(scene, entry, world) for entry in entries}


def listed(fields: Fields, key: str, world: World) -> list[Entry]:
    """The choices or answers under a key, each of which a player can tell from the others."""
    entries = fields.entries(key)
    present = {entry.id for entry in entries}
    seen: dict[str, str] = {}
    for entry in entries:
        declared(entry, HYPHENED, world.report)
        renamed(entry, present, world.report)
        for say in scalars(under(entry.node, "say")):
            first = seen.setdefault(say.value.strip(), entry.id)
            if first != entry.id:
                world.report.add(mistakes.SAME_WORDS, position(say), first=first, second=entry.id)
    return entries


def _choice(scene: str, entry: Entry, world: World) -> Choice:
    fields = Fields.of(entry.node, CHOICE, world.report)
    ways = outcomes(fields, world, effects(fields, world), way(fields, _LEADS))
    return offered(fields, world, f"{scene}/{entry.id}", ways)


def offered(fields: Fields, world: World, name: str, ways: list[Outcome]) -> Choice:
    """A choice or an answer that leads to these outcomes; `name` is its own in the whole story."""
    choice: Choice = {
        "say": fields.prose("say", world.telling),
        "when": fields.condition("when", world.scope),
        "locked": fields.prose("locked", world.telling) if "locked" in fields else None,
        "fallback": fields.flag("fallback"),
        "outcomes": ways,
        "deck": fields.text("deck", name),
        "facts": fields.references("facts", world.facts, "fact"),
        "was": fields.texts("was"),
    }
    if choice["locked"] is not None and "when" not in fields:
        world.report.add(mistakes.LOCKED_WITHOUT_WHEN, fields.place("locked"))
    if not fields.flag("once"):
        return choice
    if choice["locked"] is not None:
        world.report.add(mistakes.LOCKED_AND_ONCE, fields.place("once"))
    return once_only(choice, f"once/{name}")


def once_only(choice: Choice, flag: str) -> Choice:
    """The same choice, offered until the bool variable `flag` says that it was taken."""
    fresh = ["not", flag]
    return {
        **choice,
        "when": fresh if choice["when"] == 1 else ["and", choice["when"], fresh],
        "outcomes": [{**way, "do": [*way["do"], [flag, 1]]} for way in choice["outcomes"]],
    }
