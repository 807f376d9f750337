"""The map laid out: a panel for each group of scenes, and an overview of how the panels lead to one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from game.authoring.graph.boxes import NEAR, Row, boxes
from game.authoring.graph.layers import Drawing, Edge, Point, Size, drawn, forward
from game.authoring.graph.story_map import MapScene, StoryMap, Way

Grouping: TypeAlias = Literal["place", "file", "none"]

BOX_WIDTH = 204.0
HEIGHT = {"entry": 15.0, "scene": 20.0, "title": 14.0, "step": 7.0, "way": 14.0, "in": 0.0, "out": 0.0}
"""Of a row."""
PAD = 5.0
"""Above and below the rows of a box."""
HEAD = 104.0
"""Of a panel, for its name."""
_MARGIN, _GAP = 22.0, 30.0
_WIDEST = 6
"""Boxes beside one another."""
_FEW = 90
"""Scenes that are looked at together: they need no groups."""
_SIGHT = Size(280.0, 96.0)
"""Of a panel in the overview."""


class Placed(NamedTuple):
    rows: Sequence[Row]
    at: Point
    size: Size


@dataclass(frozen=True, slots=True)
class Panel:
    name: str
    scenes: list[MapScene]
    boxes: list[Placed]
    """In the coordinates of the panel, as the lines are."""
    lines: list[tuple[Way, list[Point]]]
    size: Size


class Bond(NamedTuple):
    """That ways lead from one panel to another."""

    source: int
    target: int
    ways: int
    points: list[Point]
    """As in `layers`; where it leads back, from head to foot."""


@dataclass(frozen=True, slots=True)
class Overview:
    corners: list[Point]
    """By panel."""
    box: Size
    order: list[int]
    """The panels as one reads them: from the top, and from the left."""
    bonds: list[Bond]
    size: Size


def grouped(of: StoryMap, by: Grouping | None) -> dict[str, str]:
    """The name of each scene's group. None: by file, unless there are few scenes."""
    by = by or ("none" if len(of.scenes) <= _FEW else "file")
    return {key: _group(of, scene, by) for key, scene in of.scenes.items()}


def _group(of: StoryMap, scene: MapScene, by: Grouping) -> str:
    if by == "none":
        return of.title
    return scene.place if by == "place" else scene.file.removesuffix(".yaml")


def panels(of: StoryMap, groups: Mapping[str, str]) -> list[Panel]:
    members: dict[str, list[str]] = {}
    for name in of.scenes:
        members.setdefault(groups[name], []).append(name)
    whole = len(members) == 1
    return [_panel(of, group, names, groups, NEAR * 2 if whole else NEAR) for group, names in members.items()]


def _panel(of: StoryMap, group: str, names: Sequence[str], groups: Mapping[str, str], near: int) -> Panel:
    found = boxes(of, names, groups, _WIDEST, near)
    sizes = [Size(BOX_WIDTH, 2 * PAD + sum(HEIGHT[row.kind] for row in rows)) for rows in found.boxes]
    parts = list(_parts(len(sizes), found.lines))
    pictures = [_picture(part, sizes, found.lines) for part in parts]
    width = max(_WIDEST * (BOX_WIDTH + 22), *(picture.size.width for picture in pictures))
    corners, extent = shelved([picture.size for picture in pictures], min(width, _widest_row(pictures)))
    placed: list[Placed] = []
    lines: list[tuple[Way, list[Point]]] = []
    for part, picture, corner in zip(parts, pictures, corners, strict=True):
        by = Point(corner.x + _MARGIN, corner.y + HEAD)
        for number, at in zip(part, picture.corners, strict=True):
            placed.append(Placed(found.boxes[number], _moved(at, by), sizes[number]))
        for (one, two), points in picture.lines.items():
            lines.append((found.lines[part[one], part[two]], [_moved(point, by) for point in points]))
    size = Size(max(extent.width, 2 * BOX_WIDTH + 40) + 2 * _MARGIN, extent.height + HEAD + _MARGIN)
    return Panel(group, [of.scenes[name] for name in names], placed, lines, size)


def _widest_row(pictures: Sequence[Drawing]) -> float:
    """A width at which the pictures together are about as wide as they are high."""
    area = sum((picture.size.width + _GAP) * (picture.size.height + _GAP) for picture in pictures)
    return max(area**0.5 * 1.2, *(picture.size.width for picture in pictures))


def _moved(point: Point, by: Point) -> Point:
    return Point(point.x + by.x, point.y + by.y)


def _picture(part: Sequence[int], sizes: Sequence[Size], lines: Iterable[Edge]) -> Drawing:
    number = {at: own for own, at in enumerate(part)}
    among = [(number[one], number[two]) for one, two in lines if one in number]
    return drawn([sizes[at] for at in part], among, _WIDEST)


def _parts(count: int, lines: Iterable[Edge]) -> Iterator[list[int]]:
    """The boxes that lines join, together."""
    beside: list[list[int]] = [[] for _ in range(count)]
    for one, two in lines:
        beside[one].append(two)
        beside[two].append(one)
    seen = [False] * count
    for first in range(count):
        if seen[first]:
            continue
        part, seen[first] = [first], True
        for at in part:  # grows while it is gone through
            for other in beside[at]:
                if not seen[other]:
                    seen[other] = True
                    part.append(other)
        yield sorted(part)


def shelved(sizes: Sequence[Size], width: float) -> tuple[list[Point], Size]:
    """Pictures side by side, and under one another where there is no room: by where each finds the highest place."""
    corners: list[Point] = []
    skyline: list[tuple[float, float, float]] = [(0.0, width, 0.0)]
    """From left to right: where a stretch begins and ends, and how far down it is taken."""
    for size in sizes:
        x, y = _highest(skyline, min(size.width, width), width)
        corners.append(Point(x, y))
        skyline = list(_covered(skyline, x, x + size.width + _GAP, y + size.height + _GAP))
    right = max((at.x + size.width for at, size in zip(corners, sizes, strict=True)), default=0)
    bottom = max((at.y + size.height for at, size in zip(corners, sizes, strict=True)), default=0)
    return corners, Size(right, bottom)


def _highest(skyline: Sequence[tuple[float, float, float]], wide: float, width: float) -> tuple[float, float]:
    fits = [start for start, _, _ in skyline if start + wide <= width + 0.5] or [0.0]
    depth = {x: max(y for start, end, y in skyline if start < x + wide and end > x) for x in fits}
    best = min(fits, key=lambda x: (depth[x], x))
    return best, depth[best]


def _covered(
    skyline: Iterable[tuple[float, float, float]], left: float, right: float, depth: float
) -> Iterator[tuple[float, float, float]]:
    done = False
    for start, end, y in skyline:
        if start < left:
            yield start, min(end, left), y
        if not done and end > left:
            yield left, right, depth
            done = True
        if end > right:
            yield max(start, right), end, y


def overview(groups: Mapping[str, str], of: StoryMap, order: Sequence[Panel]) -> Overview:
    number = {panel.name: at for at, panel in enumerate(order)}
    counted: dict[Edge, int] = {}
    for way in of.ways:
        edge = number[groups[way.source]], number[groups[way.target]]
        if edge[0] != edge[1]:
            counted[edge] = counted.get(edge, 0) + 1
    ahead = forward(len(order), sorted(counted, key=lambda edge: -counted[edge]))
    back = {(two, one) for one, two in counted if (one, two) not in set(ahead)}
    picture = drawn([_SIGHT] * len(order), list(dict.fromkeys([*ahead, *back])), _WIDEST + 3)
    bonds = [Bond(one, two, counted[one, two], picture.lines[one, two]) for one, two in ahead]
    bonds += [Bond(two, one, counted[two, one], picture.lines[one, two]) for one, two in back]
    read = sorted(range(len(order)), key=lambda at: (picture.corners[at].y, picture.corners[at].x))
    return Overview(picture.corners, _SIGHT, read, bonds, picture.size)
