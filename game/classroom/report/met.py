"""What the class met that was reported: by whom, where, when, and how many met it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from game.classroom.report.markup import el, table
from game.classroom.report.material import Material
from game.classroom.tally import facts
from game.engine.journal import cited
from game.engine.story import Story
from game.engine.text import plain
from game.wording import _
from game.wording.playthrough import confidence

MOST_FACTS = 40
"""On paper; those that most met."""


def fact_section(material: Material) -> Element:
    story = material.rules.story
    found = [(name, count) for name, count in facts(material.journeys) if name in story["facts"]]
    if not found:
        return el("section", el("h2", _("What was reported")), el("p", _("Nobody has met a fact yet.")))
    rows = [[name, claim(story, name), source(story, name), str(count)] for name, count in found[:MOST_FACTS]]
    heads = [_("fact"), _("what was reported"), _("by whom, and when"), _("met by")]
    parts = [el("h2", _("What was reported")), table(heads, rows, class_="facts")]
    if rest := [name for name, _count in found[MOST_FACTS:]]:
        parts.append(el("p", _("Fewer met these; otherbank sources tells them: {facts}", facts=", ".join(rest))))
    return el("section", *parts)


def claim(story: Story, name: str) -> str:
    return plain(story["facts"][name]["claim"])


def source(story: Story, name: str) -> str:
    """`Meduza, 29 Sep; confidence high`."""
    fact = story["facts"][name]
    told = [cited(story["sources"][each]) for each in fact["sources"] if each in story["sources"]]
    return "; ".join(part for part in (fact["by"], *told, confidence(fact["confidence"])) if part)
