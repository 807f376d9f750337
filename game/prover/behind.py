"""Of the scenes that nobody can come to, the first: what lies behind those, or behind a choice told of, goes unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from game.engine.onward import onward, targets
from game.engine.story import Outcome, Scene, Story


class Exit(NamedTuple):
    """An outcome, by its number in a choice of a scene, or in the scene's own chance; `way` counts within the scene."""

    scene: str
    way: int
    outcome: int


def ways(scene: Scene) -> list[tuple[str | None, Sequence[Outcome]]]:
    """The scene's own chance, if it has one, and its choices, each with its outcomes."""
    own = [(None, scene["outcomes"])] if scene["outcomes"] else []
    return [*own, *((choice_id, choice["outcomes"]) for choice_id, choice in scene["choices"].items())]


def foremost(story: Story, reached: AbstractSet[str], shut: AbstractSet[Exit]) -> list[str]:
    """The scenes out of reach to tell of. `shut`: the exits of which it is told that nobody ever takes them."""
    open_, closed = {event["goto"] for event in story["events"]}, set[str]()
    open_ |= {traveller["start"] for traveller in story["travellers"].values()}
    for scene_id in story["scenes"].keys() & reached:
        for way, (_, outcomes) in enumerate(ways(story["scenes"][scene_id])):
            for number, outcome in enumerate(outcomes):
                (closed if Exit(scene_id, way, number) in shut else open_).update(targets(outcome))
    missed = [scene_id for scene_id in story["scenes"] if scene_id not in reached]
    first = [scene_id for scene_id in missed if scene_id in open_]
    behind = _behind(story, (scene_id for scene_id in missed if scene_id in open_ | closed), reached)
    for scene_id in missed:  # to which no road leads from anywhere that was reached: one word for all of such an island
        if scene_id not in behind:
            first.append(scene_id)
            behind |= _behind(story, [scene_id], reached)
    return first


def _behind(story: Story, scenes: Iterable[str], reached: AbstractSet[str]) -> set[str]:
    """These, and all that is out of reach and can be come to through them alone."""
    found, todo = set[str](), list(scenes)
    while todo:
        scene_id = todo.pop()
        if scene_id not in found:
            found.add(scene_id)
            todo += [each for each in onward(story["scenes"][scene_id]) if each not in reached]
    return found
