"""How ids are written, and those that something had before."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

import yaml

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


def well_named(node: yaml.Node, form: Form, report: Report) -> bool:
    """Whether an id is of the right form; one that is not is reported."""
    if form.pattern.fullmatch(node.value):
        return True
    report.add(mistakes.BAD_ID, position(node), id=shown(str(node.value)), example=form.example)
    return False


def renamed(entry: Entry, present: Collection[str], report: Report) -> None:
    """Report a former id of `entry` that is in use."""
    for old in scalars(under(entry.node, "was")):
        if old.value in present:
            report.add(mistakes.WAS_IN_USE, position(old), old=old.value, id=entry.id)
