"""A story's time on paper."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from game.authoring.export.markup import Markup, tag, together
from game.engine.calendar import moment
from game.engine.story import Story


def day_of(story: Story, tick: int) -> str:
    """`Wed 21 Sep, dawn`, or with the hour where the parts of the day have no names."""
    at = moment(story["clock"], tick)
    return f"{at.day:%a} {at.day.day} {at.day:%b}, {at.name or at.hour}"


def track(story: Story, last: int, travellers: Collection[str]) -> Markup:
    """One box a tick, up to `last`; behind it, what is then too late."""
    rows: list[Markup] = []
    for tick in range(last + 1):
        at = moment(story["clock"], tick)
        new = not rows or f"{at.day:%j}" != f"{moment(story['clock'], tick - 1).day:%j}"
        day = tag("b", f" {at.day:%a} {at.day.day} {at.day:%b} ") if new else ""
        late = [tag("em", f" ✂ {each} ") for each in _too_late(story, tick, travellers)]
        rows.append(
            tag("span", day, Markup('<span class="box"></span>'), f"{tick} ", at.name or at.hour, *late, class_="tick")
        )
    return tag("p", *(together(each, " ") for each in rows), class_="track")


def _too_late(story: Story, tick: int, travellers: Collection[str]) -> Iterator[str]:
    for deadline in story["deadlines"].values():
        if deadline["tick"] == tick and (not deadline["travellers"] or {*deadline["travellers"]} & {*travellers}):
            yield f"{deadline['name']} (known from box {deadline['known']})"
