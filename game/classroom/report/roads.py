"""The class's roads on the story's own map, as a picture in the page: the thicker, the more went there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from game.classroom.report.markup import Child, el, table
from game.classroom.report.material import Material
from game.classroom.tally import Journey, whereabouts
from game.engine.story import Story
from game.map import roads
from game.map.atlas import Atlas, atlas
from game.map.projection import Degrees, Plane, Projection
from game.wording import _

WIDTH = 1000.0
_FLATTEST, _TALLEST = 0.45, 0.75
"""Height by width."""
_ROOM = 0.12
"""Of the width, around what is shown."""
_LEAST = 0.02
"""Radii of the globe that are shown across at the least."""
_THINNEST, _THICKEST = 2.0, 14.0
_FINEST = 1.2
"""Between two points of a shore; what is finer would only blacken the print."""
_LETTER, _LINE = 9.5, 20.0
_ONE_COLUMN = 8
"""Rows of the table that stand in one."""

Point = tuple[float, float]


class Frame(NamedTuple):
    """Which part of the globe the picture shows."""

    projection: Projection
    left: float
    top: float
    scale: float
    height: float

    def points(self, line: Iterable[Plane]) -> list[Point]:
        return [((x - self.left) * self.scale, (self.top - y) * self.scale) for x, y in line]

    def of(self, line: Iterable[Degrees]) -> list[Point]:
        return self.points(map(self.projection.plane, line))

    def shows(self, line: Sequence[Point]) -> bool:
        xs, ys = zip(*line, strict=True)
        return max(xs) >= 0 and min(xs) <= WIDTH and max(ys) >= 0 and min(ys) <= self.height


def road_section(material: Material) -> Element:
    story = material.rules.story
    came = Counter(place for each in material.journeys for place in dict.fromkeys(each.road))
    parts: list[Child] = [el("h2", _("Where the class went"))]
    if not came:
        return el("section", *parts, el("p", _("Nobody has been anywhere yet.")))
    if len(came) > 1:
        parts.append(picture(story, material.journeys, came))
        occupied = f" {_('Hatched: occupied.')}" if story["geography"].get("occupied") else ""
        parts.append(el("p", _("The thicker a road, the more went there.") + occupied, class_="quiet"))
    now = whereabouts(material.journeys)
    rows = [
        [story["places"][place]["name"], str(count), str(now.get(place, 0) or "")]
        for place, count in came.most_common()
    ]
    places = table([_("place"), _("came there"), _("stand there now")], rows)
    return el("section", *parts, el("div", places, class_="columns" if len(rows) > _ONE_COLUMN else "places"))


def picture(story: Story, journeys: Sequence[Journey], came: Counter[str]) -> Element:
    """`came`: by place, how many; at two places at the least."""
    stretches = _counted(story, journeys)
    at = {place: (story["places"][place]["at"][0], story["places"][place]["at"][1]) for place in came}
    frame = _frame([*at.values(), *(point for line in stretches for point in line)])
    most = max(stretches.values(), default=1)
    drawn = atlas(story["geography"])
    labels = [
        (story["places"][place]["name"], frame.of([at[place]])[0], came[place]) for place, _count in came.most_common()
    ]
    return el(
        "svg",
        el("title", _("The roads of the class: the thicker, the more went there")),
        *_ground(story, drawn, frame),
        *(_road(frame, line, count / most) for line, count in stretches.items()),
        *_placed(labels, frame),
        viewBox=f"0 0 {WIDTH:.0f} {frame.height:.0f}",
        role="img",
        class_="map",
    )


def _counted(story: Story, journeys: Iterable[Journey]) -> Counter[tuple[Degrees, ...]]:
    """How many went along each stretch, each journey once."""
    pairs = Counter(pair for each in journeys for pair in set(pairwise(each.road)))
    found: Counter[tuple[Degrees, ...]] = Counter()
    for pair, count in pairs.items():
        for line in roads.taken(story, pair):
            found[min(tuple(line), tuple(reversed(line)))] += count
    return found


def _frame(shown: Sequence[Degrees]) -> Frame:
    longitudes = [longitude for _latitude, longitude in shown]
    projection = Projection((min(longitudes) + max(longitudes)) / 2)
    xs, ys = zip(*map(projection.plane, shown), strict=True)
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    room = max(across, down, _LEAST) * _ROOM
    shape = min(max((down + 2 * room) / (across + 2 * room), _FLATTEST), _TALLEST)
    width = max(across + 2 * room, (down + 2 * room) / shape)
    middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return Frame(projection, middle[0] - width / 2, middle[1] + width * shape / 2, WIDTH / width, WIDTH * shape)


def _ground(story: Story, drawn: Atlas, frame: Frame) -> list[Element]:
    lines = [_thinned(frame.of(line)) for line in drawn.lines]
    borders = [lines[index] for index in drawn.borders if lines[index]]
    countries = {name: " ".join(_ring(lines, ring, frame) for ring in rings) for name, rings in _rings(story).items()}
    hatch = el("path", d="M0 8 8 0", stroke="#777", stroke_width="1.2")
    made = [el("defs", el("pattern", hatch, id="hatch", width=8, height=8, patternUnits="userSpaceOnUse"))]
    made += [el("path", d=path, class_="land") for path in countries.values() if path.strip()]
    made += [el("path", d=_path(line), class_="border") for line in borders if frame.shows(line)]
    for number, (country, ring) in enumerate(drawn.occupied):
        clip = el("clipPath", el("path", d=countries.get(country, ""), clip_rule="evenodd"), id=f"in{number}")
        area = el("path", d=f"{_path(frame.of(ring))}Z", fill="url(#hatch)", clip_path=f"url(#in{number})")
        made += [clip, area]
    return made


def _rings(story: Story) -> Mapping[str, Sequence[Sequence[int]]]:
    """By country, the lines around each of its pieces; ~i is line i backwards."""
    return story["geography"].get("countries", {})


def _ring(lines: Sequence[Sequence[Point]], arcs: Sequence[int], frame: Frame) -> str:
    line = [point for arc in arcs for point in (lines[arc] if arc >= 0 else reversed(lines[~arc]))]
    return f"{_path(line)}Z" if line and frame.shows(line) else ""


def _thinned(line: Sequence[Point]) -> list[Point]:
    kept = [line[0]]
    for point in line[1:-1]:
        if abs(point[0] - kept[-1][0]) > _FINEST or abs(point[1] - kept[-1][1]) > _FINEST:
            kept.append(point)
    return [*kept, line[-1]]


def _path(line: Iterable[Point]) -> str:
    return "M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in line)


def _road(frame: Frame, line: Iterable[Degrees], share: float) -> Element:
    return el("path", d=_path(frame.of(line)), class_="road", stroke_width=_THINNEST + share * (_THICKEST - _THINNEST))


def _placed(labels: Sequence[tuple[str, Point, int]], frame: Frame) -> list[Element]:
    """A dot at each place, and its name and how many came there, unless that lies on another's."""
    taken: list[tuple[float, float, float, float]] = []
    dots: list[Element] = []
    texts: list[Element] = []
    for name, (x, y), count in labels:
        dots.append(el("circle", cx=x, cy=y, r=4, class_="place"))
        words = f"{name} {count}"
        long = len(words) * _LETTER
        for left, base in ((x + 9, y + 6), (x - 9 - long, y + 6), (x - long / 2, y - 10), (x - long / 2, y + 24)):
            box = (left, base - _LINE + 4, left + long, base + 4)
            inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= frame.height
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                texts.append(el("text", words, x=left, y=base))
                break
    return [*dots, *texts]


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
