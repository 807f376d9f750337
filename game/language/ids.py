"""How ids are written, and those that something had before."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from game.language import mistakes
from game.language.diagnostics import Report
from game.language.nodes import Entry, scalars, under
from game.language.source import position
from game.language.syntax import shown


class Form(NamedTuple):
    """How an id is written."""

    pattern: re.Pattern[str]
    example: str


HYPHENED = Form(re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "stone-bridge")
UNDERSCORED = Form(re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*"), "has_key")
"""Of what stands in conditions, where a hyphen would mean minus."""


def declared(entry: Entry, form: Form, report: Report) -> None:
    """Report an id that is not of the right form."""
    if not form.pattern.fullmatch(entry.id):
        report.add(mistakes.BAD_ID, position(entry.key), id=shown(entry.id), example=form.example)


def renamed(entry: Entry, present: Collection[str], report: Report) -> None:
    """Report a former id of `entry` that is in use."""
    for old in scalars(under(entry.node, "was")):
        if old.value in present:
            report.add(mistakes.WAS_IN_USE, position(old), old=old.value, id=entry.id)
