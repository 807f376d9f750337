"""The report as one page that needs nothing beside it, and prints."""

from __future__ import annotations

from importlib.resources import files
from xml.etree.ElementTree import Element

from game.classroom.report.debrief import debrief_section
from game.classroom.report.markup import Child, document, el, table
from game.classroom.report.material import Material
from game.classroom.report.met import fact_section
from game.classroom.report.roads import road_section
from game.classroom.report.splits import ending_section, fork_section
from game.engine.text import plain
from game.saves.codeword import word_of
from game.wording import _, language, ngettext


def page(material: Material) -> str:
    """HTML, whatever the class did, and if it did nothing."""
    style = files("game.classroom.report").joinpath("report.css").read_text("utf-8")
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", material.title),
        el("style", style),
    )
    sections = (road_section, fork_section, ending_section, debrief_section, fact_section, _words)
    body = el("body", *_opening(material), *(section(material) for section in sections), *_close(material))
    return document(el("html", head, body, lang=language()))


def _opening(material: Material) -> list[Child]:
    about = material.rules.story["about"]
    counts = [
        ngettext("{count} journey", "{count} journeys", len(material.runs)),
        ngettext("{count} has ended", "{count} have ended", material.ended),
    ]
    if material.code:
        counts.insert(0, ngettext("{count} pupil", "{count} pupils", material.pupils))
        counts.append(_("class {code}", code=material.code))
    if material.left:
        counts.append(ngettext("{count} has left", "{count} have left", material.left))
    return [
        el("h1", material.title),
        el("p", " · ".join(counts)),
        el("p", " ".join([_("It names nobody."), plain(about["afterwards"])]).strip(), class_="quiet"),
    ]


def _words(material: Material) -> Element:
    story = material.rules.story
    rows: list[list[Child]] = []
    for run in material.runs:
        ending = story["scenes"][run.journey.ending]["ending"] if run.journey.ending else None
        word = word_of(run.playthrough)
        rows.append(
            [
                el("code", word) if word else _("its luck has no word"),
                plain(story["travellers"][run.journey.traveller]["name"]),
                plain(ending["title"]) if ending else _("on the way"),
            ]
        )
    said = el("p", _("Each journey can be read again: otherbank replay WORD"))
    heads = [_("word"), _("traveller"), _("how it ended")]
    return el("section", el("h2", _("The journeys")), said, *([table(heads, sorted_rows(rows))] if rows else []))


def sorted_rows(rows: list[list[Child]]) -> list[list[Child]]:
    """By traveller and ending, so that the order tells nothing of who it was."""
    return sorted(rows, key=lambda row: [each if isinstance(each, str) else each.text or "" for each in row[::-1]])


def _close(material: Material) -> list[Child]:
    if not material.help_line:
        return []
    return [el("section", el("h2", _("If you want to talk to somebody")), el("p", material.help_line))]
