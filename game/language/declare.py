"""What a story declares, read before anything that may refer to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import yaml

from game.engine.story import CLOCK
from game.language.diagnostics import Report
from game.language.files import Sections
from game.language.memory import Memory
from game.language.nodes import Entry, pairs, scalars, under
from game.language.scope import Scope
from game.language.sections.clock import clock, clock_variable, deadlines
from game.language.sections.variables import claim_variable, flag_variable, guard_variable, topics, variables
from game.language.windows import GUARD
from game.language.world import World
from game.wording import N_

_CHANGED = re.compile(r"changed[\s('\"]+(\w+)")


def declare(sections: Sections, texts: Sequence[str], report: Report, memory: Memory) -> World:
    """The world of a story. `texts` is all of its files: in them is seen on which topics `changed` is asked."""
    by_id, ids = sections.by_id, sections.ids
    clock_core, calendar = clock(sections.one["clock"], report)
    subjects = topics(by_id["topics"], report)
    gates = deadlines(by_id["deadlines"], calendar, ids, report)
    known = {CLOCK: clock_variable(calendar)}
    if by_id["guards"]:
        known[GUARD] = guard_variable(ids("guards"))
    known |= variables(by_id["variables"], report)
    known |= {f"claim/{name}": claim_variable(name, topic) for name, topic in subjects.items()}
    asked = {name for text in texts for name in memory.again(_CHANGED.findall, text)}
    known |= {f"changed/{name}": flag_variable(N_("Told otherwise before")) for name in subjects if name in asked}
    facts = frozenset(sections.evidence())
    scope = Scope(
        variables=known,
        deadlines={name: gate["tick"] for name, gate in gates.items()},
        topics={name: list(topic.values) for name, topic in subjects.items()},
        facts=facts,
        scenes={stage.id: memory.again(_choices, stage.node) for stage in sections.stages()},
        asked=_answers(by_id["questions"], by_id["interviews"]),
    )
    world = World(
        report=report,
        clock=clock_core,
        calendar=calendar,
        deadlines=gates,
        topics=subjects,
        scope=scope,
        telling=replace(scope, history=True),
        places=frozenset(ids("places")),
        facts=facts,
        sources=frozenset(ids("sources")),
        routes=frozenset(ids("routes")),
        stages={stage.id for stage in sections.stages()},
        questions=frozenset(ids("questions")),
        dials=frozenset(ids("dials")),
        guards=frozenset(ids("guards")),
        memory=memory,
    )
    memory.enter(world)
    return world


def _choices(stage: yaml.Node) -> list[str]:
    return [choice.id for choice in pairs(under(stage, "choices"))]


def _answers(questions: list[Entry], interviews: list[Entry]) -> dict[str, dict[str, list[str]]]:
    """For each question and each of its answers, the scenes of the core in which it can be given."""
    windows: dict[str, list[str]] = {}
    for interview in interviews:
        for question in scalars(under(interview.node, "asks")):
            windows.setdefault(question.value, []).append(f"{interview.id}/{question.value}")
    return {
        question.id: {answer.id: windows.get(question.id, []) for answer in pairs(under(question.node, "answers"))}
        for question in questions
    }
