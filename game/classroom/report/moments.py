"""Six moments of one journey that many of the class shared, and by what the rules of the story decided each."""

from __future__ import annotations

from collections import Counter
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
_DRAWN, _JUDGED, _CHOSEN, _ENDED = range(4)


When: TypeAlias = tuple[int, int]
"""The number of the passage, and how far on in it."""


class Moment(NamedTuple):
    by: By
    where: str
    what: str


class Happened(NamedTuple):
    moment: Moment
    shared: int
    """How many of those who played this traveller had it."""


def six(material: Material) -> tuple[str, list[Happened]]:
    """Of the traveller whom most played: its id and up to six moments of one journey, the one that has most in common
    with the others, in order."""
    played = Counter(run.journey.traveller for run in material.runs)
    if not played:
        return "", []
    traveller = played.most_common(1)[0][0]
    each = [_in_order(run) for run in material.runs if run.journey.traveller == traveller]
    counts = Counter(moment for moments in each for moment in moments)
    shared = [[Happened(moment, counts[moment]) for moment in moments] for moments in each]
    typical = max((_chosen(moments) for moments in shared), key=lambda six: sum(happened.shared for happened in six))
    return traveller, typical


def _in_order(run: Told) -> list[Moment]:
    return list(dict.fromkeys(moment for moment, _when in sorted(_moments(run), key=lambda each: each[1])))


def _chosen(happened: list[Happened]) -> list[Happened]:
    """The most frequent, with at most two of a kind as long as there are others; in order."""
    kinds: Counter[By] = Counter()
    first: list[Happened] = []
    rest: list[Happened] = []
    for each in sorted(happened, key=lambda each: (each.moment.by != "end", -each.shared)):
        kinds[each.moment.by] += 1
        (first if kinds[each.moment.by] <= _MOST_OF_A_KIND else rest).append(each)
    chosen = [*first, *rest][:SIX]
    return [each for each in happened if each in chosen]


def _moments(run: Told) -> Iterator[tuple[Moment, When]]:
    return chain(_choices(run), _draws(run.playthrough), _verdicts(run.playthrough), _end(run))


def _choices(run: Told) -> Iterator[tuple[Moment, When]]:
    playthrough = run.playthrough
    for number, step in enumerate(run.journey.steps):
        if len(step.menu) < 2 or playthrough.rules.story["scenes"][step.scene]["window"]:
            continue
        where = _place(playthrough, step.place)
        for option in step.menu:
            if option.id == step.choice:
                yield Moment("you", where, plain(option.say)), (number, _CHOSEN)
            elif option.locked:
                yield Moment("shut", where, f"{plain(option.say)}: {plain(option.locked)}"), (number, _CHOSEN)


def _draws(playthrough: Playthrough) -> Iterator[tuple[Moment, When]]:
    for fork in forks(playthrough):
        yield Moment("luck", fork.where, fork.taken), (fork.passage, _DRAWN)


def _verdicts(playthrough: Playthrough) -> Iterator[tuple[Moment, When]]:
    for window in playthrough.windows:
        passage = verdict_in(playthrough, window)
        if passage is not None and (outcome := outcome_met(playthrough, window)):
            yield Moment("guard", window_name(playthrough, window), outcome), (passage, _JUDGED)


def verdict_in(playthrough: Playthrough, window: Window) -> int | None:
    """The number of the passage in which it was gone from with a verdict."""
    verdict = playthrough.rules.story["interviews"][window.interview]["verdict"]
    passages = enumerate(playthrough.passages[window.passage :], window.passage)
    return next((number for number, passage in passages if verdict in passage.scenes), None)


def window_name(playthrough: Playthrough, window: Window) -> str:
    """Its title, or the place."""
    title = plain(playthrough.rules.story["scenes"][window.interview]["title"])
    return title or _place(playthrough, playthrough.passages[window.passage].place or "")


def _end(run: Told) -> Iterator[tuple[Moment, When]]:
    ending = run.playthrough.rules.story["scenes"][run.journey.ending]["ending"] if run.journey.ending else None
    if ending:
        yield Moment("end", "", plain(ending["title"])), (len(run.journey.steps), _ENDED)


def _place(playthrough: Playthrough, place: str) -> str:
    return playthrough.rules.story["places"][place]["name"] if place else ""
