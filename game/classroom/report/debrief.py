"""The sheet for the talk, in six steps, filled with what this class did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar
from xml.etree.ElementTree import Element

from game.classroom.report.markup import Child, el, listed, table
from game.classroom.report.material import Material
from game.classroom.report.moments import By, Happened, six
from game.classroom.report.what_if import windows
from game.classroom.tally import endings, facts
from game.engine.calendar import moment
from game.engine.journal import rumours, told
from game.engine.story import Debate, Turn, Voice
from game.engine.text import plain
from game.wording import N_, _, ngettext
from game.wording.dates import date

_DECIDED: dict[By, str] = {
    "you": N_("you, among what was open"),
    "guard": N_("a guard"),
    "luck": N_("luck"),
    "shut": N_("what was shut: a law, money or a place of birth, look at the reason"),
    "end": N_("all of these together"),
}
_BOXES = (N_("you"), N_("a guard"), N_("a law"), N_("money"), N_("place of birth"), N_("luck"))
_BOX = "☐"
_MOST_DEBATES, _MOST_VOICES, _MOST_QUESTIONS, _MOST_MEANWHILE = 3, 2, 8, 3

T = TypeVar("T")


def debrief_section(material: Material) -> Element:
    steps = (_happened, _learned, _world, _what_if, _next)
    talk = [_feel(), *(step(material) for step in steps)]
    return el("section", el("h2", _("The talk, in six steps")), *(el("div", *step) for step in talk))


def _feel() -> list[Child]:
    asked = [_("One word."), _("Where did you want to stop?"), _("What was unfair?")]
    return [el("h3", _("1. Feel")), listed(asked), _quiet(_("No ranking of suffering, ever."))]


def _happened(material: Material) -> list[Child]:
    traveller, found = six(material)
    parts: list[Child] = [el("h3", _("2. What happened"))]
    if not found:
        return [*parts, el("p", _("Nobody has chosen anything yet."))]
    who = plain(material.rules.story["travellers"][traveller]["name"])
    shuffled = sorted(found, key=lambda each: each.moment.what)
    boxes = ("_" * 3, *(_BOX for _ in _BOXES))
    parts += [
        el("p", _("{who}: put these moments in order. Who decided each? More than one may be right.", who=who)),
        table(
            [_("moment"), _("order"), *(_(each) for each in _BOXES)],
            ([_words(each), *boxes] for each in shuffled),
            class_="boxes",
        ),
        el(
            "p",
            _("For whoever leads the talk, in the order in which they came, and what decided by the story's rules:"),
        ),
        listed((f"{_words(each)} ({each.shared}): {_(_DECIDED[each.moment.by])}" for each in found), "ol"),
    ]
    return parts


def _words(each: Happened) -> str:
    return f"{each.moment.where}: {each.moment.what}" if each.moment.where else each.moment.what


def _learned(material: Material) -> list[Child]:
    asked = [
        _("What did the guard know? Which of your words were checked, and by what?"),
        _("Which rumour cost you most: the one you believed, the one you checked, or the one you did not hear?"),
    ]
    heads = [_("rumour"), _("heard"), _("checked"), _("what checking costs"), _("what was true")]
    rows = list(_rumours(material))
    return [el("h3", _("3. Learned")), listed(asked), *([table(heads, rows, class_="rumours")] if rows else [])]


def _rumours(material: Material) -> Iterator[list[Child]]:
    heard: Counter[str] = Counter()
    checked: Counter[str] = Counter()
    for run in material.runs:
        for each in rumours(run.playthrough):
            heard[each.says] += 1
            checked[each.says] += each.checked
    of = {rumour["says"]: rumour for rumour in material.rules.story["rumours"].values()}
    for says, count in heard.most_common():
        truth = of[says]["truth"]
        yield [
            _('"{said}"', said=plain(says)), str(count), str(checked[says]), plain(of[says]["check"]),
            el("div", *(el("div", _turn(material, turn)) for turn in truth)) if truth else _("Nobody knew."),
        ]  # fmt: skip


def _turn(material: Material, turn: Turn) -> str:
    return f"{date(moment(material.rules.story['clock'], turn['tick']))}: {plain(turn['is'])}"


def _world(material: Material) -> list[Child]:
    story = material.rules.story
    parts: list[Child] = [
        el("h3", _("4. The world")),
        listed([_("Read one voice of each side aloud. What would each say to your traveller?")]),
        *(_debate(material, each) for each in _fitting(material)),
    ]
    if others := [plain(each["question"]) for each in story["debates"].values() if each not in _fitting(material)]:
        parts += [_quiet(_("Other debates that the story has:")), listed(others)]
    if elsewhere := _meanwhile(material):
        parts += [el("h4", plain(story["about"]["meanwhile"])), listed(elsewhere)]
    return parts


def _fitting(material: Material) -> list[Debate]:
    """The debates whose voices rest on most of what the class met."""
    met = dict(facts(material.journeys))
    debates = material.rules.story["debates"].values()
    return sorted(debates, key=lambda each: -len({f for voice in each["voices"] for f in voice["facts"]} & met.keys()))[
        :_MOST_DEBATES
    ]


def _debate(material: Material, debate: Debate) -> Element:
    met = dict(facts(material.journeys))
    rows: list[Sequence[Child]] = []
    for side, several in groupby(debate["voices"], key=lambda voice: voice["side"]):
        nearest = sorted(several, key=lambda voice: -sum(met.get(fact, 0) for fact in voice["facts"]))
        rows += [[side, plain(each["says"]), _speaker(each)] for each in nearest[:_MOST_VOICES]]
    heads = [_("side"), _("says, in our words"), _("who")]
    return el("div", el("h4", plain(debate["question"])), table(heads, rows), class_="debate")


def _speaker(voice: Voice) -> str:
    return ", ".join(part for part in (voice["who"], voice["role"], voice["date"], *voice["facts"]) if part)


def _meanwhile(material: Material) -> list[str]:
    """What the endings that were come to tell of elsewhere, each once, the most frequent first."""
    found: Counter[str] = Counter()
    for run in material.runs:
        if run.journey.ending and (ending := material.rules.story["scenes"][run.journey.ending]["ending"]):
            found[plain(told(run.playthrough, ending["meanwhile"]))] += 1
    return [words for words, _count in found.most_common(_MOST_MEANWHILE) if words]


def _what_if(material: Material) -> list[Child]:
    asked = [
        _("Another start, another day, another place of birth? The same words and another guard?"),
        _("If everybody had done the same?"),
    ]
    return [el("h3", _("5. What if")), listed(asked), *windows(material)]


def _next(material: Material) -> list[Child]:
    scenes = material.rules.story["scenes"]
    reached = [
        ending for each in endings(material.rules, material.journeys) if (ending := scenes[each.ending]["ending"])
    ]
    asked = list(_in_turn(ending["ask"] for ending in reached))[:_MOST_QUESTIONS]
    parts: list[Child] = [
        el("h3", _("6. What next")),
        listed([_("Which question is left?"), _("How would you find out?")]),
    ]
    if asked:
        parts += [el("p", _("What the story asks at the endings that this class came to:")), listed(map(plain, asked))]
    if ended := material.ended:
        parts.append(_quiet(ngettext("From {count} journey that ended.", "From {count} journeys that ended.", ended)))
    return parts


def _in_turn(lists: Iterable[list[T]]) -> Iterator[T]:
    """The first of each, then the second of each."""
    left = [list(each) for each in lists]
    while left := [each for each in left if each]:
        for each in left:
            yield each.pop(0)


def _quiet(words: str) -> Element:
    return el("p", words, class_="quiet")
