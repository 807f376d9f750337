"""One story, told twice: in our YAML and in ink. Scenes, variables, guarded choices, effects and dice are the same."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

import yaml

WORDS = "the road runs on between the fields and cars stand still while people speak of the price of water".split()  # noqa: SIM905 - a list of words reads better as words
CHOICES = 4
LARGEST = 20


class Choice(NamedTuple):
    say: str
    guard: tuple[str, int] | None
    variable: str
    change: int
    goto: int


class Scene(NamedTuple):
    opening: str
    asked: str
    yes: str
    no: str
    closing: str
    shown: str
    choices: list[Choice]


def scenes(count: int, variables: int, seed: int = 1) -> list[Scene]:
    """Scenes of some seventy words with four choices each, two of them guarded."""
    dice = random.Random(seed)

    def words(number: int) -> str:
        return " ".join(dice.choice(WORDS) for _ in range(number)).capitalize() + "."

    def variable() -> str:
        return f"v{dice.randrange(variables)}"

    return [
        Scene(
            words(40), variable(), words(10), words(8), words(20), variable(),
            [
                Choice(words(6), (variable(), dice.randrange(8)) if at > 1 else None, variable(), dice.choice([-1, 1]),
                       (number + 1) % count if at == 0 else dice.randrange(count))
                for at in range(CHOICES)
            ],
        )
        for number in range(count)
    ]  # fmt: skip


def as_yaml(story: list[Scene], variables: int) -> str:
    declared = {f"v{n}": {"range": f"0..{LARGEST}", "start": 5, "meaning": f"Variable {n}"} for n in range(variables)}
    body = {
        f"s{number}": {
            "text": f"{scene.opening} {{{scene.asked} > 5 ? {scene.yes} | {scene.no}}}\n\n"
            f"{scene.closing} {{{scene.shown}}}.\n",
            "choices": {
                f"c{at}": {
                    "say": f"{at}. {choice.say}",
                    **({"when": f"{choice.guard[0]} > {choice.guard[1]}"} if choice.guard else {}),
                    "do": f"{choice.variable} {'+' if choice.change > 0 else '-'}= 1",
                    "goto": f"s{choice.goto}",
                }
                for at, choice in enumerate(scene.choices)
            },
        }
        for number, scene in enumerate(story)
    }
    body["s0"]["choices"]["never"] = {"say": "Stop.", "when": f"v0 > {LARGEST}", "goto": "end"}
    common = {
        "story": {"id": "synthetic", "title": "Synthetic"},
        "clock": {"start": "2020-01-01 00:00", "zone": "+00:00", "zone_name": "UTC", "tick": "6 hours", "ticks": 4},
        "travellers": {"one": {"name": "One", "card": "A card.", "reported": "A report.", "start": "s0"}},
        "variables": declared,
    }
    facts = {
        "sources": {"W1": {"outlet": "Nobody"}},
        "facts": {"S001": {"claim": "A claim.", "by": "Nobody", "sources": ["W1"], "confidence": "low"}},
        "endings": {"end": {"title": "End", "group": "end", "text": "The end.", "facts": ["S001"]}},
    }
    whole = {**common, "scenes": body, **facts}
    return yaml.dump(whole, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=110)


def as_ink(story: list[Scene], variables: int) -> str:
    lines = [f"VAR v{n} = 5" for n in range(variables)] + ["-> s0"]
    for number, scene in enumerate(story):
        lines += [
            f"=== s{number} ===",
            f"{scene.opening} {{{scene.asked} > 5:{scene.yes}|{scene.no}}}",
            f"{scene.closing} {{{scene.shown}}}.",
        ]
        if number == 0:
            lines.append(f"+ {{v0 > {LARGEST}}} [Stop.] -> END")
        for at, choice in enumerate(scene.choices):
            guard = f"{{{choice.guard[0]} > {choice.guard[1]}}} " if choice.guard else ""
            held = f"MAX(MIN({choice.variable} + {choice.change}, {LARGEST}), 0)"
            lines += [f"+ {guard}[{at}. {choice.say}]", f"    ~ {choice.variable} = {held}", f"    -> s{choice.goto}"]
    return "\n".join(lines) + "\n"


def write(folder: Path, count: int, variables: int = 10) -> tuple[Path, Path]:
    """Writes both, and gives the story folder and the ink file."""
    story = scenes(count, variables)
    (folder / "story").mkdir(parents=True, exist_ok=True)
    (folder / "story" / "story.yaml").write_text(as_yaml(story, variables), encoding="utf-8")
    (folder / "story.ink").write_text(as_ink(story, variables), encoding="utf-8")
    return folder / "story", folder / "story.ink"
