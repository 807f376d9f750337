"""The clock of a story: which day and hour a tick is, and how long until a deadline."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from game.engine.story import Clock, Story


class Moment(NamedTuple):
    day: datetime
    """The date, and the hour in the story's own zone."""
    name: str
    """What the tick of the day is called, `night`; may be empty."""
    hour: str
    """A clock face, `18:00`."""
    exact: bool
    """Whether the author gave the hour, rather than the tick."""


class Countdown(NamedTuple):
    id: str
    name: str
    hours: int
    """Left until it is too late; nought or less once it is."""


def moment(clock: Clock, tick: int, hour: str | None = None) -> Moment:
    start = datetime.strptime(clock["start"], "%Y-%m-%d %H:%M")
    day = start + timedelta(minutes=tick * clock["tick_minutes"])
    names = clock["names"]
    return Moment(day, names[tick % len(names)] if names else "", hour or f"{day:%H:%M}", hour is not None)


def tick_at(clock: Clock, instant: str) -> int:
    """The tick of `2022-09-30 00:00`, rounded down."""
    start = datetime.strptime(clock["start"], "%Y-%m-%d %H:%M")
    minutes = (datetime.strptime(instant, "%Y-%m-%d %H:%M") - start) // timedelta(minutes=1)
    return minutes // clock["tick_minutes"]


def countdowns(story: Story, tick: int, traveller: str | None = None) -> list[Countdown]:
    """The deadlines known by now, to this traveller or to any; the next to come first, then those that have passed."""
    clock = story["clock"]
    found = [
        Countdown(deadline_id, deadline["name"], (deadline["tick"] - tick) * clock["tick_minutes"] // 60)
        for deadline_id, deadline in story["deadlines"].items()
        if deadline["known"] <= tick and (traveller is None or traveller in (deadline["travellers"] or [traveller]))
    ]
    return sorted(found, key=lambda each: (each.hours <= 0, abs(each.hours)))
