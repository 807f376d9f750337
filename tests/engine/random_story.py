"""Random stories, valid by construction, as the YAML that an author would write."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import strategies as st

from game.engine.rules import Rules
from game.language.compiler import compile_sources
from game.language.diagnostics import Report
from game.language.source import Source, parse

COMMON: dict[str, Any] = {
    "story": {"id": "random", "title": "Random"},
    "clock": {"start": "2020-01-01 00:00", "zone": "+00:00", "zone_name": "UTC", "tick": "6 hours", "ticks": 12},
    "sources": {"W1": {"outlet": "An outlet"}},
    "facts": {"S001": {"claim": "A claim.", "by": "Somebody", "sources": ["W1"], "confidence": "low"}},
    "deadlines": {"gate": {"at": "2020-01-02 00:00", "name": "The gate"}},
    "news": [{"at": "2020-01-01 12:00", "outlet": "An outlet", "text": "News of noon.", "in_passage": True}],
    "travellers": {"one": {"name": "One", "card": "A card.", "reported": "A report.", "start": "s0"}},
    "variables": {
        "coins": {"range": "0..4", "start": 2, "meaning": "Coins", "shown": True},
        "lamp": {"start": False, "meaning": "A lamp", "shown": True},
        "mood": {"values": ["calm", "afraid"], "start": "calm", "meaning": "Mood", "shown": True},
    },
}

CONDITIONS = st.sampled_from(
    [
        "coins > 1",
        "lamp",
        "not lamp and coins < 4",
        "mood == afraid",
        "before('gate')",
        "mood in (calm, afraid)",
        "coins % 2 == 0",
    ]
)
EFFECTS = st.sampled_from(
    ["coins += 1", "coins -= 3", "lamp = true", "lamp = not lamp", "mood = afraid", "coins = coins // 2"]
)
WORDS = st.sampled_from(
    [
        "You wait. [S001]",
        "{lamp ? It is *light*. | It is dark.}",
        "{first: Once. | Twice. | Again.} You have {coins}.",
        "{shuffle: a | b | c} {cycle: one | two}\n\n> A sign.",
        "{visited('s1') ? You know this. | This is new.} {mood}",
    ]
)
WEIGHTS = st.sampled_from([1, 3, "coins", "2 - coins // 2"])


@st.composite
def stories(draw: st.DrawFn) -> Rules:
    """A story of two to seven scenes and an ending; every scene can be reached, and leads towards the ending."""
    count = draw(st.integers(2, 7))
    names = [f"s{number}" for number in range(count)] + ["end"]
    scenes = {names[number]: draw(_scene(names, number)) for number in range(count)}
    ending = {"title": "End", "group": "end", "text": "It is over.", "facts": ["S001"]}
    events = draw(st.sampled_from([{}, {"knock": {"when": "coins == 0", "call": "knock"}}]))
    if events:
        scenes["knock"] = {"text": "A knock.", "do": "coins += 2", "return": True}
    text = yaml.safe_dump({**COMMON, "scenes": scenes, "endings": {"end": ending}, "events": events}, sort_keys=False)
    report = Report()
    story, report = compile_sources([Source("random.yaml", text, parse("random.yaml", text, report))], {})
    assert story is not None, (text, report.in_order())
    return Rules(story)


@st.composite
def _scene(draw: st.DrawFn, names: list[str], number: int) -> dict[str, Any]:
    onward = names[number + 1]
    scene: dict[str, Any] = {"text": draw(WORDS)}
    if draw(st.booleans()):
        scene["do"] = draw(EFFECTS)
    if draw(st.integers(0, 3)) == 0:
        scene["chance"] = [
            {"weight": 1, "goto": onward},
            {"weight": draw(WEIGHTS), "goto": draw(st.sampled_from(names))},
        ]
        return scene
    scene["choices"] = {"on": {"say": "Go on.", "goto": onward}}
    for extra in range(draw(st.integers(0, 3))):
        choice: dict[str, Any] = {"say": f"Do {extra}.", "goto": draw(st.sampled_from(names)), "do": draw(EFFECTS)}
        choice |= draw(st.sampled_from([{}, {"once": True}, {"when": draw(CONDITIONS)}, {"takes": "1 tick"}]))
        if "when" in choice and draw(st.booleans()):
            choice["locked"] = "Not now. You have {coins}."
        scene["choices"][f"x{extra}"] = choice
    return scene
