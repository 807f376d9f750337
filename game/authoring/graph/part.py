"""A part of the map: what can be come to from some scenes."""

from __future__ import annotations

from collections.abc import Iterable

from game.authoring.graph.story_map import StoryMap


def onward(of: StoryMap, starts: Iterable[str], depth: int | None = None) -> StoryMap:
    """What lies at most so many ways ahead; all that does where `depth` is None."""
    leads: dict[str, list[str]] = {}
    for way in of.ways:
        leads.setdefault(way.source, []).append(way.target)
    edge = list(dict.fromkeys(starts))
    found = set(edge)
    while edge and (depth is None or depth > 0):
        ahead = dict.fromkeys(target for name in edge for target in leads.get(name, ()) if target not in found)
        edge = list(ahead)
        found |= ahead.keys()
        depth = None if depth is None else depth - 1
    return of.part(found)


def of_traveller(of: StoryMap, traveller: str) -> StoryMap:
    """What one traveller (by name) may come to, conditions left out. An event is taken to break in where the file that
    its scene stands in is come to."""
    starts = [name for name, scene in of.scenes.items() if traveller in scene.begins]
    files = {scene.file for scene in onward(of, starts).scenes.values()}
    events = [name for name, scene in of.scenes.items() if scene.breaks_in and scene.file in files]
    return onward(of, [*starts, *events])
