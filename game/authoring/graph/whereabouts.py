"""Where the player may be in each scene: a scene that names no place is where the player already was."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.story import Story


def places(story: Story, ways: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """By scene, the names of the places, in the order in which the story has them.

    `ways`: each scene with one that it leads to. An event breaks in anywhere: its scenes take no place from it.
    """
    onward: dict[str, list[str]] = {}
    for source, target in ways:
        onward.setdefault(source, []).append(target)
    found: dict[str, set[str]] = {}
    for name, scene in story["scenes"].items():
        found[name] = {scene["place"]} if scene["place"] else set()
    todo = [name for name, where in found.items() if where]
    while todo:
        name = todo.pop()
        for after in onward.get(name, ()):
            if story["scenes"][after]["place"] is None and not found[name] <= found[after]:
                found[after] |= found[name]
                todo.append(after)
    return {
        name: tuple(place["name"] for key, place in story["places"].items() if key in where)
        for name, where in found.items()
    }
