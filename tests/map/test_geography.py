"""What the map says of the world: whose land is whose, what is occupied, and that the places lie where they should."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, radians

import pytest

from game.map.projection import Degrees
from tests.map.the_map import STORY, countries_at, is_occupied, places_file, the_atlas

KM_PER_DEGREE = 111.2


@pytest.mark.parametrize(
    ("town", "at", "country"),
    [
        ("Simferopol", (44.95, 34.10), "Ukraine"),
        ("Sevastopol", (44.60, 33.53), "Ukraine"),
        ("Kerch", (45.35, 36.47), "Ukraine"),
        ("Armiansk", (46.10, 33.69), "Ukraine"),
        ("Donetsk", (48.00, 37.80), "Ukraine"),
        ("Taman", (45.21, 36.72), "Russia"),
        ("Rostov", (47.23, 39.70), "Russia"),
        ("Sukhumi", (43.00, 41.02), "Georgia"),
        ("Tskhinvali", (42.23, 43.97), "Georgia"),
        ("Sochi", (43.60, 39.75), "Russia"),
        ("Tiraspol", (46.84, 29.63), "Moldova"),
        ("Nicosia, north", (35.20, 33.36), "Cyprus"),
        ("Baikonur", (45.62, 63.31), "Kazakhstan"),
    ],
)
def test_land_is_whose_it_is(town: str, at: tuple[float, float], country: str) -> None:
    assert countries_at(at) == {country}, town


def test_no_border_is_drawn_at_perekop_and_one_is_in_the_kerch_strait() -> None:
    points = [point for index in the_atlas().borders for point in the_atlas().lines[index]]
    assert not [(north, east) for north, east in points if 45.5 < north < 46.3 and 32.5 < east < 35.5]
    assert [(north, east) for north, east in points if 44.9 < north < 45.6 and 36.3 < east < 36.7]


@pytest.mark.parametrize(
    ("town", "at"),
    [
        ("Simferopol", (44.95, 34.10)),
        ("Kherson", (46.67, 32.65)),
        ("Melitopol", (46.85, 35.37)),
        ("Mariupol", (47.10, 37.54)),
        ("Donetsk", (48.00, 37.80)),
        ("Sievierodonetsk", (48.95, 38.49)),
        ("Lyman", (48.99, 37.81)),
        ("Sukhumi", (43.00, 41.02)),
        ("Gali", (42.63, 41.74)),
        ("Tskhinvali", (42.23, 43.97)),
        ("Akhalgori", (42.12, 44.48)),
    ],
)
def test_occupied_land_is_hatched(town: str, at: tuple[float, float]) -> None:
    assert is_occupied(at), town


@pytest.mark.parametrize(
    ("town", "at"),
    [
        ("Izium", (49.21, 37.26)),
        ("Bakhmut", (48.60, 38.00)),
        ("Avdiivka", (48.14, 37.74)),
        ("Zaporizhzhia", (47.84, 35.14)),
        ("Mykolaiv", (46.97, 32.00)),
        ("Zugdidi", (42.51, 41.87)),
        ("Gori", (41.98, 44.11)),
        ("Rostov, over the border", (47.23, 39.70)),
        ("Sochi, over the border", (43.60, 39.75)),
        ("the sea off Odesa", (46.00, 31.20)),
    ],
)
def test_land_that_was_not_occupied_is_not(town: str, at: tuple[float, float]) -> None:
    assert not is_occupied(at), town


def test_every_place_lies_in_its_country() -> None:
    """A harbour may fall into the water, because shores are simplified; nothing may fall into another country."""
    for place, given in places_file()["places"].items():
        north, east = given["at"]
        around = [(north + d, east + e) for d in (-0.05, 0, 0.05) for e in (-0.1, 0, 0.1)]
        assert countries_at((north, east)) <= {given["country"]}, place
        assert any(given["country"] in countries_at(point) for point in around), place


def test_no_road_of_the_story_leads_through_occupied_land() -> None:
    places = places_file()["places"]
    for leg in places_file()["legs"]:
        line = [places[leg["from"]]["at"], *leg.get("via", []), places[leg["to"]]["at"]]
        for (north, east), (next_north, next_east) in pairwise(line):
            for step in range(11):
                share = step / 10
                point = (north + (next_north - north) * share, east + (next_east - east) * share)
                assert not is_occupied(point), (leg["from"], leg["to"], point)
                assert "Ukraine" not in countries_at(point), (leg["from"], leg["to"], point)


def test_crossings_lie_at_a_border() -> None:
    stretches = [stretch for index in the_atlas().borders for stretch in pairwise(the_atlas().lines[index])]
    for place, given in places_file()["places"].items():
        if given.get("kind") == "crossing":
            nearest = min(_kilometres(given["at"], *stretch) for stretch in stretches)
            assert nearest < 12, (place, nearest)


def _kilometres(point: Sequence[float], start: Degrees, end: Degrees) -> float:
    """Between a point and a stretch of line close by."""
    narrow = cos(radians(point[0]))
    (up, across), (rise, run) = (
        (start[0] - point[0], (start[1] - point[1]) * narrow),
        (end[0] - start[0], (end[1] - start[1]) * narrow),
    )
    share = max(0.0, min(1.0, -(up * rise + across * run) / (rise * rise + run * run or 1)))
    return hypot(up + share * rise, across + share * run) * KM_PER_DEGREE


def test_places_that_stories_far_apart_need_are_on_the_map() -> None:
    for town, (north, east) in {
        "Istanbul": (41.02, 28.90),
        "Tbilisi": (41.70, 44.80),
        "Almaty": (43.24, 76.89),
        "Ulaanbaatar": (47.92, 106.91),
        "Kirkenes": (69.70, 29.95),
        "Belgrade": (44.80, 20.46),
    }.items():
        assert len(countries_at((north, east))) == 1, town


def test_every_place_is_on_a_leg_and_every_route_has_one() -> None:
    written = places_file()
    assert set(written["places"]) == {end for leg in written["legs"] for end in (leg["from"], leg["to"])}
    assert set(written["routes"]) == {leg["route"] for leg in written["legs"]}


def test_the_file_stays_small_and_says_where_it_comes_from() -> None:
    path = STORY / "geography" / "geography.json"
    assert path.stat().st_size < 80_000
    assert "Natural Earth" in json.loads(path.read_text(encoding="utf-8"))["provenance"]
