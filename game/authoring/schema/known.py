"""What a story has under which ids, as far as it can be read: a story that is being written has mistakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from game.language.diagnostics import Report
from game.language.files import Sections, gather
from game.language.nodes import Entry, pairs, scalars, under
from game.language.source import read_files

Known: TypeAlias = Mapping[str, Mapping[str, Sequence[str]]]
"""For each sort of thing its ids, and for each of them the words that it can be, where these are few."""


def known(folder: Path) -> Known:
    report = Report()
    sections = gather(read_files(folder, report), report)
    endings = {entry.id for entry in sections.by_id["endings"]}
    return {
        "scene": dict.fromkeys((stage.id for stage in sections.stages()), ()),
        "ending": dict.fromkeys(endings, ()),
        "fact": dict.fromkeys(sections.evidence(), ()),
        "variable": {entry.id: _values(entry) for entry in sections.by_id["variables"]},
        "topic": {entry.id: _ids(entry) for entry in sections.by_id["topics"]},
        **{what: _declared(sections, f"{what}s") for what in _PLAIN},
    }


_PLAIN = ("place", "route", "source", "deadline", "traveller", "guard", "question", "dial")


def _declared(sections: Sections, section: str) -> dict[str, Sequence[str]]:
    return {entry.id: () for entry in sections.by_id[section]}


def _values(variable: Entry) -> list[str]:
    if under(variable.node, "range"):
        return []
    return [str(value.value) for value in scalars(under(variable.node, "values"))] or ["true", "false"]


def _ids(topic: Entry) -> list[str]:
    return [entry.id for entry in pairs(under(topic.node, "values"))]
