"""The world that a story declares: whatever else is read is checked against it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from game.engine.story import Clock, Deadline
from game.language.diagnostics import Report
from game.language.memory import Memory
from game.language.scope import Scope
from game.language.sections.clock import Calendar
from game.language.sections.variables import Topic


@dataclass(frozen=True, slots=True)
class World:
    report: Report
    clock: Clock
    calendar: Calendar
    deadlines: Mapping[str, Deadline]
    topics: Mapping[str, Topic]
    scope: Scope
    """What a condition that steers may read."""
    telling: Scope
    """What prose may read: the history as well."""
    places: Collection[str]
    facts: Collection[str]
    sources: Collection[str]
    routes: Collection[str]
    stages: Collection[str]
    """Scenes, endings and interviews: all that one can go to."""
    questions: Collection[str]
    dials: Collection[str]
    guards: Collection[str]
    memory: Memory
    """What was made before of parts that did not change since."""
