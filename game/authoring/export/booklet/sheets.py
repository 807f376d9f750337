"""What a reader keeps beside the paragraphs: belongings, claims, the clock, and what breaks in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from game.authoring.export.booklet.paragraphs import BOX
from game.authoring.export.booklet.possible import Possible
from game.authoring.export.booklet.prose import Printer
from game.authoring.export.booklet.wording import BLANK, Wording
from game.authoring.export.markup import Markup, filled, table, tag, together
from game.authoring.export.times import day_of, track
from game.engine.story import CLOCK, Story
from game.wording import N_, _, playthrough

_NOTES = N_("Notes")
_CLAIMS = N_("Claims: what you have told")


def beginnings(
    story: Story, travellers: Collection[str], wording: Wording, printer: Printer, numbers: Mapping[str, int]
) -> Markup:
    """Who one may be, what to write down first, and where to begin."""
    made: list[str] = []
    for name in travellers:
        who = story["travellers"][name]
        start = str(numbers[who["start"]])
        values = {each: who["set"].get(each, story["variables"][each]["start"]) for each in sorted(wording.kept)}
        told = [
            f"{wording.name(each)}: {wording.value(each, value)}"
            for each, value in values.items()
            if value or (story["variables"][each]["kind"] == "enum" and wording.value(each, 0) != _(BLANK))
        ]
        made += [
            tag("h3", who["name"]),
            tag("p", tag("em", _("An invented person, made from several who were reported.")))
            if who["invented"]
            else "",
            printer.paragraphs(who["card"], f"traveller {name}"),
            tag(
                "p",
                _(
                    "Write on your sheet: {these}. All the rest is empty, or 0.",
                    these="; ".join(told) or _("nothing yet"),
                ),
            ),
            tag("p", filled(_("Turn to {number}."), number=tag("a", start, href=f"#p{start}"))),
        ]
        if reported := printer.paragraphs(who["reported"], f"reported of {name}"):
            made.append(together(tag("p", tag("b", _("For the end: what was reported of this person."))), reported))
    return together(*made)


def sheet(story: Story, possible: Possible, wording: Wording) -> Markup:
    """Boxes to tick and lines to write on."""
    groups: dict[str, list[str]] = {}
    for name in story["variables"]:
        if name in wording.kept and name != CLOCK:
            known = possible.variables[name]
            heading = _CLAIMS if "topic" in known else known.get("heading", _NOTES)
            groups.setdefault(heading, []).append(name)
    made: list[str] = []
    for heading, names in sorted(groups.items(), key=lambda group: group[0] == _NOTES):
        rows = [_row(name, possible, wording) for name in names]
        made += [tag("h3", _heading(heading)), table(["", ""], rows, "keep")]
    back = table([_("Your way back: numbers to return to, the last one first")], [[Markup("&nbsp;<br>&nbsp;")]])
    return together(*made, back)


def _heading(name: str) -> str:
    return _(name) if name in (_NOTES, _CLAIMS) else playthrough.heading(name)


def _row(name: str, possible: Possible, wording: Wording) -> list[str]:
    known = possible.variables[name]
    if known["kind"] == "bool":
        return [wording.name(name), BOX]
    if known["kind"] == "int":
        told = _("{low} to {high} {unit}", low=known["low"], high=known["high"], unit=known.get("unit", "")).strip()
        return [f"{wording.name(name)} ({told})", Markup("&nbsp;" * 40)]
    values = range(known["low"], known["high"] + 1)
    return [wording.name(name), together(*(tag("span", BOX, wording.value(name, each), " ") for each in values))]


def clock(story: Story, possible: Possible, printer: Printer, travellers: Collection[str]) -> Markup:
    """The time track, with deadlines and the news beside it."""
    last = possible.variables[CLOCK]["high"] if CLOCK in possible.variables else 0
    news = [
        [day_of(story, each["tick"]), each["outlet"], printer.paragraphs(each["text"], "news")]
        for each in story["news"]
    ]
    parts: list[str] = [
        tag("p", _("Cross off as many boxes as the Clock moves on. The number of the box is where the Clock stands.")),
        track(story, last, travellers),
    ]
    if news:
        parts += [
            tag("h3", _("News. Read a line when its hour has come, not before.")),
            table([_("When"), _("From"), _("What")], news),
        ]
    return together(*parts)


def interruptions(possible: Possible, wording: Wording, numbers: Mapping[str, int]) -> Markup:
    """Events: what breaks in before one turns to a paragraph."""
    return table([_("If"), _("then")], [[*row] for row in _interruptions(possible, wording, numbers)])


def _interruptions(possible: Possible, wording: Wording, numbers: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    for event in possible.events:
        number = str(numbers[event["goto"]])
        back = _("Write the number you were turning to on your way back.") if event["returns"] else ""
        told = "".join(f"{each} " for each in (back, *wording.effects(event["do"])) if each)
        condition = wording.truth(possible.settled(event["when"]))
        yield condition, together(told, filled(_("Turn to {number}."), number=tag("a", number, href=f"#p{number}")))
