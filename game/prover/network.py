"""The roads from scene to scene: what a story's text says of them, whoever travels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from game.engine.onward import onward
from game.engine.story import Choice, Outcome, Scene, Story
from game.prover.graph import circles
from game.prover.trees import TRUE, Tree, applied, both, neither, replaced, tree


@dataclass(frozen=True, slots=True)
class Way:
    """A choice of a menu, or the scene's own chance (`choice` is None)."""

    choice: str | None
    open: Tree
    weights: tuple[Tree, ...]
    """Of its outcomes."""


@dataclass(frozen=True, slots=True)
class Road:
    """An edge before it is known where calls return to."""

    option: int
    outcome: int
    open: Tree
    goto: str
    then: str | None
    updates: Mapping[str, Tree]
    raw: Sequence[tuple[str, Tree]]
    dues: Sequence[Tree]
    """For each event, when it breaks in after this road."""


class Arrival(NamedTuple):
    """What an edge changes, arrival included."""

    updates: Mapping[str, Tree]
    raw: Sequence[tuple[str, Tree]]


class Network:
    """Made once for all models of a story: it remembers what it was asked."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.events = [(event, tree(event["when"])) for event in story["events"]]
        self.rank = {name: at for at, name in enumerate(_in_order(story))}
        """Of each scene, where it stands among those that lead to it and those that it leads to."""
        self._variables = story["variables"]
        self._roads: dict[str, tuple[tuple[Way, ...], list[Road]]] = {}
        self._arrivals: dict[tuple[str, int, int, str, int], Arrival] = {}

    def setting_out(self, traveller: str) -> tuple[str, dict[str, int]]:
        """From where a traveller sets out, a scene of which no story knows, and with what values."""
        who = self.story["travellers"][traveller]
        values = {name: variable["start"] for name, variable in self._variables.items()} | who["set"]
        road = self._road(0, 0, TRUE, who["start"], None, Arrival(dict(values), ()))
        before = f"<{traveller}>"
        self._roads[before] = (Way(None, TRUE, (TRUE,)),), [road]
        return before, values

    def roads_from(self, scene_id: str) -> tuple[tuple[Way, ...], list[Road]]:
        """The ways on from a scene, and the roads that they are."""
        if scene_id not in self._roads:
            self._roads[scene_id] = self._made(self.story["scenes"][scene_id])
        return self._roads[scene_id]

    def _made(self, scene: Scene) -> tuple[tuple[Way, ...], list[Road]]:
        ways: list[Way] = []
        roads: list[Road] = []
        for choice_id, open_, outcomes in _options(scene):
            for number, outcome in enumerate(outcomes):
                arrival = Arrival(*applied(outcome["do"], self._variables, {}))
                roads.append(self._road(len(ways), number, open_, outcome["goto"], outcome["then"], arrival))
            ways.append(Way(choice_id, open_, tuple(map(_weight, outcomes)) if len(outcomes) > 1 else (TRUE,)))
        return tuple(ways), roads

    def _road(self, option: int, outcome: int, open_: Tree, goto: str, then: str | None, arrival: Arrival) -> Road:
        dues = [replaced(when, arrival.updates) for _, when in self.events]
        return Road(option, outcome, open_, goto, then, arrival.updates, arrival.raw, dues)

    def arrival(self, scene: str, road: Road, target: str, event_index: int) -> Arrival:
        """By a road from one scene to another; `event_index`: of what broke in, -1 where nothing did."""
        key = (scene, road.option, road.outcome, target, event_index)
        if key not in self._arrivals:
            after, raw = road.updates, list(road.raw)
            effects = [*(self.events[event_index][0]["do"] if event_index >= 0 else ())]
            after, more = applied([*effects, *self.story["scenes"][target]["do"]], self._variables, after)
            changed = {name: value for name, value in after.items() if value != name}
            self._arrivals[key] = Arrival(changed, [*raw, *more])
        return self._arrivals[key]


def _options(scene: Scene) -> Iterator[tuple[str | None, Tree, Sequence[Outcome]]]:
    """Each choice with the condition under which it is open, or the scene's own chance."""
    if scene["outcomes"]:
        yield None, TRUE, scene["outcomes"]
    ordinary = [tree(choice["when"]) for choice in scene["choices"].values() if not choice["fallback"]]
    for choice_id, choice in scene["choices"].items():
        yield choice_id, _open(choice, ordinary), choice["outcomes"]


def _open(choice: Choice, ordinary: Sequence[Tree]) -> Tree:
    when = tree(choice["when"])
    return both(when, neither(*ordinary)) if choice["fallback"] else when


def _weight(outcome: Outcome) -> Tree:
    weight = tree(outcome["weight"])
    return max(0, weight) if isinstance(weight, int) else ("max", 0, weight)


def _in_order(story: Story) -> Iterator[str]:
    names = list(story["scenes"])
    number = {name: at for at, name in enumerate(names)}
    leads_to = [[number[other] for other in onward(scene)] for scene in story["scenes"].values()]
    for component in circles(leads_to):
        yield from (names[index] for index in reversed(component))
