"""Which choices change what can still happen, against a slow calculation over the states of the game's own rules."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from game.prover.explore import Budget
from game.prover.odds import endings, odds
from tests.prover.naive import Naive
from tests.prover.random_stories import dealt


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5_000))
def test_a_choice_changes_something_where_its_odds_differ(seed: int) -> None:
    story = dealt(seed)
    naive = Naive(story, "one")
    if naive.stuck() or any(not option.ways for options in naive.options.values() for option in options):
        return  # play stops there: a mistake of its author's, which the check names
    worths = [naive.worths(ending) for ending in endings(story)]
    asked, changing = set[tuple[str, str]](), set[tuple[str, str]]()
    for state, options in naive.options.items():
        chosen = [option for option in options if option.choice]
        led = [[naive.mean(option, worth).random for worth in worths] for option in chosen]
        differ = any(max(each) - min(each) > 1e-9 for each in zip(*led, strict=True))
        for option in chosen if len(chosen) > 1 else ():
            asked.add((state.scene, option.choice or ""))
            changing |= {(state.scene, option.choice or "")} if differ else set()
    found = odds(story, ["one"], endings(story), Budget())["one"].choices
    assert found is not None
    assert found.asked == asked
    assert found.changing == changing
