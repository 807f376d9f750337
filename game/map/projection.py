"""Lambert's conformal conic projection of a sphere: shapes stay right in the small, and north is up in the middle."""

from __future__ import annotations

import math
from typing import NamedTuple, TypeAlias

Degrees: TypeAlias = tuple[float, float]
"""Latitude and longitude, north and east positive."""
Plane: TypeAlias = tuple[float, float]
"""Eastward and northward, in radii of the sphere."""

_SOUTH, _NORTH = math.radians(45), math.radians(65)
"""The latitudes on which the scale is true; between and near them it is wrong by a few hundredths."""


def _opening(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)


_CONE = math.log(math.cos(_SOUTH) / math.cos(_NORTH)) / math.log(_opening(_NORTH) / _opening(_SOUTH))
_SIZE = math.cos(_SOUTH) * _opening(_SOUTH) ** _CONE / _CONE


class Projection(NamedTuple):
    """North is up on this meridian."""

    meridian: float
    """Degrees of longitude."""

    def plane(self, point: Degrees) -> Plane:
        """Where a point of the globe lies on the plane; its latitude must be above -90."""
        return self.turned(radius(point[0]), point[1])

    def turned(self, from_pole: float, longitude: float) -> Plane:
        """As `plane`, where the distance from the pole is known already."""
        angle = _CONE * math.radians(longitude - self.meridian)
        return from_pole * math.sin(angle), -from_pole * math.cos(angle)

    def magnified(self, point: Plane) -> float:
        """How much larger than on the globe a length is drawn there; 1 on the two true latitudes."""
        return _CONE * math.hypot(*point) / math.cos(math.radians(self.degrees(point)[0]))

    def degrees(self, point: Plane) -> Degrees:
        """The point of the globe that lies there."""
        east, north = point
        latitude = 2 * math.atan((_SIZE / math.hypot(east, north)) ** (1 / _CONE)) - math.pi / 2
        longitude = self.meridian + math.degrees(math.atan2(east, -north) / _CONE)
        return math.degrees(latitude), longitude


def radius(latitude: float) -> float:
    """How far from the pole a latitude lies on the plane."""
    return _SIZE / _opening(math.radians(latitude)) ** _CONE
