"""Makes geography.json, the outlines of the map, from Natural Earth.

    python make.py                              fetches world-atlas 2.0.2 with `npm pack`
    python make.py world-atlas-2.0.2.tgz        or reads it from here

What it does to the data, and why, is in README.md. Needs only the standard library, and npm where nothing is given.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PACKAGE = "world-atlas@2.0.2"
MEMBER = "package/countries-10m.json"
PROVENANCE = (
    "Natural Earth 1:10m (public domain) by way of the npm package world-atlas 2.0.2 (ISC). Changed: cut to the region,"
    " simplified, and Crimea drawn in Ukraine. Occupied areas are drawn by hand and approximate; see README.md."
)

Point = tuple[float, float]
"""Longitude and latitude, in degrees."""
Ring = list[int]
"""Arcs end to end; ~i is arc i backwards."""

PER_DEGREE = 1000
DRAWN = (5.0, 35.0, 110.0, 72.0)
"""West, south, east, north of what a map may show."""
KEPT = (-12.0, 24.0, 125.0, 82.0)
"""Countries that reach into this are kept whole, roughly, so that no land looks like sea at the edge of a map."""
COARSE, PLAIN, FINE = 2.0, 0.06, 0.006
"""How far, in degrees, a simplified line may stray: outside what is drawn, inside, and close to a watched crossing."""
WATCHED: tuple[Point, ...] = (
    (44.63, 42.75),
    (27.80, 60.58),
    (28.55, 60.93),
    (51.41, 51.50),
    (49.75, 51.20),
    (106.45, 50.34),
    (30.15, 69.66),
    (28.20, 56.30),
    (28.20, 59.38),
)
WATCH = 0.7
"""Degrees of latitude around a watched crossing in which lines are kept fine."""
SMALLEST_ISLAND = 0.2
"""Degrees from corner to corner."""
SAME = {
    "N. Cyprus": "Cyprus",
    "Dhekelia": "Cyprus",
    "Akrotiri": "Cyprus",
    "Cyprus U.N. Buffer Zone": "Cyprus",
    "Baikonur": "Kazakhstan",
    "Macedonia": "North Macedonia",
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Åland": "Finland",
}
SIMFEROPOL: Point = (34.10, 44.95)
KERCH_STRAIT: list[Point] = [(36.66, 45.55), (36.60, 45.42), (36.52, 45.28), (36.49, 45.10), (36.40, 44.95)]

# The front as ISW and open reporting had it about 21 September 2022; outside the country the rings are wide on purpose,
# because only what lies within it is hatched.
OCCUPIED: list[dict[str, Any]] = [
    {
        "name": "Occupied by Russia",
        "country": "Ukraine",
        "ring": [
            (37.85, 50.20), (37.72, 49.90), (37.66, 49.70), (37.66, 49.53), (37.62, 49.36), (37.46, 49.18),
            (37.62, 49.06), (37.80, 48.95), (38.15, 48.95), (38.36, 48.88), (38.24, 48.80), (38.14, 48.67),
            (38.06, 48.55), (38.00, 48.42), (37.90, 48.34), (37.84, 48.21), (37.78, 48.11), (37.60, 47.98),
            (37.38, 47.76), (37.05, 47.72), (36.80, 47.70), (36.40, 47.58), (35.80, 47.46), (35.35, 47.52),
            (35.05, 47.55), (34.60, 47.54), (34.25, 47.44), (34.00, 47.34), (33.70, 47.40), (33.45, 47.38),
            (33.20, 47.25), (32.95, 47.17), (32.75, 47.12), (32.55, 46.92), (32.33, 46.78), (32.12, 46.62),
            (31.75, 46.57), (31.40, 46.56), (31.40, 45.60), (32.00, 44.00), (37.20, 44.00), (36.80, 46.20),
            (38.80, 46.80), (40.60, 47.80), (40.60, 49.80), (39.00, 50.40),
        ],
    },
    {
        "name": "Abkhazia, occupied by Russia",
        "country": "Georgia",
        "ring": [
            (41.40, 42.30), (41.60, 42.41), (41.75, 42.47), (41.88, 42.58), (41.98, 42.72), (42.06, 42.82),
            (42.14, 43.00), (42.14, 43.40), (40.00, 43.90), (39.60, 43.30),
        ],
    },
    {
        "name": "South Ossetia, occupied by Russia",
        "country": "Georgia",
        "ring": [
            (43.74, 42.85), (43.70, 42.62), (43.46, 42.53), (43.42, 42.45), (43.55, 42.35), (43.58, 42.22),
            (43.75, 42.11), (43.93, 42.17), (44.05, 42.18), (44.20, 42.08), (44.40, 42.01), (44.60, 42.04),
            (44.60, 42.20), (44.53, 42.35), (44.40, 42.45), (44.34, 42.55), (44.28, 42.85),
        ],
    },
]  # fmt: skip


def main() -> None:
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    geography = make(read(given) if given else fetch())
    target = HERE / "geography.json"
    target.write_text(json.dumps(geography, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{target.name}: {target.stat().st_size} bytes, {len(geography['arcs'])} lines")


def fetch() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", PACKAGE], cwd=folder, check=True, capture_output=True)
        return read(next(Path(folder).glob("*.tgz")))


def read(package: Path) -> dict[str, Any]:
    with tarfile.open(package) as archive:
        member = archive.extractfile(MEMBER)
        if member is None:
            raise SystemExit(f"{package} has no {MEMBER}")
        return json.load(member)


def make(topology: dict[str, Any]) -> dict[str, Any]:
    """The geography of the map, as README.md describes it."""
    arcs = decoded(topology)
    countries = within_recognised_borders(kept(polygons(topology), arcs), arcs)
    countries = {name: rings for name, rings in countries.items() if rings}
    lines = [simplified(arc) for arc in arcs]
    sides: dict[int, list[str]] = {}
    for name, rings in countries.items():
        for index in (i if i >= 0 else ~i for ring in rings for i in ring):
            sides.setdefault(index, []).append(name)
    number = {old: new for new, old in enumerate(sorted(sides))}
    strait = len(number)
    return {
        "provenance": PROVENANCE,
        "per_degree": PER_DEGREE,
        "arcs": [encoded(lines[old]) for old in sorted(sides)] + [encoded(KERCH_STRAIT)],
        "coast": [number[i] for i, names in sorted(sides.items()) if len(names) == 1],
        "borders": [number[i] for i, names in sorted(sides.items()) if len(set(names)) > 1] + [strait],
        "countries": {
            name: [[number[i] if i >= 0 else ~number[~i] for i in ring] for ring in rings]
            for name, rings in sorted(countries.items())
        },
        "occupied": [{**area, "ring": encoded(area["ring"])} for area in OCCUPIED],
    }


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(points)
    return arcs


def polygons(topology: dict[str, Any]) -> dict[str, list[Ring]]:
    """The rings of every country, holes among them: whoever fills them counts crossings, so a hole needs no mark."""
    countries: dict[str, list[Ring]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        parts = {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}.get(shape.get("type"), [])
        countries.setdefault(SAME.get(name, name), []).extend(ring for part in parts for ring in part)
    return countries


def kept(countries: dict[str, list[Ring]], arcs: Sequence[Sequence[Point]]) -> dict[str, list[Ring]]:
    """Without what is far away, and without islets: an islet is a ring of one arc that nobody shares."""
    west, south, east, north = KEPT
    shared = [i if i >= 0 else ~i for rings in countries.values() for ring in rings for i in ring]
    found: dict[str, list[Ring]] = {}
    for name, rings in countries.items():
        for ring in rings:
            xs, ys = zip(*outline(ring, arcs), strict=True)
            near = min(xs) < east and max(xs) > west and min(ys) < north and max(ys) > south
            islet = len(ring) == 1 and math.hypot(max(xs) - min(xs), max(ys) - min(ys)) < SMALLEST_ISLAND
            if near and not (islet and shared.count(ring[0] if ring[0] >= 0 else ~ring[0]) == 1):
                found.setdefault(name, []).append(ring)
    return found


def within_recognised_borders(
    countries: dict[str, list[Ring]], arcs: Sequence[Sequence[Point]]
) -> dict[str, list[Ring]]:
    """Crimea in Ukraine: its ring leaves Russia's, and with it the line at Perekop, which both shared."""
    crimea = next(ring for ring in countries["Russia"] if contains(outline(ring, arcs), SIMFEROPOL))
    russia = [ring for ring in countries["Russia"] if ring is not crimea]
    ukraine = countries["Ukraine"]
    perekop = {~i for i in crimea} & {i for ring in ukraine for i in ring}
    joined: list[Ring] = []
    for ring in ukraine:
        shared = [i for i in ring if i in perekop]
        joined.append(spliced(ring, shared, crimea) if shared else ring)
    return {**countries, "Russia": russia, "Ukraine": joined}


def spliced(ring: Ring, shared: Sequence[int], island: Ring) -> Ring:
    """The ring that goes around the island too, where it followed the line that the two shared."""
    backwards = {~i for i in shared}
    first = next(k for k, i in enumerate(island) if island[k - 1] in backwards and i not in backwards)
    shore = [i for i in island[first:] + island[:first] if i not in backwards]
    start = next(k for k, i in enumerate(ring) if i in shared and ring[k - 1] not in shared)
    turned = ring[start:] + ring[:start]
    return shore + turned[len(shared) :]


def outline(ring: Ring, arcs: Sequence[Sequence[Point]]) -> list[Point]:
    return [point for i in ring for point in (arcs[i] if i >= 0 else arcs[~i][::-1])[:-1]]


def contains(ring: Sequence[Point], point: Point) -> bool:
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        crossings += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossings % 2 == 1


def tolerance(point: Point) -> float:
    x, y = point
    west, south, east, north = DRAWN
    if not (west <= x <= east and south <= y <= north):
        return COARSE
    watched = any(math.hypot((x - a) * math.cos(math.radians(b)), y - b) < WATCH for a, b in WATCHED)
    return FINE if watched else PLAIN


def simplified(line: Sequence[Point]) -> list[Point]:
    """Douglas and Peucker's, with a tolerance that depends on where one is; the ends stay, so rings stay closed."""
    keep = {0, len(line) - 1}
    if line[0] == line[-1]:
        keep.add(max(range(len(line)), key=lambda i: math.dist(line[i], line[0])))
    ends = sorted(keep)
    waiting = list(pairwise(ends))
    while waiting:
        first, last = waiting.pop()
        excess, at = max(
            ((_stray(line[i], line[first], line[last]) / tolerance(line[i]), i) for i in range(first + 1, last)),
            default=(0.0, 0),
        )
        if excess > 1:
            keep.add(at)
            waiting += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def _stray(point: Point, start: Point, end: Point) -> float:
    """Degrees of latitude between the point and the stretch from start to end."""
    narrow = math.cos(math.radians(point[1]))
    dx, dy = (end[0] - start[0]) * narrow, end[1] - start[1]
    px, py = (point[0] - start[0]) * narrow, point[1] - start[1]
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
    return math.hypot(px - share * dx, py - share * dy)


def encoded(line: Iterable[Point]) -> str:
    """`x y dx dy dx dy …` in thousandths of a degree."""
    x = y = 0
    numbers: list[int] = []
    for lon, lat in line:
        east, north = round(lon * PER_DEGREE), round(lat * PER_DEGREE)
        numbers += [east - x, north - y]
        x, y = east, north
    return " ".join(map(str, numbers))


if __name__ == "__main__":
    main()
