"""What is wrong with a story, said so that a person can act on it: where, what, why, and how to mend it.

Each kind of mistake is one `Kind`: a stable code, the words, and an example story that makes it. The tests run the
examples; the documentation prints them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

_LONGEST_NAME = 60


class Position(NamedTuple):
    """Where in the author's files; line and column count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mistake. `message` and `mend` are format strings over the words that `Report.add` is given."""

    code: str
    message: str
    mend: str
    why: str
    example: str
    """A YAML file that, put beside the smallest sound story, makes exactly this mistake where `<<` and `>>` stand."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    kind: Kind
    position: Position
    message: str
    mend: str


@dataclass(slots=True)
class Report:
    """Collects every mistake of a story; nothing stops at the first."""

    diagnostics: list[Diagnostic] = field(default_factory=list["Diagnostic"])
    most_hints: int = 200
    """After so many mistakes no name is looked for that was meant: it takes long in a story that is wrong all over."""

    def add(self, kind: Kind, position: Position, **words: object) -> None:
        self.diagnostics.append(Diagnostic(kind, position, kind.message.format(**words), kind.mend.format(**words)))

    def meant(self, name: str, declared: Iterable[str]) -> str:
        """As the function `meant`, of the many names that a story declares."""
        return meant(name[:_LONGEST_NAME], declared) if len(self.diagnostics) < self.most_hints else ""

    def __bool__(self) -> bool:
        return bool(self.diagnostics)

    def in_order(self) -> list[Diagnostic]:
        """By file and place, each once."""
        return sorted(dict.fromkeys(self.diagnostics), key=lambda found: (found.position, found.kind.code))


def meant(word: str, known: Iterable[str]) -> str:
    """`Did you mean `x`?` with the nearest known word, or nothing where none is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Did you mean `{near[0]}`?" if near else ""
