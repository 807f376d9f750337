"""Small stories dealt at random: menus, chances, calls, events, fallbacks, clamped numbers, enums and the clock."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from game.engine.story import Effect, Expression, Story
from game.language.compiler import compile_story

SMALLEST = Path(__file__).parent / "smallest"


def dealt(seed: int) -> Story:
    return _Dealer(Random(seed)).story()


class _Dealer:
    def __init__(self, luck: Random) -> None:
        self.luck = luck
        self.scenes = [f"s{number}" for number in range(luck.randint(3, 9))]
        self.endings = ["happy", "sad"]
        self.called = ["inn", "well"]
        self.hours = luck.choice([8, 8, 8, 80])  # more than a word of them has bits for
        self.numbers = {"coins": (0, 7), "mood": (0, 2), "key": (0, 1), "lamp": (0, 1), "clock": (0, self.hours)}

    def story(self) -> Story:
        base, report = compile_story(SMALLEST)
        assert base is not None, report
        plain = base["scenes"]["middle"]
        variables = dict(base["variables"])
        for name, (low, high) in self.numbers.items():
            if name != "clock":
                kind = "int" if high > 1 else "bool"
                variables[name] = {"kind": kind, "low": low, "high": high, "start": low, "meaning": name}
        variables["clock"] = {**variables["clock"], "high": self.hours}
        scenes = {name: {**plain, **self._body(later)} for name, later in self._laters()}
        for name in self.called:
            scenes[name] = {**plain, "outcomes": [self._outcome("<")], "do": self._effects()}
        for name in self.endings:
            scenes[name] = {**base["scenes"]["the-end"]}
        made: Any = {
            **base,
            "clock": {**base["clock"], "ticks": self.hours},
            "variables": variables,
            "scenes": {name: {**scene, "deck": name} for name, scene in scenes.items()},
            "travellers": {"one": {**base["travellers"]["one"], "start": self.scenes[0], "set": {"coins": 3}}},
            "events": [
                {
                    "id": "wind",
                    "when": ["and", ["not", "lamp"], self._condition()],
                    "do": [["lamp", 1]],
                    "goto": self.luck.choice(self.called),
                    "returns": True,
                },
                {
                    "id": "dusk",
                    "when": [">=", "clock", self.luck.choice([self.hours * 7 // 8, self.hours + 1])],
                    "do": [],
                    "goto": "sad",
                    "returns": False,
                },
            ],
        }
        return made

    def _laters(self) -> list[tuple[str, list[str]]]:
        """Each scene with those it may lead to: mostly later ones, sometimes an earlier."""
        found: list[tuple[str, list[str]]] = []
        for number, name in enumerate(self.scenes):
            later = [*self.scenes[number + 1 : number + 4], self.luck.choice(self.endings)]
            if self.luck.random() < 0.3:
                later.append(self.luck.choice(self.scenes))
            found.append((name, later))
        return found

    def _body(self, later: list[str]) -> dict[str, object]:
        do = self._effects() if self.luck.random() < 0.4 else []
        if self.luck.random() < 0.3:
            return {"do": do, "choices": {}, "outcomes": self._outcomes(later)}
        choices = {f"c{number}": self._choice(later, False) for number in range(self.luck.randint(1, 3))}
        choices["last"] = self._choice(later, self.luck.random() < 0.6)
        return {"do": do, "choices": choices, "outcomes": []}

    def _choice(self, later: list[str], fallback: bool) -> dict[str, object]:
        return {
            "say": [], "when": 1 if fallback else self._condition(), "locked": None, "fallback": fallback,
            "outcomes": self._outcomes(later), "deck": "d", "facts": [], "was": [],
        }  # fmt: skip

    def _outcomes(self, later: list[str]) -> list[dict[str, object]]:
        if self.luck.random() < 0.5:
            return [self._outcome(self.luck.choice(later))]
        return [self._outcome(self.luck.choice(later)) for _ in range(self.luck.randint(2, 3))]

    def _outcome(self, goto: str) -> dict[str, object]:
        weight: Expression = self.luck.choice([1, 3, ["+", 1, "coins"], ["-", "mood", 1]])
        outcome: dict[str, object] = {"weight": weight, "do": self._effects(), "goto": goto, "then": None, "facts": []}
        if goto != "<" and self.luck.random() < 0.2:
            return {**outcome, "goto": self.luck.choice(self.called), "then": goto}
        return outcome

    def _effects(self) -> list[Effect]:
        return [self._effect() for _ in range(self.luck.randint(0, 2))]

    def _effect(self) -> Effect:
        name = self.luck.choice(["coins", "mood", "key", "lamp", "clock"])
        if name == "clock":
            return ["clock", ["+", "clock", self.luck.choice([1, self.hours // 8, "mood"])]]
        if name == "key":
            return ["key", self.luck.choice([0, 1, ["not", "key"]])]
        if name == "lamp":
            return ["lamp", self.luck.choice([0, ["<", "coins", "mood"]])]
        value: list[Expression] = [["+", name, 1], ["-", name, 2], ["//", "coins", 2], ["%", "coins", "mood"], 1]
        value.append(["%", "clock", 5])
        value.append(["if", "key", ["max", name, 2], ["min", "coins", "mood"]])
        return [name, self.luck.choice(value)]

    def _condition(self, depth: int = 0) -> Expression:
        if depth < 2 and self.luck.random() < 0.4:
            parts = [self._condition(depth + 1) for _ in range(2)]
            return self.luck.choice([["and", *parts], ["or", *parts], ["not", parts[0]]])
        name = self.luck.choice(list(self.numbers))
        low, high = self.numbers[name]
        number = self.luck.randint(low, high)
        return self.luck.choice(
            [
                ["<", name, number], [">=", name, number], ["==", name, number], ["in", name, [low, number]],
                ["<=", "mood", "coins"], ["==", ["%", "clock", 3], 1], ["<", "clock", ["+", "coins", 2]], 1,
            ]
        )  # fmt: skip
