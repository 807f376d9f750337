"""Where each passage stands on Twine's own map: scenes in rows, as many steps down as they are from a beginning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from json import dumps

from game.engine.onward import onward
from game.engine.story import Scene, Story

_STEP = 150
"""From one passage to the next; each is 100 wide and high, and Twine's grid is of 25."""


def rows(story: Story) -> list[list[str]]:
    """The scenes by how many steps they are from the nearest traveller's start, those of one scene beside one another.
    Behind them stand those into which events break, with what follows on them."""
    found: list[list[str]] = []
    known: set[str] = set()
    for starts in ([who["start"] for who in story["travellers"].values()], [each["goto"] for each in story["events"]]):
        row = _new(starts, known)
        while row:
            found.append(row)
            row = _new(chain.from_iterable(onward(story["scenes"][name]) for name in row), known)
    rest = _new(story["scenes"], known)
    return [*found, rest] if rest else found


def _new(names: Iterator[str] | list[str] | Mapping[str, Scene], known: set[str]) -> list[str]:
    fresh = [name for name in dict.fromkeys(names) if name not in known]
    known.update(fresh)
    return fresh


def metadata(column: int, row: int) -> str:
    """What stands behind a passage's name in Twee 3."""
    return dumps({"position": f"{100 + _STEP * column},{100 + _STEP * row}", "size": "100,100"}, separators=(",", ":"))
