"""The files of a story taken apart into its sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import yaml

from game.language import mistakes
from game.language.diagnostics import Kind, Report, meant
from game.language.nodes import Entry, pairs
from game.language.source import Source, position
from game.language.syntax import shown

ONE = ("story", "clock")
"""Sections that are declared once."""
BY_ID = (
    "deadlines", "variables", "topics", "travellers", "places", "routes", "sources", "facts", "estimates", "scenes",
    "endings", "guards", "questions", "contradictions", "interviews", "events", "glossary", "promises",
    "rumours", "debates", "dials",
)  # fmt: skip
"""Sections that declare things under their ids."""
LISTS = ("legs", "news")
SECTIONS = (*ONE, *BY_ID, *LISTS)

STAGES = ("scenes", "endings", "interviews")
"""The sections whose ids share one namespace: all that one can go to."""
EVIDENCE = ("facts", "estimates")
"""The sections whose ids share one namespace: all that a provenance mark can name."""


@dataclass(frozen=True, slots=True)
class Sections:
    """Every section, gathered from all files."""

    one: dict[str, yaml.Node] = field(default_factory=dict[str, yaml.Node])
    by_id: dict[str, list[Entry]] = field(default_factory=lambda: {name: [] for name in BY_ID})
    lists: dict[str, list[yaml.Node]] = field(default_factory=lambda: {name: [] for name in LISTS})

    def ids(self, section: str) -> list[str]:
        return [entry.id for entry in self.by_id[section]]

    def has(self, section: str) -> bool:
        return section in self.one or bool(self.by_id.get(section))

    def evidence(self) -> list[str]:
        return [entry.id for section in EVIDENCE for entry in self.by_id[section]]

    def stages(self) -> list[Entry]:
        return [entry for section in STAGES for entry in self.by_id[section]]


def gather(sources: Sequence[Source], report: Report) -> Sections:
    sections = Sections()
    taken: dict[tuple[str, str], Entry] = {}
    for source in sources:
        for name, key, node in pairs(source.root):
            if name in ONE:
                if name in sections.one:
                    report.add(mistakes.SECTION_TWICE, position(key), section=name)
                sections.one.setdefault(name, node)
            elif name in BY_ID:
                sections.by_id[name] += _fresh(name, _entries(name, node, report), taken, report)
            elif name in LISTS:
                sections.lists[name] += _items(name, node, report)
            else:
                report.add(
                    mistakes.UNKNOWN_SECTION, position(key), section=shown(name),
                    meant=meant(name, SECTIONS), sections=", ".join(f"`{each}`" for each in SECTIONS),
                )  # fmt: skip
    return sections


def _entries(section: str, node: yaml.Node, report: Report) -> list[Entry]:
    if isinstance(node, yaml.MappingNode):
        return list(pairs(node))
    _wrong(mistakes.NOT_KEYS, section, node, report)
    return []


def _items(section: str, node: yaml.Node, report: Report) -> list[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    _wrong(mistakes.NOT_A_LIST, section, node, report)
    return []


def _wrong(kind: Kind, section: str, node: yaml.Node, report: Report) -> None:
    if not node.tag.endswith(":null"):  # a section may stand empty until its author comes to it
        report.add(kind, position(node), what=f"`{section}`")


def _fresh(section: str, entries: list[Entry], taken: dict[tuple[str, str], Entry], report: Report) -> list[Entry]:
    """The entries whose ids are not declared yet; the others are reported."""
    namespace = next((shared[0] for shared in (STAGES, EVIDENCE) if section in shared), section)
    fresh: list[Entry] = []
    for entry in entries:
        first = taken.setdefault((namespace, entry.id), entry)
        if first is entry:
            fresh.append(entry)
        else:
            where = position(first.key)
            report.add(mistakes.ID_TWICE, position(entry.key), id=shown(entry.id), file=where.file, line=where.line)
    return fresh
