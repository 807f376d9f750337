"""Which variables a reader has to keep a note of."""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.export.booklet.possible import Possible
from game.engine.story import Effect, Expression, Prose, Scene


def asked(possible: Possible) -> set[str]:
    """Variables that can change, and that something asks for or that are the reader's things or claims."""
    kept = {name for name, each in possible.variables.items() if "heading" in each or "topic" in each}
    found: set[str] = set()
    for scene in possible.scenes.values():
        found |= set(_of_scene(scene, possible))
    for event in possible.events:
        found |= {*_names(possible.settled(event["when"])), *_of_effects(event["do"], possible)}
    changes = {name for name, each in possible.variables.items() if each["low"] < each["high"]}
    return (kept | found) & changes


def _of_scene(scene: Scene, possible: Possible) -> Iterator[str]:
    yield from _of_prose(scene["text"], possible)
    yield from _of_effects(scene["do"], possible)
    if ending := scene["ending"]:
        for prose in (ending["absent"], ending["unknown"], ending["meanwhile"]):
            yield from _of_prose(prose, possible)
    for choice in scene["choices"].values():
        yield from _names(possible.settled(choice["when"]))
        for prose in (choice["say"], choice["locked"] or []):
            yield from _of_prose(prose, possible)
    for outcomes in (scene["outcomes"], *(choice["outcomes"] for choice in scene["choices"].values())):
        for outcome in outcomes:
            yield from _of_effects(outcome["do"], possible)
            yield from _names(possible.settled(outcome["weight"])) if len(outcomes) > 1 else ()


def _of_effects(effects: list[Effect], possible: Possible) -> Iterator[str]:
    for name, tree in effects:
        yield from (each for each in _names(possible.settled(tree)) if each != name)


def _of_prose(prose: Prose, possible: Possible) -> Iterator[str]:
    for part in prose:
        if isinstance(part, str):
            continue
        if "value" in part:
            yield part["value"]
        if "if" in part:
            yield from _names(possible.settled(part["if"]))
        ways = [part.get("then", []), part.get("else", [])]
        ways += [each for key in ("first", "once", "cycle", "shuffle") for each in part.get(key, [])]
        for way in ways:
            yield from _of_prose(way, possible)


def _names(tree: Expression) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif not isinstance(tree, int) and tree[0] not in ("visits", "visited", "chose", "draw"):
        for each in tree[1:2] if tree[0] == "in" else tree[1:]:
            yield from _names(each)
