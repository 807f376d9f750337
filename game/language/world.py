"""What a story declares: whatever is read after it is checked against this."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from game.language.diagnostics import Report
from game.language.nodes import Entry, pairs, scalars, under
from game.language.scope import Scope
from game.language.sections.clock import Calendar


@dataclass(frozen=True, slots=True)
class World:
    report: Report
    calendar: Calendar
    scope: Scope
    """What a condition that steers may read."""
    places: Collection[str]
    facts: Collection[str]
    sources: Collection[str]
    routes: Collection[str]
    stages: Collection[str]
    """Scenes, endings and interviews: all that one can go to."""
    questions: Collection[str]
    guards: Collection[str]

    @property
    def telling(self) -> Scope:
        """What prose may read: the history as well."""
        return replace(self.scope, history=True)


def menus(stages: Sequence[Entry]) -> dict[str, list[str]]:
    """The ids of what can be chosen in each scene."""
    return {stage.id: [choice.id for choice in pairs(under(stage.node, "choices"))] for stage in stages}


def askings(questions: Sequence[Entry], interviews: Sequence[Entry]) -> dict[str, dict[str, list[str]]]:
    """For each question and each of its answers, the scenes of the core in which it can be given."""
    windows: dict[str, list[str]] = {}
    for interview in interviews:
        for question in scalars(under(interview.node, "asks")):
            windows.setdefault(question.value, []).append(f"{interview.id}/{question.value}")
    return {
        question.id: {answer.id: windows.get(question.id, []) for answer in pairs(under(question.node, "answers"))}
        for question in questions
    }
