"""The places and outlines that the story ships, and a small story around them."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import yaml

from game.engine.story import Story
from game.map.atlas import Atlas, atlas
from game.map.projection import Degrees

STORY = Path(__file__).parents[2] / "story"


@cache
def places_file() -> dict[str, Any]:
    return yaml.safe_load((STORY / "places.yaml").read_text(encoding="utf-8"))


@cache
def the_atlas() -> Atlas:
    return atlas(json.loads((STORY / "geography" / "geography.json").read_text(encoding="utf-8")))


@cache
def the_story() -> Story:
    """The shipped places, with one deadline of each kind."""
    written = places_file()
    deadlines = {"finland-shuts": (35, "Finland shuts to tourists"), "later": (60, "Something else shuts")}
    story = {
        "clock": {
            "start": "2022-09-21 06:00",
            "zone": "+03:00",
            "zone_name": "Moscow time",
            "tick_minutes": 360,
            "ticks": 72,
            "tick_name": "slot",
            "names": ["dawn", "day", "evening", "night"],
        },
        "deadlines": {
            id: {"tick": tick, "known": 0, "name": name, "place": None, "facts": []}
            for id, (tick, name) in deadlines.items()
        },
        "places": {id: {"kind": "other", "open": 1, **place, "queue": []} for id, place in written["places"].items()},
        "legs": [{"by": "road", "via": [], **leg} for leg in written["legs"]],
        "routes": {id: {"shuts": None, **route} for id, route in written["routes"].items()},
        "geography": json.loads((STORY / "geography" / "geography.json").read_text(encoding="utf-8")),
    }
    return cast("Story", story)


def everywhere_open(_place: str) -> bool:
    return True


def countries_at(point: Degrees) -> set[str]:
    lines = the_atlas().lines
    return {
        name for name, indices in the_atlas().countries if is_inside(point, [list(lines[index]) for index in indices])
    }


def is_occupied(point: Degrees) -> bool:
    return any(
        country in countries_at(point) and is_inside(point, [[*ring, ring[0]]])
        for country, ring in the_atlas().occupied
    )


def is_inside(point: Degrees, lines: list[list[Degrees]]) -> bool:
    """Whether a ray to the east crosses the lines an odd number of times."""
    north, east = point
    crossed = 0
    for line in lines:
        for (y, x), (next_y, next_x) in pairwise(line):
            if (y > north) != (next_y > north):
                crossed += east < x + (next_x - x) * (north - y) / (next_y - y)
    return crossed % 2 == 1
