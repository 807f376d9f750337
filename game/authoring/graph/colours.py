"""How scenes are told apart: by a colour, and by a sign beside it that says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from colorsys import hls_to_rgb
from dataclasses import dataclass
from typing import NamedTuple

from game.authoring.graph.story_map import StoryMap


class Tint(NamedTuple):
    """What scenes of one colour have in common."""

    name: str
    fill: str
    """`#rrggbb`, light enough for black words."""


@dataclass(frozen=True, slots=True)
class Painted:
    title: str
    """What the colours tell."""
    tints: Mapping[str, Tint]
    """By scene."""
    signs: Mapping[str, str]
    """By scene: a few characters that say the same without colour."""
    legend: list[tuple[str, Tint]]
    """Sign and tint, in order."""


_GREY = "#e4e4e0"
_SHARES = (
    (0.5, "one in two or more", "#e8743b"),
    (0.1, "one in ten or more", "#f29b63"),
    (0.01, "one in a hundred or more", "#f7bd8f"),
    (0.001, "one in a thousand or more", "#fbdcc0"),
    (0.0, "less than one in a thousand", "#fdf1e4"),
)
_TESTS = ((5, "five playthrough tests or more", "#8fc1d9"), (1, "one to four", "#cfe5ef"), (0, "none", "#f7d9a8"))


def by_place(of: StoryMap) -> Painted:
    """The sign is the number that a place has in the legend."""
    counted = Counter(scene.place for scene in of.scenes.values())
    known = [place for scene in of.scenes.values() for place in scene.places]
    named = [place for place in dict.fromkeys(known) if place in counted]
    tints = {place: Tint(place, _hue(number)) for number, place in enumerate(named)}
    tints |= {place: Tint(place, _GREY) for place in counted if place not in tints}
    signs = {place: str(number) for number, place in enumerate(tints, 1)}
    places = {name: scene.place for name, scene in of.scenes.items()}
    return Painted(
        "Where the player is",
        {name: tints[place] for name, place in places.items()},
        {name: signs[place] for name, place in places.items()},
        [(signs[place], tint) for place, tint in tints.items()],
    )


def by_chance(of: StoryMap, chances: Mapping[str, float]) -> Painted:
    """The sign is the chance itself."""
    never = Tint("never", _GREY)
    steps = [(least, Tint(name, fill)) for least, name, fill in _SHARES]

    def tint(share: float) -> Tint:
        return next((each for least, each in steps if share >= least and share > 0), never)

    legend = [each for _, each in steps] + [never]
    return Painted(
        "How likely a player who chooses at random is to come there (as the traveller who is likeliest to)",
        {name: tint(chances.get(name, 0)) for name in of.scenes},
        {name: percent(chances.get(name, 0)) for name in of.scenes},
        [(sign, each) for sign, each in zip(("50%+", "10%+", "1%+", "0.1%+", "<0.1%", "0"), legend, strict=True)],
    )


def by_tests(of: StoryMap, tests: Mapping[str, int]) -> Painted:
    """The sign is how many playthrough tests go through a scene."""
    steps = [(least, Tint(name, fill)) for least, name, fill in _TESTS]
    counts = {name: tests.get(name, 0) for name in of.scenes}
    return Painted(
        "How many playthrough tests go through",
        {name: next(tint for least, tint in steps if count >= least) for name, count in counts.items()},
        {name: f"✓{count}" if count else "✗" for name, count in counts.items()},
        [(sign, tint) for sign, (_, tint) in zip(("✓5", "✓1", "✗"), steps, strict=True)],
    )


def percent(share: float) -> str:
    """In few characters; nothing that is possible reads as impossible."""
    if share <= 0:
        return "0"
    if share >= 0.9995:
        return "100%" if share >= 1 - 1e-12 else ">99.9%"
    if share >= 0.1:
        return f"{share:.0%}"
    return f"{share:.1%}" if share >= 0.001 else f"{share * 100:.0e}%".replace("e-0", "e-")


def _hue(number: int) -> str:
    """Neighbouring numbers lie far from each other on the circle of hues; of three, each is as light as no other."""
    angle, light = number * 137.508 % 360 / 360, (0.86, 0.79, 0.91)[number % 3]
    return "#" + "".join(f"{round(each * 255):02x}" for each in hls_to_rgb(angle, light, 0.72))
