"""Where a scene, a choice or an event leads: `goto`, `chance`, `call` and `then`, `return`."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.story import RETURN, Effect, Outcome
from game.language import mistakes
from game.language.fields import Fields, Shape
from game.language.sections.clock import takes
from game.language.world import World

OUTCOME = Shape("outcome", ("weight",), ("goto", "call", "then", "return", "do", "takes", "facts", "is"))

LEADS = ("goto", "call", "return")
"""The keys of an outcome that say where it leads."""


def effects(fields: Fields, world: World, key: str = "do") -> list[Effect]:
    """What is done, then the time that it takes."""
    return [*fields.effects(key, world.scope), *takes(fields, world.calendar)]


def way(fields: Fields, allowed: Sequence[str]) -> str | None:
    """Which one of the allowed keys says where this leads; none and several are reported."""
    found = [key for key in allowed if key in fields]
    listed = ", ".join(f"`{key}`" for key in allowed)
    if not found:
        fields.report.add(mistakes.LEADS_NOWHERE, fields.place(), what=fields.shape.name, allowed=listed)
    elif len(found) > 1:
        fields.report.add(
            mistakes.LEADS_TWICE, fields.place(found[1]), what=fields.shape.name, first=found[0], second=found[1]
        )
    if "then" in fields and "call" not in fields:
        fields.report.add(mistakes.THEN_WITHOUT_CALL, fields.place("then"))
    return found[0] if len(found) == 1 else None


def outcomes(fields: Fields, world: World, do: Sequence[Effect], lead: str | None) -> list[Outcome]:
    """The outcomes of whatever leads on by the key `lead`, each doing `do` first."""
    if lead == "chance":
        parts = (Fields.of(node, OUTCOME, world.report) for node in fields.items("chance"))
        return [outcome(part, world, do) for part in parts]
    return [_outcome(fields, world, lead, {"weight": 1, "do": list(do), "goto": "", "then": None, "facts": []})]


def outcome(fields: Fields, world: World, do: Sequence[Effect]) -> Outcome:
    """One weighted outcome."""
    core: Outcome = {
        "weight": fields.number("weight", world.scope),
        "do": [*do, *effects(fields, world)],
        "goto": "",
        "then": None,
        "facts": fields.references("facts", world.facts, "fact"),
    }
    if name := fields.text("is"):
        core["name"] = name
    return _outcome(fields, world, way(fields, LEADS), core)


def _outcome(fields: Fields, world: World, lead: str | None, core: Outcome) -> Outcome:
    match lead:
        case "return":
            core["goto"] = RETURN
            if not fields.flag("return", True):
                fields.not_of_form("return", "`true`, or take it out")
        case "call":
            core["goto"] = fields.refer("call", world.stages, "scene") or ""
            core["then"] = fields.refer("then", world.stages, "scene")
            if "then" not in fields:
                fields.report.add(mistakes.CALL_WITHOUT_THEN, fields.place("call"))
        case _:
            core["goto"] = fields.refer("goto", world.stages, "scene") or ""
    return core
