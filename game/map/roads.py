"""The legs of a story as lines: those taken, and those that are open."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from game.engine.story import Leg, Story
from game.map.projection import Degrees


def named(story: Story, place: str) -> str:
    """`Chmi, Russia`."""
    return f"{story['places'][place]['name']}, {story['places'][place]['country']}"


def line(story: Story, leg: Leg) -> list[Degrees]:
    """The points of a leg from its beginning to its end."""
    points = [story["places"][leg["from"]]["at"], *leg["via"], story["places"][leg["to"]]["at"]]
    return [(latitude, longitude) for latitude, longitude in points]


def legs_from(story: Story, place: str) -> Iterator[tuple[Leg, str]]:
    """The legs that begin or end at a place, each with the place at its other end."""
    for leg in story["legs"]:
        if place in (leg["from"], leg["to"]):
            yield leg, leg["to"] if place == leg["from"] else leg["from"]


def is_leg_open(story: Story, leg: Leg, tick: int, is_open: Callable[[str], bool]) -> bool:
    """Whether both its ends are open, and its route not shut by its deadline."""
    deadline = story["routes"][leg["route"]]["shuts"]
    shut = deadline is not None and story["deadlines"][deadline]["tick"] <= tick
    return not shut and is_open(leg["from"]) and is_open(leg["to"])


def is_passable(story: Story, place: str, tick: int, is_open: Callable[[str], bool]) -> bool:
    """Whether a place is open, and where it is a crossing, whether some road still leads to it."""
    crossing = story["places"][place]["kind"] == "crossing"
    legs = [leg for leg, _ in legs_from(story, place)]
    reached = any(is_leg_open(story, leg, tick, is_open) for leg in legs)
    return is_open(place) and (reached or not crossing or not legs)


def taken(story: Story, trail: Sequence[str]) -> list[list[Degrees]]:
    """The road from place to place: along the fewest legs where there are any, and straight where there are none."""
    return [stretch for start, end in pairwise(trail) if start != end for stretch in _between(story, start, end)]


def _between(story: Story, start: str, end: str) -> list[list[Degrees]]:
    reached: dict[str, tuple[str, Leg] | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in reached:
        place = waiting.popleft()
        for leg, beyond in legs_from(story, place):
            if beyond not in reached:
                reached[beyond] = (place, leg)
                waiting.append(beyond)
    if end not in reached:
        return [[_at(story, start), _at(story, end)]]
    stretches: list[list[Degrees]] = []
    while (step := reached[end]) is not None:
        end, leg = step
        stretches.append(line(story, leg))
    return stretches


def _at(story: Story, place: str) -> Degrees:
    latitude, longitude = story["places"][place]["at"]
    return latitude, longitude


def near(story: Story, trail: Sequence[str]) -> list[str]:
    """The places that matter from the end of the trail: two legs ahead, or where no leg leads on, two legs back."""
    if not trail:
        return list(story["places"])
    here = trail[-1]
    around = _within(here, 2, [(leg["from"], leg["to"]) for leg in story["legs"]])
    if len(around) == 1:
        around = _within(here, 2, [(leg["to"], leg["from"]) for leg in story["legs"]])
    return sorted(around)


def _within(place: str, steps: int, pairs: Sequence[tuple[str, str]]) -> set[str]:
    found = {place}
    for _ in range(steps):
        found |= {end for start, end in pairs if start in found}
    return found
