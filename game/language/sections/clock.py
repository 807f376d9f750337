"""The section `clock`, and instants told in its ticks; the section `deadlines`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import yaml

from game.engine.story import CLOCK, Clock, Deadline, Effect, Variable
from game.language import mistakes
from game.language.diagnostics import Report
from game.language.fields import Fields
from game.language.nodes import Entry
from game.language.shapes import CITED, Key, Shape
from game.language.syntax import shown
from game.language.values import TEXT, TEXTS, Many, Ref, Text, Whole

_MOMENT = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])( ([01][0-9]|2[0-3]):[0-5][0-9])?")
_LENGTH = re.compile(r"(?=0*[1-9])([0-9]{1,4}) (minute|hour|day)s?")
MOMENT = Text("a day, or a day and an hour", _MOMENT, wrong=mistakes.BAD_MOMENT)
_ZONE = Text(
    "hours and minutes",
    re.compile(r"[+-][0-9]{2}:[0-9]{2}"),
    "hours and minutes ahead of or behind UTC, such as `+03:00`",
)
_TICK = Text("a length of time", _LENGTH, "a length of time such as `30 minutes`, `6 hours` or `1 day`")

CLOCK_SHAPE = Shape(
    "clock",
    {
        "start": Key(MOMENT, "the hour at which play starts"),
        "zone": Key(_ZONE, "hours and minutes ahead of or behind UTC; every date in the story is in this zone"),
        "tick": Key(_TICK, "the length of a tick, in minutes, hours or days"),
        "ticks": Key(Whole(1), "how many there are"),
    },
    {
        "zone_name": Key(TEXT, "how the zone is shown"),
        "names": Key(
            TEXTS, "a name for each tick of a day, in order from the start's hour; together they must fill the day"
        ),
        "tick_name": Key(TEXT, "what one tick is called; default `tick`"),
    },
)
DEADLINE = Shape(
    "deadline",
    {
        "at": Key(MOMENT, "the first moment at which it is too late; must fall on a tick"),
        "name": Key(TEXT, "how it is shown"),
    },
    {
        "place": Key(Ref("place"), "whose door it is"),
        "known": Key(MOMENT, "from when the player is shown it; default: from the start"),
        "travellers": Key(Many(Ref("traveller")), "to whom it is shown, those whom it concerns; default: to all"),
        "facts": CITED,
    },
)

_MINUTES = {"minute": 1, "hour": 60, "day": 1440}
_HISSING = ("s", "x", "z", "ch", "sh")
_TAKES = re.compile(r"(\d{1,4}) (\S.*)")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Instants and lengths of time, in ticks since the start of play."""

    start: datetime
    minutes: int
    ticks: int
    tick_name: str
    names: Sequence[str]

    def tick(self, moment: datetime) -> int:
        """The first tick that is not before an instant."""
        return -((self.start - moment) // timedelta(minutes=self.minutes))

    def on_a_tick(self, moment: datetime) -> bool:
        return not (moment - self.start) % timedelta(minutes=self.minutes)


def clock(node: yaml.Node, report: Report) -> tuple[Clock, Calendar]:
    """The clock of the story, and the calendar that reads every other date in it."""
    fields = Fields.of(node, CLOCK_SHAPE, report)
    zone = fields.text("zone", "+00:00")
    start = moment(fields, "start") or datetime(2000, 1, 1)
    minutes = _length(fields)
    names = fields.texts("names")
    if names and len(names) * minutes != 1440:
        report.add(mistakes.DAY_NOT_FULL, fields.place("names"), count=len(names), wanted=1440 / minutes)
    ticks = fields.whole("ticks", 1)
    tick_name = fields.text("tick_name", "tick")
    core: Clock = {
        "start": f"{start:%Y-%m-%d %H:%M}",
        "zone": zone,
        "zone_name": fields.text("zone_name", f"UTC{zone}"),
        "tick_minutes": minutes,
        "ticks": ticks,
        "tick_name": tick_name,
        "names": names,
    }
    return core, Calendar(start, minutes, ticks, tick_name, names)


def clock_variable(calendar: Calendar) -> Variable:
    return {"kind": "int", "low": 0, "high": calendar.ticks, "start": 0, "meaning": "Time since the start"}


def _length(fields: Fields) -> int:
    """The minutes of a tick."""
    match = _LENGTH.fullmatch(fields.text("tick", "1 hour"))
    return int(match[1]) * _MINUTES[match[2]] if match else 60


def moment(fields: Fields, key: str) -> datetime | None:
    """`2031-03-04 06:00`, or a day alone, which stands for its first minute."""
    text = fields.text(key)
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:  # there is no such day in that month
        fields.report.add(mistakes.BAD_MOMENT, fields.place(key), found=shown(text))
        return None


def tick_in_play(fields: Fields, key: str, calendar: Calendar) -> int:
    """The first tick not before an instant; what comes after play has ended is reported."""
    found = moment(fields, key)
    tick = 0 if found is None else max(0, calendar.tick(found))
    if tick > calendar.ticks:
        end = calendar.start + timedelta(minutes=calendar.ticks * calendar.minutes)
        fields.report.add(
            mistakes.AFTER_THE_END, fields.place(key), found=shown(fields.text(key)), end=f"{end:%Y-%m-%d %H:%M}"
        )
        return calendar.ticks
    return tick


def last_tick(fields: Fields, key: str, calendar: Calendar) -> int | None:
    """The last tick not after an instant, or not after the end of a day; None where none is given."""
    until = moment(fields, key)
    if until is None:
        return None
    past = timedelta(seconds=1) if " " in fields.text(key) else timedelta(days=1)
    return calendar.tick(until + past) - 1


def deadlines(
    entries: Sequence[Entry], calendar: Calendar, ids: Callable[[str], Collection[str]], report: Report
) -> dict[str, Deadline]:
    core: dict[str, Deadline] = {}
    for entry in entries:
        fields = Fields.of(entry.node, DEADLINE, report)
        at = moment(fields, "at")
        if at is not None and not calendar.on_a_tick(at):
            report.add(
                mistakes.OFF_THE_TICK, fields.place("at"), found=shown(fields.text("at")), minutes=calendar.minutes
            )
        core[entry.id] = {
            "tick": tick_in_play(fields, "at", calendar),
            "known": tick_in_play(fields, "known", calendar),
            "name": fields.text("name"),
            "place": fields.refer("place", ids("places")),
            "travellers": fields.references("travellers", ids("travellers")),
            "facts": fields.references("facts", ids("facts")),
        }
    return core


def takes(fields: Fields, calendar: Calendar) -> list[Effect]:
    """What `takes` does to the clock: `2 slots` is so many ticks on, `until dawn` is up to the next such tick."""
    text = fields.text("takes")
    if not text:
        return []
    match = _TAKES.fullmatch(text)
    if match and match[2] in (calendar.tick_name + plural for plural in ("", "s", "es")):
        return [[CLOCK, ["+", CLOCK, int(match[1])]]]
    until = text.removeprefix("until ")
    if until in calendar.names and until != text:
        here = ["-", calendar.names.index(until), CLOCK]
        return [[CLOCK, ["+", CLOCK, ["%", here, len(calendar.names)]]]]
    fields.report.add(
        mistakes.BAD_TAKES, fields.place("takes"), found=shown(text),
        tick=calendar.tick_name, ticks=calendar.tick_name + ("es" if calendar.tick_name.endswith(_HISSING) else "s"),
        until="".join(f", `until {name}`" for name in calendar.names),
    )  # fmt: skip
    return []
