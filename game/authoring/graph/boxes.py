"""What stands in the boxes of the map. Scenes that follow one another without a choice share one, and so do the answers
of one menu that all lead on to the same scene."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from game.authoring.graph.layers import Edge, forward, ranked
from game.authoring.graph.story_map import MapScene, StoryMap, Way

LONGEST = 8
"""Scenes in one box."""
NEAR = 3
"""Layers that a line may lead ahead; a way that leads further is named instead of drawn."""


class Row(NamedTuple):
    """A line of words in a box; or a way that a mark beside the scene above it stands for: `in`, `out` or `step`."""

    kind: Literal["entry", "scene", "title", "way", "in", "out", "step"]
    words: str
    scene: str
    way: Way | None = None


@dataclass(frozen=True, slots=True)
class Boxes:
    """A group of scenes as boxes."""

    boxes: list[list[Row]]
    lines: dict[Edge, Way]
    """From box to box, by their numbers; they go round nowhere."""


def boxes(of: StoryMap, names: Sequence[str], groups: Mapping[str, str], widest: int, near: int = NEAR) -> Boxes:
    """Every scene of the group, and every way that leads from one of them, is in it once. `groups`: by scene."""
    return _Boxed(of, names, groups).boxes(widest, near)


class _Boxed:
    def __init__(self, of: StoryMap, names: Sequence[str], groups: Mapping[str, str]) -> None:
        self._of = of
        self._names = names
        self._groups = groups
        self._out: dict[str, list[Way]] = {}
        self._into: dict[str, list[Way]] = {}
        for way in of.ways:
            self._out.setdefault(way.source, []).append(way)
            self._into.setdefault(way.target, []).append(way)
        self._follows: dict[str, str] = {}
        """By scene, the next one of its chain."""
        self._alike: dict[str, list[str]] = {}
        """By scene that shares a box with others that lead from and to the same: all of them."""
        self._members = list(self._gathered())
        self._box_of = {name: number for number, box in enumerate(self._members) for name in box}

    def boxes(self, widest: int, near: int) -> Boxes:
        between: dict[Edge, list[Way]] = {}
        for name in self._names:
            for way in self._out.get(name, ()):
                one, two = self._box_of[name], self._box_of.get(way.target)
                if two is not None and one != two:
                    between.setdefault((one, two), []).append(way)
        ahead = forward(len(self._members), list(between))
        rank = ranked(len(self._members), ahead, widest)
        near_by = {edge: between[edge] for edge in ahead if rank[edge[1]] - rank[edge[0]] <= near}
        beside = {id(way): number for ways in near_by.values() for number, way in enumerate(ways)}
        rows = [list(self._rows(box, beside)) for box in self._members]
        return Boxes(rows, {edge: ways[0] for edge, ways in near_by.items()})

    # Which scenes share a box

    def _gathered(self) -> Iterator[list[str]]:
        fans: dict[tuple[str, str], list[str]] = {}
        for name in self._names:
            if self._is_between(name):
                fans.setdefault((self._into[name][0].source, self._out[name][0].target), []).append(name)
        self._alike = {name: fan[:LONGEST] for fan in fans.values() if len(fan) > 1 for name in fan[:LONGEST]}
        among = set(self._names) - self._alike.keys()
        self._follows = {way.source: way.target for name in among for way in self._next(name, among)}
        led = set(self._follows.values())
        seen = set[str]()
        for name in [*(name for name in self._names if name not in led), *self._names]:  # a ring has no first
            if name not in seen:
                box = self._alike.get(name) or list(self._chain(name, seen))
                seen.update(box)
                yield box

    def _is_between(self, name: str) -> bool:
        """Whether it has one way in and one way on, each from or to another scene."""
        return (
            len(self._out.get(name, ())) == 1 and self._is_led_to(name)
            and name not in (self._out[name][0].target, self._into[name][0].source)
        )  # fmt: skip

    def _is_led_to(self, name: str) -> bool:
        scene = self._of.scenes[name]
        return len(self._into.get(name, ())) == 1 and not scene.begins and not scene.breaks_in

    def _next(self, name: str, among: set[str]) -> Iterator[Way]:
        out = self._out.get(name, ())
        if len(out) == 1 and out[0].target in among and out[0].target != name and self._is_led_to(out[0].target):
            yield out[0]

    def _chain(self, head: str, seen: set[str]) -> Iterator[str]:
        name: str | None = head
        count = 0
        while name is not None and name not in seen and count < LONGEST:
            yield name
            seen.add(name)
            count += 1
            name = self._follows.get(name)

    # What is written in it

    def _rows(self, box: Sequence[str], beside: Mapping[int, int]) -> Iterator[Row]:
        """`beside`: by way that a line stands for, whether it is the first of that line."""
        named: list[Row] = []
        for number, name in enumerate(box):
            yield from self._scene(self._of.scenes[name])
            if name in self._alike and beside.get(id(self._into[name][0])):
                yield Row("in", "", name, self._into[name][0])
            for way in self._out.get(name, ()):
                if self._follows.get(name) == way.target and box[number + 1 : number + 2] == [way.target]:
                    yield Row("step", "", name, way)
                elif name in self._alike and (beside.get(id(way)) or (named and id(way) not in beside)):
                    yield Row("out", "", name, way)
                elif id(way) not in beside:
                    named.append(Row("way", f"{self._arrow(way)} {way.target}", name, way))
        yield from named

    def _scene(self, scene: MapScene) -> Iterator[Row]:
        yield from (Row("entry", f"▶ {who} begins", scene.id) for who in scene.begins)
        yield from (Row("entry", f"⚡ {event}", scene.id) for event in scene.breaks_in)
        if come := self._come(scene.id):
            more = f" +{len(come) - 2}" if len(come) > 2 else ""
            yield Row("entry", f"from {', '.join(come[:2])}{more}", scene.id)
        yield Row("scene", scene.id, scene.id)
        if scene.title:
            yield Row("title", scene.title, scene.id)
        if scene.returns:
            yield Row("title", "⤶ back to where one was", scene.id)
        if scene.beyond:
            yield Row("title", f"… {scene.beyond} more way{'s' if scene.beyond > 1 else ''} on", scene.id)

    def _come(self, name: str) -> list[str]:
        """The other groups from which ways lead there."""
        others = dict.fromkeys(self._groups[way.source] for way in self._into.get(name, ()))
        return [group for group in others if group != self._groups[name]]

    def _arrow(self, way: Way) -> str:
        if way.source == way.target:
            return "↺"
        if way.target not in self._box_of:
            return "→"
        return "↓" if self._box_of[way.target] > self._box_of[way.source] else "↑"
