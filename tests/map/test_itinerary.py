from __future__ import annotations

from game.map.itinerary import itinerary
from tests.map.the_map import everywhere_open, the_story

ROAD = [("moscow", 0), ("moscow", 2), ("vladikavkaz", 8), ("chmi", 10)]


def test_it_tells_where_you_are_and_how_you_came() -> None:
    lines = itinerary(the_story(), ROAD, 11, everywhere_open)
    assert lines[0] == "You are here: Chmi, Russia. Saturday 24 September, night."
    start = lines.index("Your road so far:")
    assert lines[start + 1 : start + 4] == [
        "- Moscow, Russia: Wednesday 21 September, dawn",
        "- Vladikavkaz, Russia: Friday 23 September, dawn",
        "- Chmi, Russia: Friday 23 September, evening",
    ]


def test_it_tells_how_far_and_which_way_the_open_roads_lead() -> None:
    lines = itinerary(the_story(), ROAD, 11, everywhere_open)
    assert "- Verkhny Lars, Russia, by road, about 10 km to the south (Georgia by Verkhny Lars)" in lines
    assert "- Vladikavkaz, Russia, by road, about 21 km to the north (Georgia by Verkhny Lars)" in lines


def test_a_shut_crossing_leaves_the_roads_and_joins_the_shut() -> None:
    def lars_is_shut(place: str) -> bool:
        return place != "verkhny-lars"

    lines = itinerary(the_story(), ROAD, 11, lars_is_shut)
    assert "- Verkhny Lars, Russia" in lines[lines.index("Shut:") :]
    assert not any(line.startswith("- Verkhny Lars, Russia, by") for line in lines)


def test_a_deadline_tells_when_it_comes_and_when_it_came() -> None:
    trail = [("st-petersburg", 0), ("vyborg", 30)]
    before = itinerary(the_story(), trail, 33, everywhere_open)
    after = itinerary(the_story(), trail, 35, everywhere_open)
    assert "- Finland shuts to tourists: in 12 hours" in before
    assert "- Finland shuts to tourists: since Friday 30 September, 00:00" in after
    assert any(line.startswith("- Torfyanovka") for line in before)
    assert "Roads open from here:" not in after


def test_before_anything_is_visited_it_tells_the_hour() -> None:
    assert itinerary(the_story(), [], 0, everywhere_open)[0] == "Wednesday 21 September, dawn."
