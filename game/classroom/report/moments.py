"""Six moments of one journey that many of the class shared, and by what the rules of the story decided each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

from game.classroom.report.material import Material, Told
from game.engine.debrief import forks
from game.engine.odds import outcome_met
from game.engine.playthrough import Playthrough, Window
from game.engine.text import plain

By: TypeAlias = Literal["you", "guard", "luck", "shut", "end"]
"""`shut`: a way that could not be taken, for the reason that was given. `end`: the sum of all that."""

SIX = 6
_MOST_OF_A_KIND = 2


class Moment(NamedTuple):
    by: By
    where: str
    what: str


class Happened(NamedTuple):
    moment: Moment
    count: int
    """How many had it."""
    when: float
    """The mean tick."""


def six(material: Material) -> tuple[str, list[Happened]]:
    """Of the traveller whom most played: its id and up to six moments, in the order in which they came on the whole."""
    played = Counter(run.journey.traveller for run in material.runs)
    if not played:
        return "", []
    traveller = played.most_common(1)[0][0]
    ticks: dict[Moment, list[int]] = defaultdict(list)
    for run in material.runs:
        if run.journey.traveller == traveller:
            for moment, tick in dict(_moments(run)).items():
                ticks[moment].append(tick)
    happened = [Happened(moment, len(found), sum(found) / len(found)) for moment, found in ticks.items()]
    return traveller, sorted(_chosen(happened), key=lambda each: (each.when, each.moment.by == "end"))


def _chosen(happened: list[Happened]) -> list[Happened]:
    """The most frequent, with at most two of a kind as long as there are others."""
    most = sorted(happened, key=lambda each: -each.count)
    kinds: Counter[By] = Counter()
    first: list[Happened] = []
    rest: list[Happened] = []
    for each in most:
        kinds[each.moment.by] += 1
        (first if kinds[each.moment.by] <= _MOST_OF_A_KIND else rest).append(each)
    return [*first, *rest][:SIX]


def _moments(run: Told) -> Iterator[tuple[Moment, int]]:
    return chain(_choices(run), _draws(run.playthrough), _verdicts(run.playthrough), _end(run))


def _choices(run: Told) -> Iterator[tuple[Moment, int]]:
    playthrough = run.playthrough
    for step, passage in zip(run.journey.steps, playthrough.passages, strict=False):
        if len(step.menu) < 2 or playthrough.rules.story["scenes"][step.scene]["window"]:
            continue
        where = _place(playthrough, step.place)
        for option in step.menu:
            if option.id == step.choice:
                yield Moment("you", where, plain(option.say)), passage.tick
            elif option.locked:
                yield Moment("shut", where, f"{plain(option.say)}: {plain(option.locked)}"), passage.tick


def _draws(playthrough: Playthrough) -> Iterator[tuple[Moment, int]]:
    for fork in forks(playthrough):
        yield Moment("luck", fork.where, fork.taken), fork.tick


def _verdicts(playthrough: Playthrough) -> Iterator[tuple[Moment, int]]:
    for window in playthrough.windows:
        if is_over(playthrough, window) and (outcome := outcome_met(playthrough, window)):
            where = _place(playthrough, playthrough.rules.scenes[window.interview].place or "")
            yield Moment("guard", where, outcome), window.values[playthrough.rules.clock]


def is_over(playthrough: Playthrough, window: Window) -> bool:
    """Whether it was gone from with a verdict."""
    verdict = playthrough.rules.story["interviews"][window.interview]["verdict"]
    return any(verdict in passage.scenes for passage in playthrough.passages[window.passage :])


def _end(run: Told) -> Iterator[tuple[Moment, int]]:
    ending = run.playthrough.rules.story["scenes"][run.journey.ending]["ending"] if run.journey.ending else None
    if ending:
        yield Moment("end", "", plain(ending["title"])), run.journey.tick


def _place(playthrough: Playthrough, place: str) -> str:
    return playthrough.rules.story["places"][place]["name"] if place else ""
