"""Playing a list of moves again, in a story that may have been edited since they were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from game.engine.playthrough import Move, Playthrough
from game.engine.rules import Rules
from game.engine.story import Choice, Scene


class Divergence(NamedTuple):
    """The first move that no longer stands; all moves before it do."""

    at: int
    """Its number, counting from nought."""
    move: Move
    reason: str


class Replay(NamedTuple):
    playthrough: Playthrough
    """As far as the moves stand."""
    divergence: Divergence | None


def replay(rules: Rules, traveller: str, seed: int, moves: Sequence[Move]) -> Replay:
    """Plays the moves as far as they stand, honouring declared renames; never follows one that strays.

    Raises `ValueError` where the story has no such traveller.
    """
    playthrough = Playthrough(rules, traveller, seed)
    for at, move in enumerate(moves):
        known = _renamed(rules, move)
        if reason := _strays(playthrough, known):
            return Replay(playthrough, Divergence(at, move, reason))
        playthrough.choose(known.choice)
    return Replay(playthrough, None)


def _renamed(rules: Rules, move: Move) -> Move:
    """The move under the names that the story has for it today."""
    scenes = rules.story["scenes"]
    scene = _today(move.scene, scenes)
    return Move(scene, _today(move.choice, scenes[scene]["choices"] if scene in scenes else {}))


def _today(old: str, named: Mapping[str, Scene] | Mapping[str, Choice]) -> str:
    """The id today of what had an id; the old one where nothing, or more than one thing, says that it had it."""
    if old in named:
        return old
    heirs = [new for new, thing in named.items() if old in thing["was"]]
    return heirs[0] if len(heirs) == 1 else old


def _strays(playthrough: Playthrough, move: Move) -> str:
    """Why this move cannot be made now; empty where it can."""
    scenes = playthrough.rules.story["scenes"]
    here = playthrough.scene
    if move.scene not in scenes:
        return f"the scene `{move.scene}` is no longer in the story"
    if move.scene != here:
        return f"the story is now in `{here}`, where the playthrough chose in `{move.scene}`"
    if move.choice not in scenes[here]["choices"]:
        return f"the scene `{here}` no longer has the choice `{move.choice}`"
    for option in playthrough.choices():
        if option.id == move.choice:
            return "" if option.locked is None else f"the choice `{move.choice}` is now locked: {option.locked}"
    return f"the choice `{move.choice}` is not open now in `{here}`"
