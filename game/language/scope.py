"""What a condition, an effect or a piece of prose may speak of, where it stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from game.engine.story import Expression, Variable


@dataclass(frozen=True, slots=True)
class Scope:
    variables: Mapping[str, Variable]
    """Those of the core by name: `clock`, `guard` and what lowering made among them."""
    deadlines: Mapping[str, int]
    """The tick of each."""
    topics: Mapping[str, Sequence[str]]
    """The values of each. The variable `claim/<topic>` is 0 for none and i + 1 for values[i]; `changed/<topic>`, a
    bool, is among the variables only where the story asks for it."""
    facts: Collection[str]
    scenes: Mapping[str, Collection[str]]
    """The choices of each scene, interview and ending."""
    asked: Mapping[str, Mapping[str, Sequence[str]]]
    """For each question and each of its answers, the scenes of the core in which it can be given."""
    doubt: Expression | None = None
    """What `doubt` stands for; None: it may not be used here."""
    history: bool = False
    """Whether the history of the playthrough may be asked: in prose."""

    @property
    def names(self) -> list[str]:
        """The variables that an author may write; lowering makes others, with a `/` in the name."""
        return [name for name in self.variables if "/" not in name]
