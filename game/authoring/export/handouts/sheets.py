"""Sheets to read and to write on: timeline, claims, glossary, debrief."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from game.authoring.export.booklet.possible import Possible
from game.authoring.export.markup import Markup, table, tag, together
from game.authoring.export.times import day_of
from game.engine.rules import Rules
from game.engine.story import Story
from game.engine.text import plain
from game.wording import N_, _

_EMPTY = Markup("&nbsp;")
_FEWEST_ROWS = 8
_MOST_QUESTIONS = 10
_WHO_DECIDED = (N_("you"), N_("a guard"), N_("a law"), N_("the weather"), N_("money"), N_("place of birth"))


def timeline(story: Story, travellers: Collection[str]) -> Markup:
    """News and deadlines in the order of time."""
    rules = Rules(story)
    found: list[tuple[int, list[str]]] = [
        (each["tick"], [day_of(story, each["tick"]), each["outlet"], plain(rules.at_start(each["text"]))])
        for each in story["news"]
    ]
    for each in story["deadlines"].values():
        if not each["travellers"] or {*each["travellers"]} & {*travellers}:
            late = tag("b", _("From now on too late: {what}", what=each["name"]))
            found.append((each["tick"], [day_of(story, each["tick"]), "", late]))
    rows = [row for _tick, row in sorted(found, key=lambda each: each[0])]
    return table([_("When"), _("From"), _("What")], rows) if rows else Markup("")


def ledger(story: Story, possible: Possible) -> Markup:
    """What one has told, to whom, and whether it still fits."""
    rows: list[list[str]] = []
    for topic, says in story["topics"].items():
        values = [
            each for each in possible.variables.values() if each.get("topic") == topic and each["low"] < each["high"]
        ]
        if values:
            told = " ".join(f"☐ {label}" for label in values[0].get("labels", [])[1:])
            rows.append([together(tag("b", says), tag("p", told, class_="small")), _EMPTY, _EMPTY, _EMPTY])
    heads = [
        _("What about"),
        _("What I said, and to whom"),
        _("What on me says the same"),
        _("What I said otherwise, where"),
    ]
    return table(heads, [*rows, *[[_EMPTY] * 4] * max(0, _FEWEST_ROWS - len(rows))], "write") if rows else Markup("")


def glossary(story: Story) -> Markup:
    parts = [tag("p", tag("b", each["term"]), f": {plain(each['meaning'])}") for each in story["glossary"].values()]
    return tag("div", *parts, class_="glossary") if parts else Markup("")


def debrief(story: Story, possible: Possible, travellers: Collection[str]) -> Markup:
    """Six steps, with room to write."""
    after = tag("p", plain(story["about"]["afterwards"]), class_="after") if story["about"]["afterwards"] else ""
    return together(after, *(_step(heading, *parts) for heading, parts in _steps(story, possible, travellers)))


def _step(heading: str, *parts: str) -> Markup:
    return tag("div", tag("h3", heading), *parts, class_="step")


def _steps(story: Story, possible: Possible, travellers: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    yield _("1. Feel"), _asked(_("One word for it:"), _("Where did you want to stop? What was unfair?"))
    boxes = [[_EMPTY, *("☐" for _who in _WHO_DECIDED)] for _row in range(6)]
    lead = tag("p", _("Put six moments in their order. Who or what decided each? Several may be right."))
    yield _("2. What happened"), [lead, table([_("Moment"), *map(_, _WHO_DECIDED)], boxes, "moments")]
    rumours = [
        f"☐ {plain(each['says'])}" for each in story["rumours"].values() if {*each["heard"]} & {*possible.scenes}
    ]
    asked = [_("What was known of you, and what of your words was checked?")]
    told = [tag("p", "  ".join(rumours), class_="small")] if rumours else []
    if rumours:
        asked.append(_("Which of these rumours did you hear? Which cost you most?"))
    yield _("3. Learned"), [*_asked(*asked), *told]
    yield _("4. The world"), list(_world(story, travellers))
    yield (
        _("5. What if"),
        _asked(
            _("Another start, another day, other papers: what would have been otherwise?"),
            _("If everybody had done the same?"),
        ),
    )
    asks = dict.fromkeys(ask for each in possible.scenes.values() if each["ending"] for ask in each["ending"]["ask"])
    listed = tag("ul", *(tag("li", plain(each)) for each in [*asks][:_MOST_QUESTIONS]), class_="small")
    more = [tag("p", _("What the story asks at its endings:"), class_="small"), listed] if asks else []
    yield _("6. What next"), [*_asked(_("Which question is left? How would you find out?")), *more]


def _world(story: Story, travellers: Collection[str]) -> Iterator[str]:
    rules = Rules(story)
    for name in travellers:
        if reported := plain(rules.at_start(story["travellers"][name]["reported"])):
            yield tag(
                "p",
                tag("b", f"{_('What was reported, of {who}:', who=story['travellers'][name]['name'])} "),
                reported,
                class_="small",
            )
    if story["debates"]:
        yield from _asked(_("Read one voice card of each side aloud. What would each say to your traveller?"))
    else:
        yield from _asked(_("Compare with one source card. What does it say otherwise than you would have thought?"))


def _asked(*questions: str) -> list[str]:
    return [part for each in questions for part in (tag("p", each), tag("div", _EMPTY, class_="lines"))]
