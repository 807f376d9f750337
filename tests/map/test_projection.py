from __future__ import annotations

from math import hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.map.projection import Projection
from game.map.styles import STYLES
from game.map.view import GLOBE, around, bar

latitudes = st.floats(30, 75)
longitudes = st.floats(0, 120)
points = st.tuples(latitudes, longitudes)


@given(points, longitudes)
def test_what_is_projected_can_be_found_again(point: tuple[float, float], meridian: float) -> None:
    projection = Projection(meridian)
    assert projection.degrees(projection.plane(point)) == pytest.approx(point, abs=1e-7)


@given(points)
def test_shapes_stay_right_in_the_small(point: tuple[float, float]) -> None:
    latitude, longitude = point
    projection = Projection(60)
    x, y = projection.plane(point)
    step = 1e-4
    up_x, up_y = projection.plane((latitude + step, longitude))
    side_x, side_y = projection.plane((latitude, longitude + step))
    up = hypot(up_x - x, up_y - y) / radians(step)
    scale = projection.magnified((x, y))
    assert up == pytest.approx(scale, rel=1e-4)
    across = hypot(side_x - x, side_y - y) / radians(step)
    assert (up_x - x) * (side_x - x) + (up_y - y) * (side_y - y) == pytest.approx(0, abs=1e-4 * up * across)


@given(latitudes, longitudes)
def test_north_is_up_on_the_meridian(latitude: float, meridian: float) -> None:
    x, y = Projection(meridian).plane((latitude, meridian))
    higher_x, higher_y = Projection(meridian).plane((latitude + 1, meridian))
    assert x == pytest.approx(0) == higher_x
    assert higher_y > y


@given(
    st.lists(points, min_size=1, max_size=20), st.integers(40, 200), st.integers(10, 60), st.sampled_from(list(STYLES))
)
def test_a_view_shows_all_its_points_and_its_bar_fits(
    shown: list[tuple[float, float]], columns: int, rows: int, style: str
) -> None:
    view = around(shown, STYLES[style].grid(columns, rows))
    for point in shown:
        column, row = view.cell(point)
        assert 0 <= column < columns
        assert 0 <= row < rows
    length, kilometres = bar(view)
    assert 2 <= length <= max(2, columns / 5 + 1)
    assert kilometres >= 1


def test_the_bar_is_as_long_as_it_says() -> None:
    view = around([(59.0, 30.0), (61.0, 30.0)], STYLES["braille"].grid(100, 30))
    length, kilometres = bar(view)
    _, top = view.dot((60.5, 30.0))
    _, bottom = view.dot((59.5, 30.0))
    cells_to_a_degree = (bottom - top) / 2
    assert kilometres / length == pytest.approx(radians(1) * GLOBE / cells_to_a_degree, rel=0.05)
