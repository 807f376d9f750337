"""Where a scene, a choice or an event leads: `goto`, `chance`, `call` and `then`, `return`."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.story import RETURN, Effect, Outcome
from game.language import mistakes
from game.language.fields import Fields
from game.language.sections.clock import takes
from game.language.shapes import CITED, DO, TAKES, Key, Needs, Shape
from game.language.values import NUMBER, TEXT, Flag, Many, Ref
from game.language.world import World

_STAGE = Ref("scene")
ROADS = {
    "goto": Key(_STAGE, "the scene, ending or interview that it leads to"),
    "call": Key(_STAGE, "a shared scene to go to, which comes back, to `then`, where it says `return: true`"),
    "then": Key(_STAGE, "where one goes on once what was called has returned"),
    "return": Key(Flag(only_true=True), "`true`: goes back to whoever called"),
}
ROAD_RULES = (
    Needs("then", "call", mistakes.THEN_WITHOUT_CALL),
    Needs("call", "then", mistakes.CALL_WITHOUT_THEN),
)

OUTCOME = Shape(
    "outcome",
    {"weight": Key(NUMBER, "a number or an expression; one below nought counts as nought")},
    {
        "is": Key(TEXT, "a word or two that names it in the debrief"),
        "do": DO,
        "takes": TAKES,
        **ROADS,
        "facts": Key(CITED.value, "facts cited when it happens"),
    },
    leads=("goto", "call", "return"),
    rules=ROAD_RULES,
)
CHANCE = Key(Many(OUTCOME), "a list of weighted outcomes, of which one is drawn")


def effects(fields: Fields, world: World, key: str = "do") -> list[Effect]:
    """What is done, then the time that it takes."""
    return [*fields.effects(key, world.scope), *takes(fields, world.calendar)]


def outcomes(fields: Fields, world: World, do: Sequence[Effect]) -> list[Outcome]:
    """The outcomes of whatever leads on, each doing `do` first."""
    if fields.lead == "chance":
        parts = (Fields.of(node, OUTCOME, world.report) for node in fields.items("chance"))
        return [outcome(part, world, do) for part in parts]
    return [_outcome(fields, world, {"weight": 1, "do": list(do), "goto": "", "then": None, "facts": []})]


def outcome(fields: Fields, world: World, do: Sequence[Effect]) -> Outcome:
    """One weighted outcome."""
    core: Outcome = {
        "weight": fields.number("weight", world.scope),
        "do": [*do, *effects(fields, world)],
        "goto": "",
        "then": None,
        "facts": fields.references("facts", world.facts),
    }
    if name := fields.text("is"):
        core["name"] = name
    return _outcome(fields, world, core)


def _outcome(fields: Fields, world: World, core: Outcome) -> Outcome:
    match fields.lead:
        case "return":
            core["goto"] = RETURN
        case "call":
            core["goto"] = fields.refer("call", world.stages) or ""
            core["then"] = fields.refer("then", world.stages)
        case _:
            core["goto"] = fields.refer("goto", world.stages) or ""
    return core
