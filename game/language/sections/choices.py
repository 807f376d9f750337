"""What a player may choose: the choices of a scene, and what the answers to a question share with them."""

from __future__ import annotations

from game.engine.story import Choice, Outcome
from game.language import mistakes
from game.language.fields import Fields
from game.language.ids import renamed
from game.language.nodes import Entry, scalars, under
from game.language.roads import CHANCE, ROAD_RULES, ROADS, effects, outcomes
from game.language.shapes import CITED, DO, TAKES, Apart, Key, Needs, Shape
from game.language.source import position
from game.language.values import CONDITION, PROSE, TEXT, TEXTS, Flag
from game.language.world import World

SAY = Key(PROSE, "prose: what the button says; no two choices of a scene may say the same")
OFFERED = {
    "when": Key(CONDITION, "condition. Where it fails the choice is hidden"),
    "locked": Key(
        PROSE,
        "prose: instead of being hidden where `when` fails, the choice is shown with this reason, and is not open",
    ),
    "once": Key(Flag(), "`true`: can be taken only once, and is hidden after; not together with `locked`"),
}
OFFERED_RULES = (
    Needs("locked", "when", mistakes.LOCKED_WITHOUT_WHEN),
    Apart("once", "locked", mistakes.LOCKED_AND_ONCE),
)

CHOICE = Shape(
    "choice",
    {"say": SAY},
    {
        **OFFERED,
        "fallback": Key(Flag(), "`true`: offered only when nothing else can be taken"),
        "do": DO,
        "takes": TAKES,
        **ROADS,
        "chance": CHANCE,
        "facts": CITED,
        "was": Key(TEXTS, "older ids of this choice"),
        "deck": Key(TEXT, "name of the luck it draws from; default: its own"),
    },
    leads=("goto", "chance", "call", "return"),
    rules=(*OFFERED_RULES, *ROAD_RULES),
)


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
        renamed(entry, present, world.report)
        for say in scalars(under(entry.node, "say")):
            first = seen.setdefault(say.value.strip(), entry.id)
            if first != entry.id:
                world.report.add(mistakes.SAME_WORDS, position(say), first=first, second=entry.id)
    return entries


def _choice(scene: str, entry: Entry, world: World) -> Choice:
    fields = Fields.of(entry.node, CHOICE, world.report)
    ways = outcomes(fields, world, effects(fields, world))
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
        "facts": fields.references("facts", world.facts),
        "was": fields.texts("was"),
    }
    return once_only(choice, f"once/{name}") if fields.flag("once") else choice


def once_only(choice: Choice, flag: str) -> Choice:
    """The same choice, offered until the bool variable `flag` says that it was taken."""
    fresh = ["not", flag]
    return {
        **choice,
        "when": fresh if choice["when"] == 1 else ["and", choice["when"], fresh],
        "outcomes": [{**way, "do": [*way["do"], [flag, 1]]} for way in choice["outcomes"]],
    }
