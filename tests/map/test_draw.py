"""What a player sees of the map, in every size and hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.story import Story
from game.map.draw import draw
from game.map.labels import placed
from game.map.legend import legend
from game.map.styles import STYLES, Role
from tests.map.the_map import everywhere_open, the_atlas, the_story
from tests.stories import SHIPPED, compiled

PLACES = sorted(the_story()["places"])
LARS = ["mineralnye-vody", "beslan", "vladikavkaz", "chmi"]


def drawn(trail: list[str], columns: int = 100, rows: int = 30, style: str = "braille") -> list[str]:
    frame = draw(the_story(), trail, 0, everywhere_open, columns, rows, style)
    return ["".join(text for text, _ in row) for row in frame]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(PLACES), max_size=5),
    st.integers(40, 200),
    st.integers(10, 60),
    st.sampled_from(list(STYLES)),
    st.integers(0, 72),
    st.booleans(),
)
def test_every_size_is_filled_exactly(
    trail: list[str], columns: int, rows: int, style: str, tick: int, whole: bool
) -> None:
    about = PLACES if whole else ()
    frame = draw(the_story(), trail, tick, everywhere_open, columns, rows, style, about)
    assert [sum(len(text) for text, _ in row) for row in frame] == [columns] * rows
    text = "\n".join("".join(text for text, _ in row) for row in frame)
    assert text.isprintable() or set(text) - set(filter(str.isprintable, text)) == {"\n"}
    if trail:
        assert "@" in text
        assert the_story()["places"][trail[-1]]["name"] in text


@pytest.mark.parametrize("style", list(STYLES))
@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (5, 2), (20, 5)])
def test_a_frame_too_small_to_read_is_still_a_frame(style: str, columns: int, rows: int) -> None:
    assert [len(row) for row in drawn(["moscow"], columns, rows, style)] == [columns] * rows


@given(
    st.lists(
        st.tuples(st.text("abc", min_size=1, max_size=12), st.integers(0, 39), st.integers(0, 9)),
        max_size=20,
        unique_by=lambda each: each[1:],
    )
)
def test_labels_neither_overlap_nor_leave_the_frame_nor_cover_a_mark(wanted: list[tuple[str, int, int]]) -> None:
    marks = [(column, row) for _, column, row in wanted]
    labels = placed([(str(i), text, marks[i]) for i, (text, _, _) in enumerate(wanted)], 40, 10, marks, ())
    covered = [cell for label in labels for cell in label.cells]
    assert len(covered) == len(set(covered))
    assert not set(covered) & set(marks)
    assert all(0 <= column < 40 and 0 <= row < 10 for column, row in covered)


def test_the_most_important_label_always_finds_room_where_there_is_any() -> None:
    crowd = [(str(i), "somewhere", (20, row)) for i, row in enumerate(range(10))]
    labels = placed(crowd, 40, 10, [cell for *_, cell in crowd], ())
    assert labels[0].place == "0"


@pytest.mark.parametrize("style", list(STYLES))
def test_the_road_ahead_shows_its_crossings_and_both_countries(style: str) -> None:
    text = "\n".join(drawn(LARS, style=style))
    for name in ("@ Chmi", "◇ Verkhny Lars", "◇ Dariali", "RUSSIA", "GEORGIA", " km"):
        assert name in text


@pytest.mark.parametrize("style", list(STYLES))
def test_roads_taken_and_roads_open_differ_without_colour(style: str) -> None:
    def characters(role: str) -> set[str]:
        frame = draw(the_story(), LARS, 0, everywhere_open, 100, 30, style)
        return {text[0] for row in frame for text, its_role in row if its_role == role}

    assert characters("road-taken")
    assert characters("road-open")
    pens = [STYLES[style].road_taken, STYLES[style].road_open, STYLES[style].border, STYLES[style].coast]
    assert len({(pen.dash, pen.thick, pen.character) for pen in pens}) == len(pens)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(PLACES), st.integers(40, 120), st.integers(10, 40))
def test_no_name_of_a_country_is_cut(here: str, columns: int, rows: int) -> None:
    frame = draw(the_story(), [here], 0, everywhere_open, columns, rows, about=PLACES)
    names = {name.upper() for name, _ in the_atlas().countries}
    assert {text for row in frame for text, role in row if role == "country"} <= names


def test_a_shut_crossing_is_marked_and_the_road_to_it_goes() -> None:
    story = the_story()

    def lars_is_shut(place: str) -> bool:
        return place != "verkhny-lars"

    before = draw(story, LARS, 0, everywhere_open, 100, 30)
    after = draw(story, LARS, 0, lars_is_shut, 100, 30)
    assert "×" in "".join(text for row in after for text, role in row if role == "shut")
    assert not [text for row in before for text, role in row if role == "shut"]
    assert _inked(after, "road-open") < _inked(before, "road-open")


@pytest.mark.parametrize("style", list(STYLES))
def test_a_queue_is_drawn_at_its_hour_with_its_length_where_there_is_room(style: str) -> None:
    def at(tick: int, trail: list[str], columns: int = 100) -> str:
        frame = draw(compiled(SHIPPED), trail, tick, everywhere_open, columns, 30, style)
        return "\n".join("".join(text for text, _ in row) for row in frame)

    assert "◇ Verkhny Lars" in at(3, LARS)
    assert "≡ Verkhny Lars: 3 km" in at(4, LARS)
    assert "≡ Verkhny Lars: 20 km, at least 36 hours" in at(22, LARS)
    narrow = at(22, LARS, 24)
    assert "20 km" not in narrow
    assert "≡" in narrow
    assert "@ Verkhny Lars: 3 km" in at(4, [*LARS, "verkhny-lars"])


def test_a_route_that_its_deadline_has_shut_is_no_open_road() -> None:
    story, trail = the_story(), ["st-petersburg", "vyborg"]
    before = draw(story, trail, 34, everywhere_open, 100, 30)
    after = draw(story, trail, 35, everywhere_open, 100, 30)
    assert _inked(before, "road-open") > 0
    assert _inked(after, "road-open") == 0
    assert _inked(before, "shut") == 0
    assert "× Vaalimaa" in "\n".join("".join(text for text, _ in row) for row in after)


def _inked(frame: list[list[tuple[str, Role]]], role: str) -> int:
    return sum(len(text) for row in frame for text, its_role in row if its_role == role)


def test_crimea_is_hatched_and_the_sea_is_wet() -> None:
    story: Story = the_story()
    frame = draw(story, [], 0, everywhere_open, 160, 44, "braille", ["istanbul", "mineralnye-vody", "minsk"])
    roles = {role for row in frame for _, role in row}
    assert {"occupied", "coast", "border", "sea", "country"} <= roles


def test_a_road_without_legs_is_drawn_straight() -> None:
    story: Story = {**the_story(), "legs": []}
    frame = draw(story, ["moscow", "samara"], 0, everywhere_open, 60, 14)
    assert _inked(frame, "road-taken") > 5


def test_a_story_without_outlines_still_has_a_map() -> None:
    story: Story = {**the_story(), "geography": {}}
    frame = draw(story, ["moscow"], 0, everywhere_open, 60, 14)
    assert {role for row in frame for _, role in row} <= {"blank", "road-open", "place", "label", "here", "scale"}


def test_a_story_without_places_has_an_empty_one() -> None:
    story: Story = {**the_story(), "places": {}, "legs": []}
    assert draw(story, [], 0, everywhere_open, 40, 10) == [[(" " * 40, "blank")]] * 10


@given(st.integers(1, 200), st.sampled_from(list(STYLES)))
def test_the_legend_fits_and_names_what_fits(columns: int, style: str) -> None:
    rows = ["".join(text for text, _ in row) for row in legend(columns, style)]
    assert all(len(row) <= columns for row in rows)
    if columns >= 20:
        for meaning in ("you are here", "shut", "your road", "open road", "occupied"):
            assert meaning in "\n".join(rows)


def test_where_you_are_is_named_even_in_a_crowd() -> None:
    frame = draw(the_story(), ["belgrade"], 0, everywhere_open, 40, 11, "braille", PLACES)
    assert "@" in "".join(text for row in frame for text, _ in row)
    assert "Belgrade" in "\n".join("".join(text for text, _ in row) for row in frame)
