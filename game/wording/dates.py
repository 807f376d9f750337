"""Days, hours and stretches of time in words."""

from __future__ import annotations

from game.engine.calendar import Moment
from game.wording import N_, _, ngettext

_DAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def date(when: Moment) -> str:
    """`Wednesday 21 September`."""
    day = when.day
    return _("{weekday} {day} {month}", weekday=_(_DAYS[day.weekday()]), day=day.day, month=_(_MONTHS[day.month - 1]))


def reads(when: Moment) -> str:
    """`Wednesday 21 September, dawn`, or with the hour where the author gave one or the ticks have no names."""
    return f"{date(when)}, {when.hour if when.exact or not when.name else when.name}"


def span(hours: int) -> str:
    """`3 days 6 hours`, `1 day`, `18 hours`."""
    days, rest = divmod(hours, 24)
    parts = [ngettext("{count} day", "{count} days", days)] if days else []
    parts += [ngettext("{count} hour", "{count} hours", rest)] if rest else []
    return " ".join(parts) or _("no time")
