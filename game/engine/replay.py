"""Playing a list of moves again, in a story that may have been edited since they were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from game.engine.playthrough import Move, Playthrough
from game.engine.rules import Rules
from game.engine.story import Choice, Scene

Reason: TypeAlias = Literal["no-scene", "elsewhere", "no-choice", "locked", "not-open"]
"""Why a move no longer stands: its scene is not there any more, or is not where the story is now; its choice is not
there any more, is locked, or is not open."""


class Divergence(NamedTuple):
    """The first move that no longer stands; all moves before it do."""

    at: int
    """Its number, counting from nought."""
    move: Move
    reason: Reason
    today: Move
    """The move under the names that the story has for it today."""
    here: str
    """The scene where the story is now."""
    locked: str
    """The reason that the story gives, where the choice is locked."""


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
        if strays := _strays(playthrough, known):
            reason, locked = strays
            return Replay(playthrough, Divergence(at, move, reason, known, playthrough.scene, locked))
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


def _strays(playthrough: Playthrough, move: Move) -> tuple[Reason, str] | None:
    """Why this move cannot be made now, and what the story says of it; None where it can."""
    scenes = playthrough.rules.story["scenes"]
    here = playthrough.scene
    if move.scene not in scenes:
        return "no-scene", ""
    if move.scene != here:
        return "elsewhere", ""
    if move.choice not in scenes[here]["choices"]:
        return "no-choice", ""
    for option in playthrough.choices():
        if option.id == move.choice:
            return None if option.locked is None else ("locked", option.locked)
    return "not-open", ""
