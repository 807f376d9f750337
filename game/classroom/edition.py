"""Which edition of a story it is: two that steer alike replay alike, whatever words or language they are told in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from game.engine.story import CORE_VERSION, Choice, Outcome, Scene, Story


def edition(story: Story) -> str:
    """A fingerprint of all that decides where a list of choices leads; prose, facts and news are left out."""
    steering = [
        CORE_VERSION,
        story["about"]["id"],
        story["clock"]["ticks"],
        {name: [each["kind"], each["low"], each["high"], each["start"]] for name, each in story["variables"].items()},
        {name: [each["start"], each["set"]] for name, each in story["travellers"].items()},
        {name: _scene(scene) for name, scene in story["scenes"].items()},
        [[event["when"], event["do"], event["goto"], event["returns"]] for event in story["events"]],
    ]
    text = json.dumps(steering, ensure_ascii=False, separators=(",", ":"))
    return blake2b(text.encode(), digest_size=12).hexdigest()


def _scene(scene: Scene) -> Any:
    choices = {name: _choice(choice) for name, choice in scene["choices"].items()}
    return [scene["do"], choices, _ways(scene["outcomes"]), scene["deck"], bool(scene["ending"]), scene["window"]]


def _choice(choice: Choice) -> Any:
    return [choice["when"], choice["fallback"], choice["deck"], _ways(choice["outcomes"])]


def _ways(outcomes: Sequence[Outcome]) -> Any:
    return [[way["weight"], way["do"], way["goto"], way["then"]] for way in outcomes]
