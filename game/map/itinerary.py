"""The map as plain lines, for whoever does not see it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from game.engine.calendar import countdowns, moment
from game.engine.story import Leg, Story
from game.map import queues, roads
from game.map.projection import Degrees
from game.map.view import GLOBE
from game.wording import N_, _
from game.wording.dates import reads, span

_WINDS = (
    N_("to the north"),
    N_("to the north-east"),
    N_("to the east"),
    N_("to the south-east"),
    N_("to the south"),
    N_("to the south-west"),
    N_("to the west"),
    N_("to the north-west"),
)
_BY = {
    "road": N_("by road"),
    "rail": N_("by rail"),
    "air": N_("by air"),
    "sea": N_("by sea"),
    "foot": N_("on foot"),
}


def itinerary(story: Story, visited: Sequence[tuple[str, int]], tick: int, is_open: Callable[[str], bool]) -> list[str]:
    """Where you are, the road so far with its hours, the roads open from here, the queues, what has shut and will shut.

    Args:
        visited: place and tick of arrival, the first first; a place that follows itself counts once.
        is_open: whether a place may be passed now.
    """
    stops = [next(group) for _, group in groupby(visited, key=lambda stop: stop[0])]
    now = reads(moment(story["clock"], tick))
    return [
        _("You are here: {place}. {now}.", place=roads.named(story, stops[-1][0]), now=now) if stops else f"{now}.",
        *_listed(_("Your road so far:"), _stops(story, stops)),
        *_listed(_("Roads open from here:"), _onward(story, stops, tick, is_open)),
        *_listed(_("Queues, as reported:"), queues.told(story, tick, story["places"])),
        *_listed(_("Shut:"), _shut(story, tick, is_open)),
        *_listed(_("Will shut:"), _will_shut(story, tick)),
    ]


def _listed(heading: str, lines: Iterator[str]) -> list[str]:
    listed = [f"- {line}" for line in lines]
    return ["", heading, *listed] if listed else []


def _stops(story: Story, stops: Sequence[tuple[str, int]]) -> Iterator[str]:
    for place, tick in stops:
        yield f"{roads.named(story, place)}: {reads(moment(story['clock'], tick))}"


def _onward(story: Story, stops: Sequence[tuple[str, int]], tick: int, is_open: Callable[[str], bool]) -> Iterator[str]:
    here = stops[-1][0] if stops else ""
    for leg, beyond in roads.legs_from(story, here):
        if roads.is_leg_open(story, leg, tick, is_open):
            route = story["routes"][leg["route"]]["name"]
            yield f"{roads.named(story, beyond)}, {_way(story, leg, beyond)} ({route})"


def _way(story: Story, leg: Leg, beyond: str) -> str:
    """`by rail, about 640 km to the north-west`."""
    line = roads.line(story, leg)
    onward = line if leg["to"] == beyond else line[::-1]
    kilometres = sum(_distance(start, end) for start, end in pairwise(onward))
    return _(
        "{by}, about {kilometres} km {to_the_north}",
        by=_(_BY[leg["by"]]) if leg["by"] in _BY else _("by {way}", way=leg["by"]),
        kilometres=_rounded(kilometres),
        to_the_north=_wind(onward[0], onward[-1]),
    )


def _shut(story: Story, tick: int, is_open: Callable[[str], bool]) -> Iterator[str]:
    for place in story["places"]:
        if not is_open(place):
            yield roads.named(story, place)
    for countdown in countdowns(story, tick):
        if countdown.hours <= 0:
            since = moment(story["clock"], story["deadlines"][countdown.id]["tick"])
            yield _("{what}: since {when}", what=countdown.name, when=reads(since._replace(exact=True)))


def _will_shut(story: Story, tick: int) -> Iterator[str]:
    for countdown in countdowns(story, tick):
        if countdown.hours > 0:
            yield _("{what}: in {span}", what=countdown.name, span=span(countdown.hours))


def _distance(start: Degrees, end: Degrees) -> float:
    """Kilometres over the globe."""
    (north, east), (to_north, to_east) = map(_radians, (start, end))
    half = math.sin((to_north - north) / 2) ** 2
    half += math.cos(north) * math.cos(to_north) * math.sin((to_east - east) / 2) ** 2
    return 2 * GLOBE * math.asin(math.sqrt(half))


def _wind(start: Degrees, end: Degrees) -> str:
    """The direction in which one sets out."""
    (north, east), (to_north, to_east) = map(_radians, (start, end))
    across = math.sin(to_east - east) * math.cos(to_north)
    up = math.cos(north) * math.sin(to_north) - math.sin(north) * math.cos(to_north) * math.cos(to_east - east)
    return _(_WINDS[round(math.degrees(math.atan2(across, up)) / 45) % 8])


def _radians(point: Degrees) -> Degrees:
    return math.radians(point[0]), math.radians(point[1])


def _rounded(kilometres: float) -> int:
    """To two figures: more would say more than is known."""
    unit = 10 ** max(0, math.floor(math.log10(max(1, kilometres))) - 1)
    return max(1, round(kilometres / unit) * unit)
