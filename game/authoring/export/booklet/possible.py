"""What can come about for some travellers, as far as the ranges of variables show it: never too little, rarely more.

A traveller's own variables mostly stand still, so that the scenes, choices and conditions of all others fall away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from game.authoring.export.bounds import Bounds, bounds
from game.engine.story import RETURN, Effect, Event, Expression, Outcome, Scene, Story, Variable


class Possible:
    def __init__(self, story: Story, travellers: Collection[str]) -> None:
        self._story = story
        self.variables: dict[str, Variable] = {}
        """With the ranges that they can come to have."""
        who = [story["travellers"][each] for each in travellers]
        for name, variable in story["variables"].items():
            starts = [each["set"].get(name, variable["start"]) for each in who]
            self.variables[name] = {**variable, "low": min(starts), "high": max(starts)}
        self.starts = [each["start"] for each in who]
        self.scenes: dict[str, Scene] = {}
        while self._grows():
            pass

    @property
    def events(self) -> list[Event]:
        return [event for event in self._story["events"] if self.may(event["when"])]

    def may(self, tree: Expression) -> bool:
        return self.settled(tree) != 0

    def settled(self, tree: Expression) -> Expression:
        """The same expression with what is known for sure in it put as a number."""
        if isinstance(tree, int):
            return int(tree)
        low, high = bounds(tree, self.variables)
        if low == high:
            return low
        if isinstance(tree, str):
            return tree
        operator, *rest = tree
        match operator:
            case "visits" | "visited" | "chose":
                return tree if rest[0] in self.scenes else 0
            case "in":
                return [operator, self.settled(rest[0]), rest[1]]
            case "draw":
                return tree
            case "and" | "or":
                parts = [each for each in map(self.settled, rest) if each != (1 if operator == "and" else 0)]
                if any(each == (0 if operator == "and" else 1) for each in parts):
                    return 0 if operator == "and" else 1
                return parts[0] if len(parts) == 1 else [operator, *parts] if parts else int(operator == "and")
            case "if":
                test, one, other = map(self.settled, rest)
                return (one if test else other) if isinstance(test, int) else [operator, test, one, other]
            case "not":
                inner = self.settled(rest[0])
                return int(not inner) if isinstance(inner, int) else ["not", inner]
            case _:
                return _plainer(operator, [self.settled(each) for each in rest])

    def ways(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """Those that can come about."""
        return [each for each in outcomes if len(outcomes) == 1 or bounds(each["weight"], self.variables).high > 0]

    def _grows(self) -> bool:
        before = (len(self.scenes), [(each["low"], each["high"]) for each in self.variables.values()])
        waiting = [*self.starts, *(event["goto"] for event in self.events)]
        for event in self.events:
            self._apply(event["do"])
        found: dict[str, Scene] = {}
        while waiting:
            scene_id = waiting.pop()
            if scene_id in found or scene_id == RETURN:
                continue
            scene = found[scene_id] = self._story["scenes"][scene_id]
            self._apply(scene["do"])
            for outcome in self._outcomes(scene):
                self._apply(outcome["do"])
                waiting += [outcome["goto"], *([outcome["then"]] if outcome["then"] else [])]
        self.scenes = found
        return before != (len(found), [(each["low"], each["high"]) for each in self.variables.values()])

    def _outcomes(self, scene: Scene) -> Iterator[Outcome]:
        yield from self.ways(scene["outcomes"])
        for choice in scene["choices"].values():
            if bounds(choice["when"], self.variables) != Bounds(0, 0):
                yield from self.ways(choice["outcomes"])

    def _apply(self, effects: Sequence[Effect]) -> None:
        for name, tree in effects:
            declared, now = self._story["variables"][name], self.variables[name]
            low, high = bounds(tree, self.variables)
            constant = isinstance(tree, int)
            if low < now["low"]:
                now["low"] = max(declared["low"], low if constant else declared["low"])
            if high > now["high"]:
                now["high"] = min(declared["high"], high if constant else declared["high"])


def _plainer(operator: str, parts: list[Expression]) -> Expression:
    """Without what makes no difference."""
    match operator, parts:
        case ("+" | "-", [one, 0]) | ("+", [0, one]) | ("*", [one, 1]) | ("*", [1, one]):
            return one
        case _:
            return [operator, *parts]
