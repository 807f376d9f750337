"""The outlines that a story brings, decoded: coasts, borders, countries, and what is occupied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from game.map.projection import Degrees, Plane, Projection, radius

Line: TypeAlias = tuple[Degrees, ...]
PlaneLine: TypeAlias = list[Plane]


@dataclass(frozen=True, eq=False)
class Atlas:
    """Compared by identity, so that what is computed from one can be kept; `atlas` gives the same one again."""

    lines: tuple[Line, ...]
    coast: tuple[int, ...]
    borders: tuple[int, ...]
    countries: tuple[tuple[str, tuple[int, ...]], ...]
    """The lines around each country. A point lies in it where a ray from it crosses them an odd number of times."""
    occupied: tuple[tuple[str, Line], ...]
    """A country, and a ring: what lies in both is occupied."""


def atlas(geography: Mapping[str, Any]) -> Atlas:
    """The atlas of a story's `geography`; an empty one has nothing on it.

    Its shape: `per_degree`, the unit of all numbers; `arcs`, lines as `x y dx dy dx dy …`, longitude first; `coast`
    and `borders`, which arcs those are; `countries`, name → rings → arcs, where ~i is arc i backwards; `occupied`, a
    list of `country` and `ring`.
    """
    countries: Mapping[str, Sequence[Sequence[int]]] = geography.get("countries", {})
    return _atlas(
        geography.get("per_degree", 1),
        tuple(geography.get("arcs", ())),
        tuple(geography.get("coast", ())),
        tuple(geography.get("borders", ())),
        tuple((name, tuple(max(i, ~i) for ring in rings for i in ring)) for name, rings in countries.items()),
        tuple((area["country"], area["ring"]) for area in geography.get("occupied", ())),
    )


@lru_cache(maxsize=4)
def _atlas(
    unit: int,
    arcs: tuple[str, ...],
    coast: tuple[int, ...],
    borders: tuple[int, ...],
    countries: tuple[tuple[str, tuple[int, ...]], ...],
    occupied: tuple[tuple[str, str], ...],
) -> Atlas:
    lines = tuple(_decoded(arc, unit) for arc in arcs)
    return Atlas(lines, coast, borders, countries, tuple((name, _decoded(ring, unit)) for name, ring in occupied))


def _decoded(text: str, unit: int) -> Line:
    numbers = [int(number) for number in text.split()]
    x = y = 0
    points: list[Degrees] = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((y / unit, x / unit))
    return tuple(points)


@lru_cache(maxsize=4)
def projected(drawn: Atlas, projection: Projection) -> list[PlaneLine]:
    """The atlas' lines on the plane, in their order."""
    return [[projection.turned(from_pole, longitude) for from_pole, longitude in line] for line in _from_pole(drawn)]


@lru_cache(maxsize=4)
def _from_pole(drawn: Atlas) -> list[list[tuple[float, float]]]:
    return [[(radius(latitude), longitude) for latitude, longitude in line] for line in drawn.lines]
