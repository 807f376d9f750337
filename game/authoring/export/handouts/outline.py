"""A story's map as a drawing that is part of the page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from game.authoring.export.markup import Markup, tag, together
from game.engine.story import Story
from game.map.atlas import Atlas, Line, atlas
from game.map.projection import Degrees, Projection
from game.map.roads import line
from game.wording import _

_WIDTH = 1000.0
_HEIGHT = 640.0
_ROOM = 70.0
"""Between the outermost places and the frame."""
_LETTER = 6.6
"""How wide a letter of a label is taken to be."""
_LINE = 13.0
_SMALLEST = 5
_STYLE = (
    ".land{fill:#f1efe9;stroke:none}.coast,.border{fill:none;stroke:#666;stroke-width:.8}.border{stroke-dasharray:3 3}"
    ".road{fill:none;stroke:#111;stroke-width:1.1}.taken{fill:url(#hatched);stroke:#666;stroke-width:.5}"
    "text{font:12px sans-serif;fill:#111;paint-order:stroke;stroke:#fff;stroke-width:3px}"
    ".passed{font-size:10px;fill:#555}"
)


Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom."""


class Point(NamedTuple):
    x: float
    y: float


class Frame:
    """Where points of the globe lie on the paper; everything in `shown` fits."""

    def __init__(self, shown: Sequence[Degrees]) -> None:
        longitudes = [longitude for _, longitude in shown]
        self._projection = Projection((min(longitudes) + max(longitudes)) / 2)
        xs, ys = zip(*map(self._projection.plane, shown), strict=True)
        across, down = max(max(xs) - min(xs), 1e-3), max(max(ys) - min(ys), 1e-3)
        self._scale = min((_WIDTH - 2 * _ROOM) / across, (_HEIGHT - 2 * _ROOM) / down)
        span = across * self._scale
        self.width = min(_WIDTH, max(span + 4 * _ROOM, _HEIGHT))
        self._middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2

    def at(self, point: Degrees) -> Point:
        x, y = self._projection.plane(point)
        return Point(
            self.width / 2 + (x - self._middle[0]) * self._scale, _HEIGHT / 2 - (y - self._middle[1]) * self._scale
        )

    def path(self, points: Iterable[Degrees], close: bool = False) -> str:
        """The path of a line; empty where no part of it can be in the frame."""
        found = [self.at(point) for point in points if point[0] > -89]
        if not found or not self._overlaps(found):
            return ""
        thin = [each for number, each in enumerate(found) if number in (0, len(found) - 1) or _moves(found, number)]
        return f"M{'L'.join(f'{each.x:.1f} {each.y:.1f}' for each in thin)}{'Z' * close}"

    def _overlaps(self, points: Sequence[Point]) -> bool:
        xs, ys = [each.x for each in points], [each.y for each in points]
        return min(xs) < self.width and max(xs) > 0 and min(ys) < _HEIGHT and max(ys) > 0


def _moves(points: Sequence[Point], number: int) -> bool:
    before, now = points[number - 1], points[number]
    return abs(before.x - now.x) + abs(before.y - now.y) > 0.4


def outline(story: Story, visited: Collection[str]) -> Markup:
    """The drawing of some places and the roads about them, and below it those whose names found no room."""
    if not visited:
        return Markup("")
    places = {name: (each["at"][0], each["at"][1]) for name, each in story["places"].items() if name in visited}
    frame = Frame([*places.values()])
    drawn = atlas(story["geography"])
    roads = [frame.path(line(story, leg)) for leg in story["legs"]]
    marks, key = _marks(
        story, {name: frame.at(at) for name, at in places.items()}, _passed(story, visited, frame), frame
    )
    hatch = tag("path", d="M0 6L6 0", stroke="#666", stroke_width="1")
    svg = tag(
        "svg",
        tag("style", Markup(_STYLE)),
        tag("defs", tag("pattern", hatch, id="hatched", width="6", height="6", patternUnits="userSpaceOnUse")),
        *_ground(story, drawn, frame),
        *(tag("path", d=each, class_="road") for each in roads if each),
        *marks,
        viewBox=f"0 0 {frame.width:.0f} {_HEIGHT:.0f}",
        role="img",
        aria_label=_("Map"),
        class_="map",
    )
    occupied = ", ".join(sorted({country for country, _ring in drawn.occupied}))
    said = tag("p", _("Hatched: occupied ({countries}).", countries=occupied), class_="small") if occupied else ""
    return together(svg, tag("p", " · ".join(key), class_="small") if key else "", said)


def _ground(story: Story, drawn: Atlas, frame: Frame) -> Iterator[Markup]:
    rings = {
        country: "".join(
            frame.path(points, close=True) for ring in rings if not _is_speck(points := _ring(drawn, ring))
        )
        for country, rings in story["geography"].get("countries", {}).items()
    }
    yield from (tag("path", d=each, class_="land", fill_rule="evenodd") for each in rings.values() if each)
    for class_, which in (("coast", drawn.coast), ("border", drawn.borders)):
        found = "".join(frame.path(drawn.lines[index]) for index in which if not _is_speck(drawn.lines[index]))
        if found:
            yield tag("path", d=found, class_=class_)
    for number, (country, ring) in enumerate(drawn.occupied):
        if rings.get(country) and (area := frame.path(ring, close=True)):
            within = tag("path", d=rings[country], clip_rule="evenodd")
            yield tag("clipPath", within, id=f"within{number}")
            yield tag("path", d=area, class_="taken", clip_path=f"url(#within{number})")


def _is_speck(points: Line) -> bool:
    """Whether it is an island of which too few points are left to have a shape."""
    return points[0] == points[-1] and len(points) < _SMALLEST


def _ring(drawn: Atlas, arcs: Sequence[int]) -> Line:
    """An outline put together from arcs, `~i` being arc i backwards."""
    return tuple(point for index in arcs for point in (drawn.lines[index] if index >= 0 else drawn.lines[~index][::-1]))


def _passed(story: Story, visited: Collection[str], frame: Frame) -> dict[str, Point]:
    """The places in sight to which the roads lead, too, so that no road on the paper comes from nowhere."""
    ends = dict.fromkeys(end for leg in story["legs"] for end in (leg["from"], leg["to"]) if end not in visited)
    at = {name: frame.at((story["places"][name]["at"][0], story["places"][name]["at"][1])) for name in ends}
    return {name: point for name, point in at.items() if 0 < point.x < frame.width and 0 < point.y < _HEIGHT}


def _marks(
    story: Story, places: dict[str, Point], passed: dict[str, Point], frame: Frame
) -> tuple[list[Markup], list[str]]:
    """Dots with names, and what has only a number beside its dot; what is passed has a smaller one, and its name where
    there is room for it."""
    width = frame.width
    taken = [(at.x - 5, at.y - 5, at.x + 5, at.y + 5) for at in (*places.values(), *passed.values())]
    made: list[Markup] = []
    key: list[str] = []
    for name, at in places.items():
        word = story["places"][name]["name"]
        box = _room(at, word, taken, width)
        if box is None:
            key.append(f"{len(key) + 1} {word}")
            word = str(len(key))
            box = _room(at, word, taken, width) or (at.x + 6, at.y - 6, at.x + 20, at.y + 6)
        taken.append(box)
        crossing = story["places"][name]["kind"] == "crossing"
        shape = {"fill": "#fff" if crossing else "#111", "stroke": "#111", "stroke_width": "1.5"}
        made.append(tag("circle", cx=f"{at.x:.1f}", cy=f"{at.y:.1f}", r="4", **shape))
        made.append(tag("text", word, x=f"{box[0]:.1f}", y=f"{box[3] - 3:.1f}"))
    return [*_small(story, passed, taken, width), *made], key


def _small(story: Story, passed: dict[str, Point], taken: list[Box], width: float) -> Iterator[Markup]:
    for name, at in passed.items():
        yield tag("circle", cx=f"{at.x:.1f}", cy=f"{at.y:.1f}", r="2.5", fill="#666")
        if box := _room(at, story["places"][name]["name"], taken, width):
            taken.append(box)
            label = {"x": f"{box[0]:.1f}", "y": f"{box[3] - 3:.1f}", "class_": "passed"}
            yield tag("text", story["places"][name]["name"], **label)


def _room(at: Point, word: str, taken: Sequence[Box], width: float) -> Box | None:
    wide = _LETTER * len(word)
    for left, top in (
        (at.x + 7, at.y - 7),
        (at.x - wide - 7, at.y - 7),
        (at.x - wide / 2, at.y - 20),
        (at.x - wide / 2, at.y + 7),
        (at.x + 6, at.y - 17),
        (at.x + 6, at.y + 4),
        (at.x - wide - 6, at.y - 17),
        (at.x - wide - 6, at.y + 4),
    ):
        box = (left, top, left + wide, top + _LINE)
        inside = left > 0 and top > 0 and box[2] < width and box[3] < _HEIGHT
        if inside and not any(_meet(box, each) for each in taken):
            return box
    return None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
