"""The odds that an author and a debrief are shown: from the start, from the middle, for any condition."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.engine.story import Story
from game.language.compiler import compile_condition
from game.prover.chances import chart, fork_lines
from game.prover.explore import Budget
from game.prover.odds import NotDecidedError, endings, fork, groups, holding, odds
from game.prover.trees import tree
from tests.prover.naive import Naive, State
from tests.prover.random_stories import dealt
from tests.stories import SECOND, compiled


@pytest.fixture(scope="module")
def story() -> Story:
    return compiled(SECOND)


def on_the_way(story: Story, traveller: str, seed: int, moves: int) -> Playthrough:
    playthrough, luck = Playthrough(Rules(story), traveller, seed), random.Random(seed)
    for _ in range(moves):
        open_ = [option.id for option in playthrough.choices() if option.locked is None]
        if playthrough.ending or not open_:
            break
        playthrough.choose(luck.choice(open_))
    return playthrough


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 10**9), moves=st.integers(0, 12))
def test_the_worth_of_each_choice_at_any_point_is_what_the_slow_way_finds(seed: int, moves: int) -> None:
    story = dealt(seed)
    naive = Naive(story, "one")
    if any(not option.ways for options in naive.options.values() for option in options):
        return  # a chance of which nothing weighs anything has no odds
    playthrough = on_the_way(story, "one", seed, moves)
    if playthrough.ending or playthrough.stuck:
        return
    found = fork(playthrough, endings(story), Budget())
    state = State(playthrough.scene, tuple(playthrough.values), tuple(playthrough.calls))
    for ending in endings(story):
        worths = naive.worths(ending)
        assert found.here.odds[ending] == pytest.approx(worths[state], rel=1e-9, abs=1e-12)
        after = {option.choice: naive.mean(option, worths) for option in naive.options[state]}
        assert found.choices.keys() == after.keys()
        for choice, by_goal in found.choices.items():
            assert by_goal[ending] == pytest.approx(after[choice], rel=1e-9, abs=1e-12)


def test_by_random_play_the_groups_are_all_there_is(story: Story) -> None:
    for chances in odds(story, list(story["travellers"]), groups(story), Budget()).values():
        assert sum(each.random for each in chances.odds.values()) == pytest.approx(1, rel=chances.error)
        assert all(each.worst <= each.random <= each.best for each in chances.odds.values())


def test_a_condition_and_its_contrary_are_all_there_is(story: Story) -> None:
    goals = {}
    for text in ("coins > 1", "not coins > 1", "coins > 99"):
        asked, report = compile_condition(SECOND, text)
        assert not report
        goals[text] = holding(story, tree(asked))
    one, other, never = (odds(story, ["owner"], goals, Budget())["owner"].odds[text] for text in goals)
    assert 0 < one.random < 1
    assert one.random + other.random == pytest.approx(1)
    assert one.best + other.worst == pytest.approx(1)
    assert never == (0, 0, 0)


def test_what_the_budget_leaves_open_has_no_odds(story: Story) -> None:
    with pytest.raises(NotDecidedError):
        odds(story, ["owner"], groups(story), Budget(states=10))


def test_the_chart_shows_what_is_possible_and_leaves_out_what_is_not(story: Story) -> None:
    found = odds(story, ["owner"], endings(story), Budget())
    lines = chart(story, found).splitlines()
    for ending, each in found["owner"].odds.items():
        assert any(line.startswith(f"  {ending}"[:20]) for line in lines) == (each.best > 0)
    assert "<0.01%" in chart(story, found) or min(e.random for e in found["owner"].odds.values() if e.best) > 5e-5
    assert max(map(len, lines)) <= 80
    assert max(map(len, chart(story, found, 60).splitlines())) < 60


def test_a_fork_names_each_open_choice(story: Story) -> None:
    playthrough = on_the_way(story, "owner", 3, 2)
    shown = fork_lines(playthrough, fork(playthrough, groups(story), Budget()))
    assert shown.count("\n\n") >= 2 + sum(option.locked is None for option in playthrough.choices())
