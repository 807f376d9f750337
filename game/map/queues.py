"""The queues at places, as they had been reported by an hour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.engine.calendar import moment
from game.engine.story import Queue, Story
from game.map.roads import named
from game.wording import _
from game.wording.dates import reads


def standing(story: Story, place: str, tick: int) -> Queue | None:
    """What is known of a place's queue at a tick; None where nothing is."""
    return next((queue for queue in story["places"][place]["queue"] if queue["tick"] <= tick <= queue["last"]), None)


def told(story: Story, tick: int, places: Iterable[str]) -> Iterator[str]:
    """How long the queues are, since when that is known and who says so: a line for each place of which it is known."""
    for place in places:
        if (queue := standing(story, place, tick)) is not None:
            yield _(
                "{place}: {queue}. {when}; reported by {whom} [{facts}]",
                place=named(story, place),
                queue=queue["is"],
                when=reads(moment(story["clock"], queue["tick"])),
                whom="; ".join(dict.fromkeys(_whom(story, fact) for fact in queue["facts"])),
                facts=", ".join(queue["facts"]),
            )


def _whom(story: Story, fact: str) -> str:
    told_by = story["facts"][fact]
    return told_by["by"] or ", ".join(story["sources"][source]["outlet"] for source in told_by["sources"])
