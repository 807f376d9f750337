"""Which keys a mapping of the author's has, what stands under each, and which go together.

What is said here once is what the loader checks, what `otherbank schema` tells an editor, and what the tables of
docs/story-format.md list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from game.language.diagnostics import Kind, Report
from game.language.ids import Form
from game.language.values import CONDITION, EFFECTS, TEXT, Entries, Many, Ref, Value


class Key(NamedTuple):
    value: Value
    meaning: str


class Needs(NamedTuple):
    """A key that says nothing without another."""

    key: str
    other: str
    wrong: Kind

    def broken(self, given: Mapping[str, yaml.Node]) -> bool:
        return self.key in given and self.other not in given


class Apart(NamedTuple):
    """A key that cannot be true where another stands."""

    key: str
    other: str
    wrong: Kind

    def broken(self, given: Mapping[str, yaml.Node]) -> bool:
        return self.key in given and self.other in given and given[self.key].value == "true"


@dataclass(frozen=True, eq=False)
class Shape:
    """One sort of mapping. `name` is what the messages and the documentation call it."""

    name: str
    required: Mapping[str, Key] = field(default_factory=dict[str, Key])
    optional: Mapping[str, Key] = field(default_factory=dict[str, Key])
    leads: tuple[str, ...] = ()
    """The keys of which exactly one says where it leads."""
    rules: tuple[Needs | Apart, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", {**self.required, **self.optional})

    keys: Mapping[str, Key] = field(init=False)

    def sound(self, node: yaml.Node, key: str, report: Report) -> bool:  # noqa: ARG002
        """What stands in it is looked at when it is read."""
        return True

    def parts(self) -> Iterator[Shape]:
        """The shapes of what stands under its keys."""
        for key in self.keys.values():
            if isinstance(key.value, Many | Entries) and isinstance(key.value.of, Shape):
                yield key.value.of


@dataclass(frozen=True)
class Section:
    """A part of a story, under its name in any file."""

    shape: Shape
    meaning: str
    ids: Form | None = None
    """How the ids in it are written; None where it has none."""
    once: bool = False
    """Whether it is one thing; otherwise it is things under ids or, where there are no ids, a list."""

    @property
    def value(self) -> Value:
        """What stands under the section's name."""
        return self.shape if self.once else Entries(self.shape, self.ids) if self.ids else Many(self.shape)


CITED = Key(Many(Ref("fact")), "facts cited")
DO = Key(EFFECTS, "effects: `do: nerve -= 1`, or a list of them, done in order")
TAKES = Key(TEXT, "the time it takes, after `do`: `1 slot`, `2 slots`, `until dawn`")
WHEN = Key(CONDITION, "condition")
