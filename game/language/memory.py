"""What was made of parts whose file did not change since, for whoever compiles a story again at every save."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeVar, cast

import yaml

from game.language.nodes import Entry

if TYPE_CHECKING:
    from game.language.world import World

Made = TypeVar("Made")

_GROWING = ("places", "facts", "sources", "routes", "stages", "questions", "dials")
"""The names in a world of which there may be more than there were: what knew fewer of them is as it was."""
_BESIDE = ("report", "telling", "memory")


@dataclass(slots=True)
class Memory:
    world: World | None = None
    """The one in which all of it was made."""
    made: dict[tuple[int, object], tuple[yaml.Node, Any]] = field(
        default_factory=dict[tuple[int, object], tuple[yaml.Node, Any]]
    )
    """By the node that it was made of, which is kept lest another be taken for it, and by what made it."""
    before: dict[tuple[int, object], tuple[yaml.Node, Any]] = field(
        default_factory=dict[tuple[int, object], tuple[yaml.Node, Any]]
    )
    """What was made the last time, where that can be used again."""

    def enter(self, world: World) -> None:
        """Begins anew; what was made in a world that meant something else is forgotten."""
        self.before = self.made if self.world is not None and _holds(world, self.world) else {}
        self.made, self.world = {}, world


def remembered(make: Callable[[Entry, World], Made], entry: Entry, world: World) -> Made:
    """What `make` makes of an entry; what had mistakes is made again, so that they are told again."""
    memory, key = world.memory, (id(entry.node), make)
    if key in memory.before:
        memory.made[key] = memory.before[key]
        return cast("Made", memory.made[key][1])
    before = len(world.report.diagnostics)
    made = make(entry, world)
    if len(world.report.diagnostics) == before:
        memory.made[key] = (entry.node, made)
    return made


def _holds(now: World, then: World) -> bool:
    """Whether what was right then is right now, and means the same."""
    for each in fields(now):
        new, old = getattr(now, each.name), getattr(then, each.name)
        if each.name in _GROWING:
            if not set(old) <= set(new):
                return False
        elif each.name == "scope":
            same = (new.variables, new.deadlines, new.topics, new.asked, new.doubt)
            if same != (old.variables, old.deadlines, old.topics, old.asked, old.doubt):
                return False
            if any(not set(choices) <= set(new.scenes.get(name, ())) for name, choices in old.scenes.items()):
                return False
        elif each.name not in _BESIDE and new != old:
            return False
    return True
