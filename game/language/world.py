"""What a story declares: whatever is read after it is checked against this."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from game.language.diagnostics import Report
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
