"""Stories as a hand would write them, of any length: chapters of a corridor of decisions, a hub with things to do once
each, and a checkpoint where luck decides; what one chapter leaves behind is read a chapter or two later.

Every chapter has 17 scenes. Money, suspicion, trust and health are carried from each to the next; the hour and what was
done at the hub are forgotten in the morning. So the states of a chapter do not grow with the length of the story.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import yaml
from synthetic import WORDS

CORRIDOR, DEEDS = 5, 4
SCENES = CORRIDOR + 2 * DEEDS + 4
"""Of a chapter."""

ENDINGS = ("across", "back", "ill")

_COMMON: dict[str, Any] = {
    "story": {"id": "chaptered", "title": "Chaptered"},
    "clock": {"start": "2020-01-01 00:00", "zone": "+00:00", "zone_name": "UTC", "tick": "6 hours", "ticks": 4},
    "travellers": {"one": {"name": "One", "card": "A card.", "reported": "A report.", "start": "c0-entry"}},
    "sources": {"W1": {"outlet": "Nobody"}},
    "facts": {"S001": {"claim": "A claim.", "by": "Nobody", "sources": ["W1"], "confidence": "low"}},
    "endings": {name: {"title": name, "group": name, "text": "The end.", "facts": ["S001"]} for name in ENDINGS},
}


def _variables(wide: int) -> dict[str, Any]:
    numbers = {"money": (2 + 3 * wide, 2), "suspicion": (2 + 2 * wide, 2), "trust": (1 + wide, 1)}
    numbers |= {"health": (1 + 2 * wide, 1), "hour": (7, 0)}
    found: dict[str, Any] = {
        name: {"range": f"0..{most}", "start": start, "meaning": name, "stops": True}
        for name, (most, start) in numbers.items()
    }
    flags = [f"did{number}" for number in range(DEEDS)] + [f"left{number}" for number in range(3)]
    return found | {flag: {"start": False, "meaning": flag} for flag in flags}


def write(folder: Path, scenes: int, wide: int = 2) -> Path:
    """Writes a story of about so many scenes; `wide`, from nought: how wide the ranges of what is carried along are."""
    chapters = max(1, round(scenes / SCENES))
    dice = Random(1)
    body: dict[str, Any] = {}
    for number in range(chapters):
        body |= _chapter(number, f"c{number + 1}-entry" if number + 1 < chapters else "across", dice)
    folder.mkdir(parents=True, exist_ok=True)
    whole = {**_COMMON, "variables": _variables(wide), "scenes": body}
    text = yaml.dump(whole, Dumper=yaml.CSafeDumper, sort_keys=False, width=110)
    (folder / "story.yaml").write_text(text, encoding="utf-8")
    return folder


def _chapter(number: int, onward: str, dice: Random) -> dict[str, Any]:
    def named(part: str) -> str:
        return f"c{number}-{part}"

    def words(count: int) -> str:
        return " ".join(dice.choice(WORDS) for _ in range(count)).capitalize() + "."

    left, read = f"left{number % 3}", f"left{(number + 1) % 3}"
    forgotten = ["hour = 0", *(f"did{deed} = false" for deed in range(DEEDS))]
    found: dict[str, Any] = {named("entry"): {"text": words(40), "do": forgotten, "goto": named("way0")}}
    for step in range(CORRIDOR):
        after = named(f"way{step + 1}") if step + 1 < CORRIDOR else named("hub")
        found[named(f"way{step}")] = {
            "text": f"{words(40)} {{{read} ? {words(9)} | {words(7)}}}",
            "choices": {
                "on": {"say": words(6), "goto": after},
                "wait": {"say": words(6), "do": "hour += 1", "goto": after},
                "dare": {
                    "say": words(6),
                    "chance": [
                        {"weight": 3, "goto": after},
                        {"weight": "1 + suspicion", "do": "suspicion += 1", "goto": after},
                    ],
                },
                "use": {"say": words(6), "when": read, "do": [f"{read} = false", "trust += 1"], "goto": named("hub")},
            },
        }
    found[named("hub")] = {
        "text": words(50),
        "choices": {
            **{
                f"do{deed}": {
                    "say": words(6), "when": f"not did{deed} and hour < 7",
                    "do": [f"did{deed} = true", "hour += 1"], "goto": named(f"deed{deed}"),
                }
                for deed in range(DEEDS)
            },
            "leave": {"say": words(6), "goto": named("check")},
        },
    }  # fmt: skip
    gains = ["money += 1", "suspicion -= 1", "trust += 1", "money += 2"]
    for deed in range(DEEDS):
        found[named(f"deed{deed}")] = {
            "text": words(40),
            "choices": {
                "well": {"say": words(6), "do": gains[deed], "goto": named(f"done{deed}")},
                "kindly": {"say": words(6), "do": f"{left} = true", "goto": named(f"done{deed}")},
            },
        }
        found[named(f"done{deed}")] = {"text": words(30), "goto": named("hub")}
    found[named("check")] = {
        "text": words(50),
        "choices": {
            "show": {
                "say": words(6),
                "chance": [
                    {"weight": 12, "goto": onward},
                    {"weight": "1 + suspicion", "do": "suspicion += 1", "goto": named("held")},
                ],
            },
            "pay": {"say": words(6), "when": "money >= 2", "do": "money -= 2", "goto": onward},
        },
    }
    found[named("held")] = {
        "text": words(40),
        "choices": {
            "wait": {
                "say": words(6),
                "chance": [{"weight": 4, "goto": onward}, {"weight": 1, "do": "health -= 1", "goto": onward}],
            },
            "home": {"say": words(6), "when": "trust < 1", "goto": "back"},
            "ill": {"say": words(6), "when": "health < 1", "goto": "ill"},
        },
    }
    return found
