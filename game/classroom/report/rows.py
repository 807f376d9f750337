"""The journeys as a table for a spreadsheet, one to a line. It names nobody."""

from __future__ import annotations

import csv
from io import StringIO

from game.classroom.report.material import Material, Told
from game.engine.text import plain
from game.saves.codeword import word_of

HEADS = ("word", "traveller", "seed", "choices", "ending", "title", "group", "place", "tick", "facts")
_FORMULAE = ("=", "+", "-", "@", "\t", "\r")


def rows(material: Material) -> str:
    """CSV; nothing in it is taken for a formula."""
    lines = sorted([_safe(each) for each in _row(run)] for run in material.runs)
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEADS, *lines])
    return text.getvalue()


def _row(run: Told) -> list[str]:
    journey, story = run.journey, run.playthrough.rules.story
    ending = story["scenes"][journey.ending]["ending"] if journey.ending else None
    return [
        word_of(run.playthrough),
        journey.traveller,
        str(journey.seed),
        str(len(journey.steps)),
        journey.ending or "",
        plain(ending["title"]) if ending else "",
        ending["group"] if ending else "",
        story["places"][journey.place]["name"] if journey.place else "",
        str(journey.tick),
        str(len(journey.facts)),
    ]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULAE) else cell
