"""The section `interviews`, as its author wrote it; `windows.py` makes scenes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from game.engine.story import Expression, Outcome, Scene
from game.language.fields import Fields
from game.language.ids import HYPHENED
from game.language.memory import remembered
from game.language.nodes import Entry
from game.language.roads import OUTCOME, effects, outcome
from game.language.sections.questioning import Betrayal
from game.language.sections.scenes import KEPT, TOLD, TOLD_RULES, blank
from game.language.shapes import Key, Shape
from game.language.values import EFFECTS, TEXT, Entries, Many, Ref, Whole
from game.language.world import World

INTERVIEW = Shape(
    "interview",
    {
        "guard": Key(Many(Ref("guard")), "guards, of whom one is drawn"),
        "verdict": Key(
            Entries(OUTCOME, HYPHENED),
            "id → outcome; its `weight` may use `doubt`, and its id is its name unless `is` gives another",
        ),
    },
    {
        **TOLD,
        "enter": Key(EFFECTS, "effects on arrival"),
        "takes": Key(TEXT, "time on arrival, after `enter`"),
        "asks": Key(Many(Ref("question")), "questions, in any order"),
        "limit": Key(Whole(), "at most so many of them; default: all"),
        **KEPT,
    },
    rules=TOLD_RULES,
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
    doubts = doubt(betrayals)
    return {entry.id: remembered(_window, entry, world, doubts) for entry in entries}


def doubt(betrayals: Mapping[str, Betrayal]) -> Expression:
    """The sum of the contradictions that hold."""
    total: Expression = 0
    for betrayal in betrayals.values():
        held: Expression = ["if", betrayal.core["when"], betrayal.core["doubt"], 0]
        total = held if total == 0 else ["+", total, held]
    return total


def _window(entry: Entry, world: World, doubts: Expression) -> Window:
    judging = replace(world, scope=replace(world.scope, doubt=doubts))
    fields = Fields.of(entry.node, INTERVIEW, world.report)
    scene = blank(fields, world, entry)
    scene["do"] = effects(fields, world, "enter")
    asks = fields.references("asks", world.questions)
    return Window(
        scene,
        fields.references("guard", world.guards),
        asks,
        fields.whole("limit", len(asks)),
        {each.id: _verdict(each, judging) for each in fields.entries("verdict")},
    )


def _verdict(entry: Entry, judging: World) -> Outcome:
    core = outcome(Fields.of(entry.node, OUTCOME, judging.report), judging, [])
    return {**core, "name": core.get("name", entry.id)}
