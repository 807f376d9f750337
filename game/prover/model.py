"""A story's core as a finite decision process: places to be in, and what leads from each to the next.

A *node* is a scene together with the scenes that are still to be come back to. Its state is the values of the variables
when the player has arrived and the scene's own effects are done. From a node lead *edges*: each belongs to a choice, or
to the scene's own chance, and holds where its guard does. Events that break in, calls and returns are resolved here, so
that what comes after sees nothing but nodes and edges.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from game.engine.story import RETURN, Scene, Story
from game.prover.foresight import Foresight, Known
from game.prover.network import Network, Road, Way
from game.prover.trees import TRUE, Tree, both, neither

DEEPEST_CALL = 8


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


class Models:
    """The models of a story, one after the other: what was worked out for one serves the next."""

    def __init__(self, story: Story) -> None:
        self._network = Network(story)
        self._foresight = Foresight(self._network)
        self._last: tuple[Sequence[str], Model] | None = None

    def of(self, travellers: Sequence[str]) -> Model:
        if self._last is None or self._last[0] != travellers:
            self._last = travellers, _Finder(self._network, self._foresight).found(travellers)
        return self._last[1]


def model(story: Story, travellers: Sequence[str] | None = None) -> Model:
    return Models(story).of(list(story["travellers"]) if travellers is None else travellers)


class _Finder:
    def __init__(self, network: Network, foresight: Foresight) -> None:
        self._network = network
        self._foresight = foresight
        self._scenes = network.story["scenes"]
        self._nodes: list[Node] = []
        self._numbers: dict[Place, int] = {}
        self._known: list[Known] = []
        self._todo: list[tuple[int, int]] = []
        """What leads on before what it leads to, as far as there is a before: so that little is looked at twice."""
        self._waiting: set[int] = set()

    def found(self, travellers: Sequence[str]) -> Model:
        starts = {traveller: self._start(traveller) for traveller in travellers}
        while self._todo:
            _, number = heappop(self._todo)
            self._waiting.discard(number)
            self._expand(number)
        return Model(self._network.story, self._nodes, starts)

    def _start(self, traveller: str) -> int:
        before, values = self._network.setting_out(traveller)
        return self._number(Place(before), self._foresight.of(values))

    def _number(self, place: Place, known: Known) -> int:
        """The number of the node for a place, which is looked at again if more is possible there than was known."""
        number = self._numbers.get(place)
        if number is None:
            number = self._numbers[place] = len(self._nodes)
            scene = self._scenes.get(place.scene)
            ways, _ = self._network.roads_from(place.scene)
            menu = scene is not None and not scene["outcomes"] and scene["ending"] is None
            self._nodes.append(Node(place, ways, menu, scene is not None and scene["ending"] is not None))
            self._known.append(known)
            self._look_at(number)
            return number
        before = self._known[number]
        if before | known != before:
            self._known[number] = before | known
            self._look_at(number)
        return number

    def _look_at(self, number: int) -> None:
        if number not in self._waiting:
            self._waiting.add(number)
            heappush(self._todo, (self._network.rank.get(self._nodes[number].place.scene, 0), number))

    def _expand(self, number: int) -> None:
        node, known = self._nodes[number], self._known[number]
        _, roads = self._network.roads_from(node.place.scene)
        node.edges = [edge for road in roads for edge in self._edges(node, road, known)]

    def _edges(self, node: Node, road: Road, known: Known) -> Iterator[Edge]:
        calls = (*node.place.calls, road.then) if road.then else node.place.calls
        goto = road.goto
        if goto == RETURN and calls:
            *left, goto = calls
            calls = tuple(left)
        if goto == RETURN or len(calls) > DEEPEST_CALL:
            node.strays = True
            return
        open_here = self._foresight.possible(road.open, known)
        if not open_here[1]:
            return
        earlier: list[Tree] = []
        scene = self._scenes[goto]
        for place, event_index, due in self._arrivals_at(goto, calls, scene, road, known):
            guard = both(road.open, due, neither(*earlier))
            if event_index >= 0:
                earlier.append(due)
            if not self._foresight.possible(guard, known)[1]:
                continue
            updates, raw = self._network.arrival(node.place.scene, road, place.scene, event_index)
            target = self._number(place, self._foresight.after(known, updates, guard))
            event = self._network.events[event_index][0]["id"] if event_index >= 0 else None
            yield Edge(road.option, road.outcome, guard, updates, target, raw, event)

    def _arrivals_at(
        self, goto: str, calls: tuple[str, ...], scene: Scene, road: Road, known: Known
    ) -> Iterator[tuple[Place, int, Tree]]:
        """Where a road may end: in the scene of each event that may break in, or in the scene itself."""
        if not calls and scene["ending"] is None and scene["window"] in (None, goto):
            for index, ((event, _), due) in enumerate(zip(self._network.events, road.dues, strict=True)):
                may_not, may = self._foresight.possible(due, known)
                if may:
                    yield Place(event["goto"], (goto,) if event["returns"] else ()), index, due
                if not may_not:
                    return
        yield Place(goto, calls), -1, TRUE
