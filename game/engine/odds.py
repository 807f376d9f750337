"""Exact odds at a window: an interview is a small part of a story, so every way through it can be gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from game.engine.playthrough import Playthrough, Window
from game.engine.rules import Chance, History, Rules, Way

Odds: TypeAlias = dict[str, Fraction]
"""The chance of each outcome of a verdict, by its name; they add up to one."""

Answers: TypeAlias = Mapping[str, str]
"""What is said: question -> answer. A question that is not in it is answered in every open way, each as likely."""

Values: TypeAlias = tuple[int, ...]


def odds(rules: Rules, window: Window, answers: Answers, guard: int | None = None) -> Odds:
    """The chance of each verdict for these answers, before any guard, or before this one alone."""
    return _Walk(rules, window.interview, answers, guard).from_scene(window.interview, window.values)


def answers_given(playthrough: Playthrough, window: Window) -> dict[str, str]:
    """What the player said at this window."""
    prefix = f"{window.interview}/"
    given: dict[str, str] = {}
    for move in playthrough.moves[window.passage :]:
        if not move.scene.startswith(prefix):
            break
        given[move.scene.removeprefix(prefix)] = move.choice
    return given


def guard_met(playthrough: Playthrough, window: Window) -> int:
    """The number of the guard, among the interview's, who was on duty by this playthrough's luck."""
    return _drawn_in(playthrough, window, window.interview)


def outcome_met(playthrough: Playthrough, window: Window) -> str:
    """The name of the verdict's outcome that was drawn."""
    verdict = playthrough.rules.story["interviews"][window.interview]["verdict"]
    chance = playthrough.rules.scenes[verdict].chance
    return chance.ways[_drawn_in(playthrough, window, verdict)].name if chance else ""


def _drawn_in(playthrough: Playthrough, window: Window, scene: str) -> int:
    draws = (draw for passage in playthrough.passages[window.passage :] for draw in passage.draws)
    return next((draw.taken for draw in draws if draw.scene == scene), 0)


def as_another(rules: Rules, window: Window, traveller: str) -> Window:
    """The same window come to with another traveller's start in place of one's own."""
    values = list(window.values)
    for name, value in rules.story["travellers"][traveller]["set"].items():
        values[rules.index[name]] = value
    return window._replace(values=tuple(values))


class _Walk:
    """Goes every way through one interview. The same values in the same scene are walked once."""

    def __init__(self, rules: Rules, interview: str, answers: Answers, guard: int | None) -> None:
        self._rules = rules
        self._interview = rules.story["interviews"][interview]
        self._prefix = f"{interview}/"
        self._answers = answers
        self._guard = guard
        self._known: dict[tuple[str, Values], Odds] = {}
        self._nobody = History(0)

    def from_scene(self, scene_id: str, values: Values) -> Odds:
        known = self._known.get((scene_id, values))
        if known is None:
            known = self._known[scene_id, values] = self._walked(scene_id, values)
        return known

    def _walked(self, scene_id: str, values: Values) -> Odds:
        scene = self._rules.scenes[scene_id]
        now = list(values)
        if scene.do:
            scene.do(now)
        if scene_id == self._interview["verdict"] and scene.chance:
            return self._verdict(scene.chance, now)
        if scene.chance:
            only = self._guard if scene_id == self._interview["entry"] else None
            return self._drawn(scene.chance, now, only)
        said = scene_id.removeprefix(self._prefix)
        open_now = [option.id for option in scene.menu(now, self._nobody, 1) if option.locked is None]
        taken = [self._answers[said]] if self._answers.get(said) in open_now else open_now
        return _mixed([(1, self._drawn(scene.choices[choice].chance, now)) for choice in taken])

    def _verdict(self, chance: Chance, now: list[int]) -> Odds:
        weights = chance.weights(now) if chance.weights else (1,)
        return _mixed([(weight, {way.name: Fraction(1)}) for weight, way in zip(weights, chance.ways, strict=True)])

    def _drawn(self, chance: Chance, now: list[int], only: int | None = None) -> Odds:
        weights = chance.weights(now) if chance.weights else (1,)
        ways = [pair for number, pair in enumerate(zip(weights, chance.ways, strict=True)) if only in (None, number)]
        return _mixed([(weight, self._after(way, now)) for weight, way in ways if weight > 0])

    def _after(self, way: Way, now: list[int]) -> Odds:
        after = list(now)
        if way.do:
            way.do(after)
        return self.from_scene(way.goto, tuple(after))


def _mixed(parts: Sequence[tuple[int, Odds]]) -> Odds:
    """Odds in proportion to the weights, over the parts that lead anywhere at all."""
    held = [(weight, part) for weight, part in parts if weight > 0 and part]
    total = sum(weight for weight, _ in held)
    mixed: defaultdict[str, Fraction] = defaultdict(Fraction)
    for weight, part in held:
        for name, chance in part.items():
            mixed[name] += chance * Fraction(weight, total)
    return dict(mixed)
