from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from game.engine.luck import draw, pick


@given(st.integers(0, 2**32 - 1), st.text(max_size=20), st.integers(1, 1000), st.integers(1, 10_000))
def test_a_draw_is_one_of_what_there_is(seed: int, deck: str, visit: int, total: int) -> None:
    assert 0 <= draw(seed, deck, visit, total) < total


@given(st.lists(st.integers(-3, 9), min_size=1, max_size=8), st.integers(0, 2**32 - 1))
def test_only_what_has_weight_is_picked(weights: list[int], seed: int) -> None:
    picked = pick(seed, "deck", 1, weights)
    assert (picked == -1 and max(weights) <= 0) or weights[picked] > 0


def test_seeds_decks_and_visits_all_matter_and_none_is_favoured() -> None:
    by_seed = Counter(draw(seed, "window", 1, 6) for seed in range(6000))
    by_visit = Counter(draw(1, "window", visit, 6) for visit in range(6000))
    by_deck = Counter(draw(1, f"window-{number}", 1, 6) for number in range(6000))
    for counted in (by_seed, by_visit, by_deck):
        assert set(counted) == set(range(6))
        assert all(850 < count < 1150 for count in counted.values()), counted  # 5 standard deviations


def test_neighbouring_seeds_have_nothing_to_do_with_each_other() -> None:
    same = sum(draw(seed, "a", 1, 10) == draw(seed + 1, "a", 1, 10) for seed in range(10_000))
    assert 850 < same < 1150
