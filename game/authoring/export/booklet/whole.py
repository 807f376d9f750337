"""A whole booklet: how to read it, the sheets, the paragraphs, the sources, and what paper cannot say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from game.authoring.export.booklet.paragraphs import Paragraphs
from game.authoring.export.booklet.possible import Possible
from game.authoring.export.booklet.sheets import beginnings, clock, interruptions, sheet
from game.authoring.export.booklet.wording import Wording
from game.authoring.export.markup import Markup, page, tag, together
from game.authoring.export.sources import Footnotes
from game.engine.luck import hashed
from game.engine.story import CLOCK, Story
from game.wording import N_, _, ngettext

_BREAKS_IN = N_(
    "Before you turn to any paragraph, look here, unless a number stands on your way back. The first line that holds "
    "breaks in."
)
_HOW = (
    N_("Do not read from front to back. Begin where your traveller begins, and turn to the numbers you are sent to."),
    N_(
        "Have a pencil, your sheet and ten-sided dice: one for 1–10, two for 1–100 (00 is 100). Numbered slips in a "
        "bag do as well."
    ),
    N_("What stands in [brackets] is read only if its condition holds; a name alone there is what your sheet says."),
    N_("What is in bold type behind a paragraph is done at once, in its order. No number leaves its range."),
    N_(
        "“Count, then roll”: count the points of each line and note the sum so far; roll, again if it is more than the "
        "last sum. The first line whose sum is not less than your roll is what happens."
    ),
    N_("A box beside a number or a choice: put a tick there each time that you come to it or take it."),
    N_("Small raised numbers are sources, at the end; with ~ it is only inferred. What has none is invented."),
)
STYLE = (Path(__file__).parent / "page.css").read_text("utf-8")


class Booklet(NamedTuple):
    page: str
    lost: list[str]
    """What paper cannot say of this story, in sentences."""


def booklet(story: Story, travellers: Collection[str]) -> Booklet:
    possible = Possible(story, travellers)
    numbers = numbered(possible)
    wording = Wording(story, possible, numbers)
    list(
        _paragraphs(Paragraphs(story, possible, numbers, wording, Footnotes(story)), possible, numbers)
    )  # to know which
    # paragraphs and choices others ask for, since those get a box to tick
    notes = Footnotes(story)
    paragraphs = Paragraphs(story, possible, numbers, wording, notes)
    front = _front(story, possible, notes)
    begin = beginnings(story, travellers, wording, paragraphs.printer, numbers)
    body = together(*_paragraphs(paragraphs, possible, numbers))
    kept = [tag("h2", _("Your sheet")), sheet(story, possible, wording)]
    time = clock(story, possible, paragraphs.printer, travellers) if CLOCK in wording.kept else Markup("")
    lost = [*_lost(story, possible, paragraphs)]
    parts = [
        front,
        tag("div", tag("h2", _("Who you are")), begin, class_="sheet"),
        tag("div", *kept, class_="sheet"),
        tag("div", tag("h2", _("The clock")), time, class_="sheet") if time else "",
    ]
    if possible.events:
        inner = [tag("h2", _("What breaks in")), tag("p", _(_BREAKS_IN)), interruptions(possible, wording, numbers)]
        parts.append(tag("div", *inner, class_="sheet"))
    parts += [
        tag("div", body, class_="sheet paragraphs"),
        _back(story, notes),
        tag("div", tag("h2", _("Where it comes from")), notes.listed(), class_="sheet"),
        tag(
            "div",
            tag("h2", _("What paper cannot say")),
            tag("ul", *(tag("li", each) for each in lost)),
            _colophon(story),
        ),
    ]
    return Booklet(page(story["about"]["title"], STYLE, *parts), lost)


def numbered(possible: Possible) -> dict[str, int]:
    """Paragraphs by scene: beginnings first, all others shuffled, in the same way every time."""
    starts = list(dict.fromkeys(possible.starts))
    rest = sorted((each for each in possible.scenes if each not in starts), key=lambda each: (hashed(each), each))
    return {scene: number for number, scene in enumerate([*starts, *rest], 1)}


def _paragraphs(paragraphs: Paragraphs, possible: Possible, numbers: Mapping[str, int]) -> Iterator[Markup]:
    for scene in numbers:
        yield paragraphs.paragraph(scene, possible.scenes[scene])


def _front(story: Story, possible: Possible, notes: Footnotes) -> Markup:
    about = story["about"]
    said = [
        (_("What this is"), about["about"]),
        (_("What is spoken of"), about["content"]),
        (_("What is invented"), about["invented"]),
    ]
    return together(
        tag("h1", about["title"]),
        tag(
            "p",
            f"{about['by']}. " if about["by"] else "",
            ngettext("A booklet of {count} paragraph.", "A booklet of {count} paragraphs.", len(possible.scenes)),
        ),
        *(together(tag("h3", heading), notes.told(text)) for heading, text in said if text.strip()),
        tag("h3", _("How to read it")),
        tag("ol", *(tag("li", _(each)) for each in _HOW)),
    )


def _back(story: Story, notes: Footnotes) -> Markup:
    said = story["about"]["afterwards"]
    inner = [tag("h2", _("When you have come to an end")), notes.told(said)]
    return tag("div", *inner, id="back") if said.strip() else Markup("")


def _colophon(story: Story) -> Markup:
    licence = story["about"]["licence"]
    return (
        tag("p", _("Licence: {licence}. Written by `otherbank export booklet`.", licence=licence), class_="small")
        if licence
        else Markup("")
    )


def _lost(story: Story, possible: Possible, paragraphs: Paragraphs) -> Iterator[str]:
    scenes = possible.scenes.values()
    yield _("Choices that are not open are in print with their conditions, where a screen hides them.")
    yield _("Your dice are your own: a seed’s luck, another class’s same luck and taking back cannot be had.")
    yield _("Exact odds, the map that follows you, the journal as it grows, and the comparison of a class.")
    if dials := [each["name"] for each in story["dials"].values()]:
        yield _("What can be turned down is told in full: {these}.", these=", ".join(dials))
    if paragraphs.points:
        found = ", ".join(map(str, sorted(set(paragraphs.points))))
        yield _(
            "Chances that depend on your sheet have to be counted by hand, exactly as in the game: at {these}.",
            these=found,
        )
    if paragraphs.printer.tangled:
        yield _(
            "Texts with too many versions are left out: {these}.",
            these=", ".join(sorted(set(paragraphs.printer.tangled))),
        )
    if any("shuffle" in part for scene in scenes for part in scene["text"] if not isinstance(part, str)):
        yield _("Texts that are drawn by luck ask for a roll wherever they stand.")
    if story["rumours"]:
        yield _("Rumours are not gathered, nor whether they were true by then.")
    if story["debates"] or story["glossary"]:
        yield _("Debates and the glossary are not in here: `otherbank export handouts` prints them.")
