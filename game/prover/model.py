"""A story's core as a finite decision process: places to be in, and what leads from each to the next.

A *node* is a scene together with the scenes that are still to be come back to. Its state is the values of the variables
when the player has arrived and the scene's own effects are done. From a node lead *edges*: each belongs to a choice, or
to the scene's own chance, and holds where its guard does. Events that break in, calls and returns are resolved here, so
that what comes after sees nothing but nodes and edges.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from game.engine.story import RETURN, Choice, Outcome, Scene, Story
from game.prover.trees import (
    TRUE,
    Tree,
    applied,
    both,
    conjuncts,
    evaluated,
    neither,
    replaced,
    tree,
    variables_of,
)

DEEPEST_CALL = 8
_SMALL = 16
"""Variables with at most so many values are followed while the nodes are found, to leave out what cannot happen."""


class Place(NamedTuple):
    """Where one can be: a scene, and the scenes to come back to, the next one last."""

    scene: str
    calls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """One way on. `option` and `outcome` count within the node and within the option."""

    option: int
    outcome: int
    guard: Tree
    """Whether it may be gone: the choice is open, and the event that it meets breaks in."""
    updates: Mapping[str, Tree]
    """What changes on the way, as trees of the values here; arrival included."""
    target: int
    """The number of a node."""
    raw: Sequence[tuple[str, Tree]] = ()
    """What variables are set to on the way, before they are held within their range."""
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A choice of a menu, or the scene's own chance (`choice` is None)."""

    choice: str | None
    open: Tree
    weights: tuple[Tree, ...]
    """Of its outcomes."""


@dataclass(slots=True)
class Node:
    place: Place
    ways: tuple[Way, ...]
    is_menu: bool
    ending: bool
    edges: list[Edge] = field(default_factory=list[Edge])
    strays: bool = False
    """Whether it returns though nobody called, or calls without end."""


@dataclass(frozen=True, slots=True)
class Model:
    story: Story
    nodes: list[Node]
    starts: Mapping[str, int]
    """By traveller: the node that is left by one edge, which sets out."""

    def named(self, index: int) -> str:
        return self.nodes[index].place.scene


def model(story: Story, travellers: Sequence[str] | None = None) -> Model:
    return _Finder(story).found(list(story["travellers"]) if travellers is None else travellers)


@dataclass(frozen=True, slots=True)
class _Road:
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


class _Arrival(NamedTuple):
    """What an edge changes, arrival included."""

    updates: Mapping[str, Tree]
    raw: Sequence[tuple[str, Tree]]


class _Finder:
    def __init__(self, story: Story) -> None:
        self._story = story
        self._variables = story["variables"]
        self._events = [(event, tree(event["when"])) for event in story["events"]]
        asked = frozenset[str]().union(*(variables_of(when) for _, when in self._events))
        self._small = [
            name
            for name, variable in self._variables.items()
            if variable["high"] - variable["low"] < _SMALL and (name in asked or variable["kind"] == "enum")
        ]
        self._nodes: list[Node] = []
        self._numbers: dict[Place, int] = {}
        self._roads: dict[str, tuple[tuple[Way, ...], list[_Road]]] = {}
        self._arrivals: dict[tuple[str, int, int, str, int], _Arrival] = {}
        self._known: list[dict[str, int]] = []
        self._todo: deque[int] = deque()
        self._waiting: set[int] = set()
        self._masks: dict[Tree, tuple[str, int, int] | None] = {}

    def found(self, travellers: Sequence[str]) -> Model:
        starts = {traveller: self._start(traveller) for traveller in travellers}
        while self._todo:
            number = self._todo.popleft()
            self._waiting.discard(number)
            self._expand(number)
        return Model(self._story, self._nodes, starts)

    def _start(self, traveller: str) -> int:
        who = self._story["travellers"][traveller]
        values = {name: variable["start"] for name, variable in self._variables.items()} | who["set"]
        place = Place(f"<{traveller}>")
        self._roads[place.scene] = (
            (Way(None, TRUE, (TRUE,)),),
            [self._road(0, 0, TRUE, who["start"], None, _Arrival(dict(values), ()))],
        )
        return self._number(place, {name: 1 << (values[name] - self._low(name)) for name in self._small})

    def _low(self, name: str) -> int:
        return self._variables[name]["low"]

    def _number(self, place: Place, known: Mapping[str, int]) -> int:
        """The number of the node for a place, which is looked at again if more is possible there than was known."""
        number = self._numbers.get(place)
        if number is None:
            number = self._numbers[place] = len(self._nodes)
            scene = self._story["scenes"].get(place.scene)
            ways, _ = self._roads_from(place.scene)
            menu = scene is not None and not scene["outcomes"] and scene["ending"] is None
            self._nodes.append(Node(place, ways, menu, scene is not None and scene["ending"] is not None))
            self._known.append(dict(known))
            self._look_at(number)
            return number
        before = self._known[number]
        grown = {name: more for name, mask in known.items() if (more := before[name] | mask) != before[name]}
        if grown:
            before.update(grown)
            self._look_at(number)
        return number

    def _look_at(self, number: int) -> None:
        if number not in self._waiting:
            self._waiting.add(number)
            self._todo.append(number)

    def _roads_from(self, scene_id: str) -> tuple[tuple[Way, ...], list[_Road]]:
        if scene_id not in self._roads:
            self._roads[scene_id] = self._made(self._story["scenes"][scene_id])
        return self._roads[scene_id]

    def _made(self, scene: Scene) -> tuple[tuple[Way, ...], list[_Road]]:
        ways: list[Way] = []
        roads: list[_Road] = []
        for choice_id, open_, outcomes in _options(scene):
            for number, outcome in enumerate(outcomes):
                arrival = _Arrival(*applied(outcome["do"], self._variables, {}))
                roads.append(self._road(len(ways), number, open_, outcome["goto"], outcome["then"], arrival))
            ways.append(Way(choice_id, open_, tuple(map(_weight, outcomes)) if len(outcomes) > 1 else (TRUE,)))
        return tuple(ways), roads

    def _road(self, option: int, outcome: int, open_: Tree, goto: str, then: str | None, arrival: _Arrival) -> _Road:
        dues = [replaced(when, arrival.updates) for _, when in self._events]
        return _Road(option, outcome, open_, goto, then, arrival.updates, arrival.raw, dues)

    def _expand(self, number: int) -> None:
        node, known = self._nodes[number], self._known[number]
        _, roads = self._roads_from(node.place.scene)
        node.edges = [edge for road in roads for edge in self._edges(node, road, known)]

    def _edges(self, node: Node, road: _Road, known: Mapping[str, int]) -> Iterator[Edge]:
        calls = (*node.place.calls, road.then) if road.then else node.place.calls
        goto = road.goto
        if goto == RETURN and calls:
            *left, goto = calls
            calls = tuple(left)
        if goto == RETURN or len(calls) > DEEPEST_CALL:
            node.strays = True
            return
        open_here = self._possible(road.open, known)
        if not open_here[1]:
            return
        earlier: list[Tree] = []
        scene = self._story["scenes"][goto]
        for place, event_index, due in self._arrivals_at(goto, calls, scene, road, known):
            guard = both(road.open, due, neither(*earlier))
            if event_index >= 0:
                earlier.append(due)
            if not self._possible(guard, known)[1]:
                continue
            updates, raw = self._arrival(node.place.scene, road, place.scene, event_index)
            target = self._number(place, self._after(known, updates, guard))
            event = self._story["events"][event_index]["id"] if event_index >= 0 else None
            yield Edge(road.option, road.outcome, guard, updates, target, raw, event)

    def _arrivals_at(
        self, goto: str, calls: tuple[str, ...], scene: Scene, road: _Road, known: Mapping[str, int]
    ) -> Iterator[tuple[Place, int, Tree]]:
        """Where a road may end: in the scene of each event that may break in, or in the scene itself."""
        if not calls and scene["ending"] is None and scene["window"] in (None, goto):
            for index, ((event, _), due) in enumerate(zip(self._events, road.dues, strict=True)):
                may_not, may = self._possible(due, known)
                if may:
                    yield Place(event["goto"], (goto,) if event["returns"] else ()), index, due
                if not may_not:
                    return
        yield Place(goto, calls), -1, TRUE

    def _arrival(self, scene: str, road: _Road, target: str, event_index: int) -> _Arrival:
        key = (scene, road.option, road.outcome, target, event_index)
        if key not in self._arrivals:
            after, raw = road.updates, list(road.raw)
            effects = [*(self._events[event_index][0]["do"] if event_index >= 0 else ())]
            after, more = applied([*effects, *self._story["scenes"][target]["do"]], self._variables, after)
            changed = {name: value for name, value in after.items() if value != name}
            self._arrivals[key] = _Arrival(changed, [*raw, *more])
        return self._arrivals[key]

    def _possible(self, condition: Tree, known: Mapping[str, int]) -> tuple[bool, bool]:
        """Whether a condition can be false, and whether it can be true, by what is known of the small variables."""
        if isinstance(condition, int):
            return not condition, bool(condition)
        if isinstance(condition, tuple) and condition[0] == "not":
            may_not, may = self._possible(condition[1], known)
            return may, may_not
        if isinstance(condition, tuple) and condition[0] in ("and", "or"):
            return self._possible_together(condition, known)
        mask = self._mask(condition)
        if mask is None:
            return True, True
        name, false, true = mask
        return bool(known[name] & false), bool(known[name] & true)

    def _possible_together(self, condition: tuple[Any, ...], known: Mapping[str, int]) -> tuple[bool, bool]:
        """Of `and` and `or`: decided as soon as one part decides it, else open if one part is."""
        is_and = condition[0] == "and"
        open_ = False
        for part in condition[1:]:
            may_not, may = self._possible(part, known)
            if not (may if is_and else may_not):
                return is_and, not is_and
            open_ |= may_not if is_and else may
        return (open_, True) if is_and else (True, open_)

    def _mask(self, condition: Tree) -> tuple[str, int, int] | None:
        """Where a condition asks after one small variable: the values for which it is false, and true, as bits."""
        if condition not in self._masks:
            named = variables_of(condition)
            name = next(iter(named)) if len(named) == 1 else ""
            self._masks[condition] = (name, *self._split(condition, name)) if name in self._small else None
        return self._masks[condition]

    def _split(self, condition: Tree, name: str) -> tuple[int, int]:
        low, high = self._low(name), self._variables[name]["high"]
        true = sum(1 << (x - low) for x in range(low, high + 1) if evaluated(condition, lambda _, x=x: x))
        return ((1 << (high - low + 1)) - 1) ^ true, true

    def _values(self, name: str, mask: int) -> Iterator[int]:
        low = self._low(name)
        return (low + bit for bit in range(mask.bit_length()) if mask >> bit & 1)

    def _after(self, known: Mapping[str, int], updates: Mapping[str, Tree], guard: Tree) -> dict[str, int]:
        """What the small variables can be after an edge."""
        narrowed = dict(known)
        for part in conjuncts(guard):
            if mask := self._mask(part):
                narrowed[mask[0]] &= mask[2]
        after = dict(narrowed)
        for name, value in updates.items():
            if name in after:
                after[name] = self._image(name, value, narrowed)
        return after

    def _image(self, name: str, value: Tree, known: Mapping[str, int]) -> int:
        low, named = self._low(name), variables_of(value)
        if not named and isinstance(value, int):
            return 1 << (value - low)
        if len(named) == 1 and (of := next(iter(named))) in known:
            found = {int(evaluated(value, lambda _, x=x: x)) for x in self._values(of, known[of])}
            return sum(1 << (x - low) for x in found)
        return (1 << (self._variables[name]["high"] - low + 1)) - 1


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
