"""The debrief of a finished playthrough: what the luck was, and what other words or another start would have met."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from game.engine.journal import told
from game.engine.odds import Odds, answers_given, as_another, guard_met, odds, outcome_met
from game.engine.playthrough import Draw, Playthrough, Window


class Fork(NamedTuple):
    """A draw of luck, told afterwards."""

    where: str
    """The place, or the scene's title."""
    tick: int
    taken: str
    chance: Fraction
    others: list[tuple[str, Fraction]]
    passage: int
    """The number of the passage in which it was drawn."""


class OtherWord(NamedTuple):
    question: str
    """As the guard asked it."""
    answer: str
    given: bool
    """Whether this is what the player said."""
    odds: Odds


class WindowDebrief(NamedTuple):
    """One window, worked out exactly."""

    interview: str
    where: str
    tick: int
    outcome: str
    guard: str
    same_words: Odds
    """These words before every guard that might have been on duty."""
    other_words: list[OtherWord]
    """Each answer to each question asked, the others as given, before the same guard."""
    other_starts: list[tuple[str, Odds]]
    """The same words with another traveller's start, before every guard; only where it makes a difference."""


def forks(playthrough: Playthrough) -> list[Fork]:
    """The draws outside windows whose outcomes have names, in order."""
    found: list[Fork] = []
    for number, passage in enumerate(playthrough.passages):
        for draw in passage.draws:
            if playthrough.rules.story["scenes"][draw.scene]["window"] is None and (
                fork := _fork(playthrough, draw, number)
            ):
                found.append(fork)
    return found


def windows(playthrough: Playthrough) -> list[WindowDebrief]:
    """The windows that were come to and gone from with a verdict."""
    verdict = {
        window: playthrough.rules.story["interviews"][window.interview]["verdict"] for window in playthrough.windows
    }
    return [
        _window(playthrough, window)
        for window in playthrough.windows
        if any(verdict[window] in passage.scenes for passage in playthrough.passages[window.passage :])
    ]


def _fork(playthrough: Playthrough, draw: Draw, passage: int) -> Fork | None:
    scene = playthrough.rules.scenes[draw.scene]
    chance = scene.choices[draw.choice].chance if draw.choice else scene.chance
    if chance is None or not chance.ways[draw.taken].name or draw.weights[draw.taken] >= sum(draw.weights):
        return None
    total = sum(weight for weight in draw.weights if weight > 0)
    chances: dict[str, Fraction] = {}
    for way, weight in zip(chance.ways, draw.weights, strict=True):
        if weight > 0:
            chances[way.name] = chances.get(way.name, Fraction()) + Fraction(weight, total)
    taken = chance.ways[draw.taken].name
    return Fork(
        where=scene.title or _place(playthrough, scene.place or playthrough.passages[passage].place),
        tick=draw.tick,
        taken=taken,
        chance=chances[taken],
        others=[(name, chance) for name, chance in chances.items() if name != taken],
        passage=passage,
    )


def _window(playthrough: Playthrough, window: Window) -> WindowDebrief:
    rules = playthrough.rules
    interview = rules.story["interviews"][window.interview]
    guard = guard_met(playthrough, window)
    given = answers_given(playthrough, window)
    same = odds(rules, window, given)
    others = [
        (rules.story["travellers"][other]["name"], odds(rules, as_another(rules, window, other), given))
        for other in rules.story["travellers"]
        if other != playthrough.traveller
    ]
    return WindowDebrief(
        interview=window.interview,
        where=_place(playthrough, rules.scenes[window.interview].place),
        tick=window.values[rules.clock],
        outcome=outcome_met(playthrough, window),
        guard=rules.story["guards"][interview["guards"][guard]],
        same_words=same,
        other_words=_other_words(playthrough, window, given, guard),
        other_starts=[(name, found) for name, found in others if found != same],
    )


def _other_words(playthrough: Playthrough, window: Window, given: dict[str, str], guard: int) -> list[OtherWord]:
    rules = playthrough.rules
    found: list[OtherWord] = []
    for question, said in given.items():
        scene = rules.story["scenes"][f"{window.interview}/{question}"]
        for answer, choice in scene["choices"].items():
            after = odds(rules, window, {**given, question: answer}, guard)
            words = told(playthrough, choice["say"])
            found.append(OtherWord(told(playthrough, scene["text"]), words, answer == said, after))
    return found


def _place(playthrough: Playthrough, place: str | None) -> str:
    return playthrough.rules.story["places"][place]["name"] if place else ""
