"""The files of a story taken apart into its sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import yaml

from game.language import mistakes
from game.language.diagnostics import Diagnostic, Report, meant
from game.language.memory import Memory
from game.language.model import SECTIONS
from game.language.nodes import NULL, Entry, pairs
from game.language.source import Source, position
from game.language.syntax import shown

ONE = [name for name, section in SECTIONS.items() if section.once]
BY_ID = [name for name, section in SECTIONS.items() if section.ids]
"""Sections that declare things under their ids."""
LISTS = [name for name, section in SECTIONS.items() if not (section.once or section.ids)]

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


def gather(sources: Sequence[Source], report: Report, memory: Memory | None = None) -> Sections:
    sections, memory = Sections(), memory or Memory()
    taken: dict[tuple[str, str], Entry] = {}
    for source in sources:
        for name, key, node in pairs(source.root):
            if name in ONE:
                if name in sections.one:
                    report.add(mistakes.SECTION_TWICE, position(key), section=name)
                sections.one.setdefault(name, node)
            elif name in BY_ID:
                entries, wrong = memory.again(_entries, node, name)
                report.diagnostics += wrong
                sections.by_id[name] += _fresh(name, entries, taken, report)
            elif name in LISTS:
                sections.lists[name] += _items(name, node, report)
            else:
                report.add(
                    mistakes.UNKNOWN_SECTION, position(key), section=shown(name),
                    meant=meant(name, SECTIONS), sections=", ".join(f"`{each}`" for each in SECTIONS),
                )  # fmt: skip
    return sections


def _entries(node: yaml.Node, section: str) -> tuple[list[Entry], list[Diagnostic]]:
    """What is declared in a section, and what is wrong with how."""
    report = Report()
    if not _left_empty(node):
        SECTIONS[section].value.sound(node, section, report)
    return list(pairs(node)), report.diagnostics


def _items(section: str, node: yaml.Node, report: Report) -> list[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    if not _left_empty(node):
        report.add(mistakes.NOT_A_LIST, position(node), what=f"`{section}`")
    return []


def _left_empty(node: yaml.Node) -> bool:
    """A section may stand empty until its author comes to it."""
    return node.tag == NULL


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
