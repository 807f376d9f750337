"""A story's time on paper."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from game.authoring.export.markup import Markup, tag, together
from game.engine.calendar import moment
from game.engine.story import Story
from game.wording import _
from game.wording.dates import date, reads


def day_of(story: Story, tick: int) -> str:
    """`Wednesday 21 September, dawn`, or with the hour where the parts of the day have no names."""
    return reads(moment(story["clock"], tick))


def track(story: Story, last: int, travellers: Collection[str]) -> Markup:
    """One box a tick, up to `last`; behind it, what is then too late."""
    rows: list[Markup] = []
    for tick in range(last + 1):
        at = moment(story["clock"], tick)
        new = not rows or f"{at.day:%j}" != f"{moment(story['clock'], tick - 1).day:%j}"
        day = tag("b", f" {date(at)} ") if new else ""
        late = [tag("em", f" ✂ {each} ") for each in _too_late(story, tick, travellers)]
        rows.append(
            tag("span", day, Markup('<span class="box"></span>'), f"{tick} ", at.name or at.hour, *late, class_="tick")
        )
    return tag("p", *(together(each, " ") for each in rows), class_="track")


def _too_late(story: Story, tick: int, travellers: Collection[str]) -> Iterator[str]:
    for deadline in story["deadlines"].values():
        if deadline["tick"] == tick and (not deadline["travellers"] or {*deadline["travellers"]} & {*travellers}):
            yield _("{what} (known from box {box})", what=deadline["name"], box=deadline["known"])
