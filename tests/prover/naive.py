"""The slow way: every state of a story by playing the game's own rules from each, one at a time. What the prover must
agree with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.engine.rules import Chance, History, Rules, Way
from game.engine.story import RETURN, Story

NOBODY = History(0)


class State(NamedTuple):
    scene: str
    values: tuple[int, ...]
    calls: tuple[str, ...]


class Option(NamedTuple):
    choice: str | None
    ways: list[tuple[float, State]]
    """Chance and what it leads to."""


class Odds(NamedTuple):
    random: float
    best: float
    worst: float


class Naive:
    def __init__(self, story: Story, traveller: str) -> None:
        self.rules = Rules(story)
        who = story["travellers"][traveller]
        values = list(self.rules.start)
        for name, value in who["set"].items():
            values[self.rules.index[name]] = value
        self.start = self._arrived(who["start"], values, ())
        self.options: dict[State, list[Option]] = {}
        todo = [self.start]
        while todo:
            state = todo.pop()
            if state not in self.options:
                self.options[state] = list(self._options(state))
                todo += [to for option in self.options[state] for _, to in option.ways]

    def _arrived(self, scene_id: str, values: list[int], calls: tuple[str, ...]) -> State:
        scene = self.rules.scenes[scene_id]
        if scene.eventful and self.rules.due and not calls:
            due = self.rules.due(values)
            if due >= 0:
                event = self.rules.events[due]
                if event.do:
                    event.do(values)
                calls = (scene_id,) if event.returns else ()
                scene = self.rules.scenes[event.goto]
        if scene.do:
            scene.do(values)
        return State(scene.id, tuple(values), calls)

    def _options(self, state: State) -> Iterator[Option]:
        scene = self.rules.scenes[state.scene]
        if scene.chance:
            yield Option(None, list(self._ways(scene.chance, state)))
        for option in scene.menu(list(state.values), NOBODY, 1):
            if option.locked is None:
                yield Option(option.id, list(self._ways(scene.choices[option.id].chance, state)))

    def _ways(self, chance: Chance, state: State) -> Iterator[tuple[float, State]]:
        weights = [max(0, w) for w in chance.weights(list(state.values))] if chance.weights else [1]
        total = sum(weights)
        for weight, way in zip(weights, chance.ways, strict=True):
            if weight:
                yield weight / total, self._followed(way, state)

    def _followed(self, way: Way, state: State) -> State:
        values = list(state.values)
        if way.do:
            way.do(values)
        calls = (*state.calls, way.then) if way.then else state.calls
        goto = way.goto
        if goto == RETURN:
            goto, calls = calls[-1], calls[:-1]
        return self._arrived(goto, values, calls)

    def scenes(self) -> set[str]:
        return {state.scene for state in self.options}

    def choices(self) -> set[tuple[str, str]]:
        return {
            (state.scene, option.choice)
            for state, options in self.options.items()
            for option in options
            if option.choice
        }

    def stuck(self) -> set[str]:
        """The menus at which, in some state, nothing can be chosen."""
        return {
            state.scene
            for state, options in self.options.items()
            if not options and not self.rules.scenes[state.scene].ending
        }

    def odds(self, ending: str) -> Odds:
        """Of coming to an ending from the start."""
        return self.worths(ending)[self.start]

    def worths(self, ending: str) -> dict[State, Odds]:
        """Of coming to an ending, from every state: by random play, best and worst. By iteration from nought upward."""
        values = {state: Odds(*[float(state.scene == ending)] * 3) for state in self.options}
        while True:
            changed = 0.0
            for state, options in self.options.items():
                if options:
                    led = [self.mean(option, values) for option in options]
                    now = Odds(
                        sum(each.random for each in led) / len(led),
                        max(each.best for each in led),
                        min(each.worst for each in led),
                    )
                    changed = max(changed, *(abs(a - b) for a, b in zip(now, values[state], strict=True)))
                    values[state] = now
            if changed < 1e-15:
                return values

    @staticmethod
    def mean(option: Option, values: dict[State, Odds]) -> Odds:
        parts = [[chance * value for value in values[to]] for chance, to in option.ways]
        return Odds(*map(sum, zip(*parts, strict=True)))
