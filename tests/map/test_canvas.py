from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.map.canvas import BRAILLE, HALVES, Canvas, Grid, crossings, spans

coordinates = st.tuples(st.floats(-500, 500), st.floats(-500, 500))


@given(st.integers(0, 19), st.integers(0, 39))
def test_a_dot_lights_one_dot_of_one_cell(x: int, y: int) -> None:
    canvas = Canvas(Grid(10, 10, 2, 4))
    canvas.dot(x, y)
    lit = {index: dots for index, dots in enumerate(canvas.cells) if dots}
    assert lit == {y // 4 * 10 + x // 2: 1 << (y % 4 * 2 + x % 2)}


def test_braille_cells_are_the_characters_of_their_dots() -> None:
    def character(*dots: tuple[int, int]) -> str:
        canvas = Canvas(Grid(1, 1, 2, 4))
        for x, y in dots:
            canvas.dot(x, y)
        return BRAILLE[canvas.cells[0]]

    assert character((0, 0)) == "⠁"
    assert character((1, 0)) == "⠈"
    assert character((0, 3)) == "⡀"
    assert character((1, 3)) == "⢀"
    assert character(*((x, y) for x in range(2) for y in range(4))) == "⣿"
    assert len(set(BRAILLE)) == 256


def test_half_blocks_are_the_characters_of_their_halves() -> None:
    canvas = Canvas(Grid(3, 1, 1, 2))
    canvas.dot(0, 0)
    canvas.dot(1, 1)
    canvas.line([(2, 0), (2, 2)])
    assert "".join(HALVES[dots] for dots in canvas.cells) == "▀▄█"


@given(st.lists(coordinates, min_size=2, max_size=6), st.booleans())
def test_whatever_is_drawn_stays_in_the_frame(points: list[tuple[float, float]], thick: bool) -> None:
    canvas = Canvas(Grid(12, 7, 2, 4))
    canvas.line(points, thick=thick)
    assert len(canvas.cells) == 12 * 7
    assert all(0 <= dots < 256 for dots in canvas.cells)


def test_a_line_reaches_from_end_to_end_without_a_gap() -> None:
    canvas = Canvas(Grid(20, 1, 1, 1))
    canvas.line([(-1000, 0.5), (1000, 0.5)])
    assert canvas.cells == [1] * 20


def test_dashes_leave_gaps() -> None:
    canvas = Canvas(Grid(9, 1, 1, 1))
    canvas.line([(0, 0), (4, 0), (9, 0)], dash=(2, 1))
    assert canvas.cells == [1, 1, 0, 1, 1, 0, 1, 1, 0]


@given(st.floats(1, 9), st.floats(11, 19), st.floats(0, 4), st.floats(6, 9))
def test_the_inside_of_a_box_is_found(left: float, right: float, top: float, bottom: float) -> None:
    box = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    for row, crossed in enumerate(crossings([box], 10, 1)):
        inside = top <= row + 0.5 < bottom
        assert spans(crossed) == ([(left, right)] if inside else [])
