"""What was made of parts that did not change since, for whoever compiles a story again at every save.

A file that says what it said keeps its nodes, and so do things made of things that were kept: the same object is the
same part. What was made of a part is used again where nothing else was asked for (`Memory.again`), or where its author
says no word in it that means something else in the world now (`remembered`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import yaml

from game.language.nodes import Entry
from game.language.places import typed

if TYPE_CHECKING:
    from game.language.scope import Scope
    from game.language.world import World

Made = TypeVar("Made")

_NAMED = (
    *("variables", "deadlines", "topics", "facts", "scenes", "asked"),
    *("places", "sources", "routes", "stages", "questions", "dials", "guards"),
)
"""The parts of a world that hold what an author speaks of under its name."""
_BESIDE = ("report", "telling", "memory")
"""Its parts on which nothing depends that is made in it; `telling` is its `scope` over again."""


class _Kept(NamedTuple):
    of: object
    """Kept as well, lest another part be taken for it."""
    given: tuple[object, ...]
    made: Any


_Kepts = dict[tuple[object, int], _Kept]


@dataclass(slots=True)
class Memory:
    made: _Kepts = field(default_factory=_Kepts)
    """By what made it, and by which part it was made of."""
    before: _Kepts = field(default_factory=_Kepts)
    """What was made the last time."""
    world: World | None = None
    """The one in which it was made: at first the last, then this time's."""
    changed: Collection[str] | None = None
    """The names that mean something else in this world than in the last; None: everything does."""

    def following(self) -> Memory:
        """The memory of the next time, which leaves this one as it is."""
        return Memory(before=self.made, world=self.world)

    def enter(self, world: World) -> None:
        """From here on things are made in this world."""
        self.changed = None if self.world is None else _changed(self.world, world)
        self.world = world

    def again(self, make: Callable[..., Made], of: object, *given: object) -> Made:
        """What `make` makes of a part and of what else it is given, on which alone it depends."""
        key = (make, id(of))
        kept = self.before.get(key)
        if kept is None or kept.given != given:
            kept = _Kept(of, given, make(of, *given))
        self.made[key] = kept
        return kept.made

    def means_the_same(self, node: yaml.Node) -> bool:
        """Whether all that is said in a node means what it meant."""
        if not self.changed:
            return self.changed is not None
        said = typed(node)
        if "\\" in said:  # `\x61` is a letter, too
            return False
        for name in self.changed:  # noqa: SIM110 - of every part that there is
            if name in said:
                return False
        return True


def remembered(make: Callable[..., Made], of: Entry | yaml.Node, world: World, *given: object) -> Made:
    """What `make` makes of a part in a world; what had mistakes is made again, so that they are told again."""
    node, memory = of.node if isinstance(of, Entry) else of, world.memory
    key = (make, id(node))
    kept = memory.before.get(key)
    if kept is None or kept.given != given or not memory.means_the_same(node):
        before = len(world.report.diagnostics)
        kept = _Kept(node, given, make(of, world, *given))
        if len(world.report.diagnostics) > before:
            return kept.made
    memory.made[key] = kept
    return kept.made


def _changed(then: World | Scope, now: World | Scope) -> Collection[str] | None:
    """The names whose meaning differs; None where something does that has no name, such as the calendar."""
    names = set[str]()
    for each in fields(now):
        new, old = getattr(now, each.name), getattr(then, each.name)
        if each.name in _BESIDE or new == old:
            continue
        if each.name not in (*_NAMED, "scope"):
            return None
        differing = _changed(old, new) if each.name == "scope" else _differing(old, new)
        if differing is None:
            return None
        names.update(differing)
    return names


def _differing(old: Mapping[str, object] | Collection[str], new: Mapping[str, object] | Collection[str]) -> set[str]:
    alike = set(old) & set(new)
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        alike = {name for name in alike if old[name] == new[name]}
    names = {*old, *new} - alike
    return {name.rpartition("/")[2] for name in names}  # `claim/purpose` is spoken of as `purpose`
