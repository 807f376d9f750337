"""What a scene can lead to, whatever is true there."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.story import RETURN, Outcome, Scene


def outcomes(scene: Scene) -> Iterator[Outcome]:
    """Its own and those of its choices."""
    yield from scene["outcomes"]
    for choice in scene["choices"].values():
        yield from choice["outcomes"]


def onward(scene: Scene) -> Iterator[str]:
    """The scenes that it leads to, and those that are come back to after them."""
    for outcome in outcomes(scene):
        yield from targets(outcome)


def targets(outcome: Outcome) -> Iterator[str]:
    """The scene that it leads to, and that which is come back to after it."""
    if outcome["goto"] != RETURN:
        yield outcome["goto"]
    if outcome["then"] is not None:
        yield outcome["then"]
