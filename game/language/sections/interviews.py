"""The section `interviews`, as its author wrote it; `windows.py` makes scenes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from game.engine.story import Expression, Outcome, Scene
from game.language.fields import Fields, Shape
from game.language.ids import HYPHENED, declared
from game.language.nodes import Entry
from game.language.roads import OUTCOME, effects, outcome
from game.language.sections.questioning import Betrayal
from game.language.sections.scenes import blank
from game.language.world import World

INTERVIEW = Shape(
    "interview",
    ("guard", "verdict"),
    ("text", "title", "place", "hour", "enter", "takes", "asks", "limit", "deck", "facts", "was", "dials", "summary"),
)


@dataclass(frozen=True, slots=True)
class Window:
    """An interview that is not yet scenes."""

    entry: Scene
    """The scene one arrives in, leading nowhere yet."""
    guards: list[str]
    asks: list[str]
    limit: int
    verdict: Mapping[str, Outcome]


def interviews(entries: Sequence[Entry], betrayals: Mapping[str, Betrayal], world: World) -> dict[str, Window]:
    judging = replace(world, scope=replace(world.scope, doubt=doubt(betrayals)))
    return {entry.id: _window(entry, world, judging) for entry in entries}


def doubt(betrayals: Mapping[str, Betrayal]) -> Expression:
    """The sum of the contradictions that hold."""
    total: Expression = 0
    for betrayal in betrayals.values():
        held: Expression = ["if", betrayal.core["when"], betrayal.core["doubt"], 0]
        total = held if total == 0 else ["+", total, held]
    return total


def _window(entry: Entry, world: World, judging: World) -> Window:
    fields = Fields.of(entry.node, INTERVIEW, world.report)
    scene = blank(fields, world, entry)
    scene["do"] = effects(fields, world, "enter")
    asks = fields.references("asks", world.questions, "question")
    return Window(
        scene,
        fields.references("guard", world.guards, "guard"),
        asks,
        fields.whole("limit", len(asks)),
        {each.id: _verdict(each, judging) for each in fields.entries("verdict")},
    )


def _verdict(entry: Entry, judging: World) -> Outcome:
    declared(entry, HYPHENED, judging.report)
    core = outcome(Fields.of(entry.node, OUTCOME, judging.report), judging, [])
    return {**core, "name": core.get("name", entry.id)}
