"""A playthrough file with `expect:` is a test of its story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from game.engine.playthrough import Playthrough
from game.engine.replay import replay
from game.engine.rules import Rules
from game.engine.text import plain
from game.saves.playthrough_file import Saved, foreign
from game.wording.playthrough import strayed


def failures(rules: Rules, play: Saved) -> list[str]:
    """What does not come out as the file says, in words; empty where all does."""
    if reason := foreign(play, rules.story):
        return [reason]
    playthrough, divergence = replay(rules, play.traveller, play.seed, play.moves)
    if divergence:
        return [strayed(divergence)]
    return [
        *_ending(playthrough, play.expect),
        *_values(playthrough, play.expect),
        *_told(playthrough, play.expect),
    ]


def _ending(playthrough: Playthrough, expect: Mapping[str, Any]) -> list[str]:
    wanted = expect.get("ending")
    if wanted is None or wanted == playthrough.ending:
        return []
    found = f"ends in `{playthrough.ending}`" if playthrough.ending else f"stops in `{playthrough.scene}`"
    return [f"it should end in `{wanted}`, but {found}"]


def _values(playthrough: Playthrough, expect: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    for name, wanted in expect.get("values", {}).items():
        variable = playthrough.rules.story["variables"].get(name)
        if variable is None:
            found.append(f"the story has no variable `{name}`")
            continue
        value = playthrough.value(name)
        now = (
            variable["values"][value]
            if "values" in variable
            else ("false", "true")[value]
            if variable["kind"] == "bool"
            else str(value)
        )
        if now != str(wanted).lower():
            found.append(f"`{name}` should be {wanted}, but is {now}")
    return found


def _told(playthrough: Playthrough, expect: Mapping[str, Any]) -> list[str]:
    told = " ".join(plain(playthrough.transcript).split())
    unseen = [scene for scene in _list(expect, "visited") if scene not in playthrough.history.visits]
    unsaid = [words for words in _list(expect, "text") if " ".join(words.split()) not in told]
    return [f"the scene `{scene}` was never visited" for scene in unseen] + [
        f"nowhere is it told: {words}" for words in unsaid
    ]


def _list(expect: Mapping[str, Any], key: str) -> Sequence[str]:
    value = expect.get(key, [])
    return cast("list[str]", value) if isinstance(value, list) else [str(value)]
