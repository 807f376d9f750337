"""What the same words would have met at the windows that most of the class stood at: exact, never sampled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from game.classroom.report.markup import Child, el, table
from game.classroom.report.material import Material, Told
from game.classroom.report.moments import verdict_in, window_name
from game.classroom.report.splits import chance_line
from game.engine.debrief import WindowDebrief
from game.engine.debrief import windows as debriefed
from game.engine.odds import Odds
from game.engine.text import plain
from game.wording import _

_MOST_WINDOWS = 3
_MOST_ANSWERS = 6


def windows(material: Material) -> list[Child]:
    return [_window(*each) for each in _most_come_to(material)]


def _most_come_to(material: Material) -> list[tuple[WindowDebrief, str, int]]:
    """Of each window one run that came through it: the first who said there what most said."""
    said: dict[str, Counter[str]] = {}
    by: dict[tuple[str, str], Told] = {}
    for run in material.runs:
        for interview in dict.fromkeys(
            each.interview for each in run.playthrough.windows if verdict_in(run.playthrough, each) is not None
        ):
            words = " ".join(move.choice for move in run.playthrough.moves if move.scene.startswith(f"{interview}/"))
            said.setdefault(interview, Counter())[words] += 1
            by.setdefault((interview, words), run)
    most = sorted(said.items(), key=lambda each: -each[1].total())[:_MOST_WINDOWS]
    found: list[tuple[WindowDebrief, str, int]] = []
    for interview, words in most:
        run = by[interview, words.most_common(1)[0][0]]
        at = next(each for each in debriefed(run.playthrough) if each.interview == interview)
        window = next(each for each in run.playthrough.windows if each.interview == interview)
        found.append((at, window_name(run.playthrough, window), words.total()))
    return found


def _window(window: WindowDebrief, name: str, count: int) -> Element:
    rows: list[Sequence[Child]] = [[_("the same words, whoever is on duty"), _odds(window.same_words)]]
    rows += [
        [_("the same words, and the start of {who}", who=plain(who)), _odds(odds)] for who, odds in window.other_starts
    ]
    others = [each for each in window.other_words if not each.given]
    shift = sorted(others, key=lambda each: -_distance(each.odds, window.same_words))[:_MOST_ANSWERS]
    rows += [
        [
            el("div", plain(each.question), el("br"), f"{plain(each.answer)} ",
               el("span", _("before this guard: {guard}", guard=plain(window.guard)), class_="quiet")),
            _odds(each.odds),
        ]
        for each in shift
    ]  # fmt: skip
    title = el("h4", name, el("span", f" {_('{count} stood at this window', count=count)}", class_="quiet"))
    return el("div", title, table([_("what if"), _("exact odds")], rows), class_="window")


def _odds(odds: Odds) -> Element:
    return el("div", *(chance_line(name, chance) for name, chance in odds.items() if chance))


def _distance(one: Odds, other: Odds) -> float:
    return float(sum(abs(one.get(name, 0) - other.get(name, 0)) for name in {**one, **other}))
