"""The rules of play, for any story: a playthrough follows from its traveller, its seed and its choices alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.playthrough import NoSuchChoiceError, Playthrough
from game.engine.replay import replay
from game.engine.rules import Rules
from game.engine.text import plain

from .random_story import stories

SEEDS = st.integers(0, 2**32 - 1)
PICKS = st.lists(st.integers(0, 9), max_size=12)


def played(rules: Rules, seed: int, picks: Sequence[int]) -> Playthrough:
    """A playthrough that takes, at each menu, the open choice that the next number points at."""
    playthrough = Playthrough(rules, "one", seed)
    for pick in picks:
        open_now = [option for option in playthrough.choices() if option.locked is None]
        if not open_now:
            break
        playthrough.choose(open_now[pick % len(open_now)].id)
    return playthrough


def seen(playthrough: Playthrough) -> tuple[Any, ...]:
    """All that a player could tell two playthroughs apart by."""
    return (
        playthrough.transcript,
        playthrough.choices(),
        playthrough.values,
        playthrough.ending,
        playthrough.scene,
        playthrough.stuck,
        [passage.draws for passage in playthrough.passages],
    )


@given(stories(), SEEDS, PICKS)
def test_a_replay_is_the_same_play(rules: Rules, seed: int, picks: list[int]) -> None:
    playthrough = played(rules, seed, picks)
    again, divergence = replay(rules, "one", seed, playthrough.moves)
    assert divergence is None
    assert seen(again) == seen(playthrough)


@given(stories(), SEEDS, PICKS.filter(bool))
def test_undo_is_a_shorter_list_of_choices(rules: Rules, seed: int, picks: list[int]) -> None:
    playthrough = played(rules, seed, picks)
    shorter = replay(rules, "one", seed, playthrough.moves[:-1]).playthrough
    playthrough.undo()
    assert seen(playthrough) == seen(shorter)


@given(stories(), SEEDS, PICKS)
def test_play_always_stands_at_a_choice_or_an_ending(rules: Rules, seed: int, picks: list[int]) -> None:
    """Or says what is wrong with the story: these random ones may go round in circles, by chance outcomes."""
    playthrough = played(rules, seed, picks)
    open_now = [option for option in playthrough.choices() if option.locked is None]
    assert bool(open_now) + (playthrough.ending is not None) + (playthrough.stuck is not None) == 1


@given(stories(), SEEDS, PICKS)
def test_no_value_leaves_its_range(rules: Rules, seed: int, picks: list[int]) -> None:
    playthrough = played(rules, seed, picks)
    for name, variable in rules.story["variables"].items():
        assert variable["low"] <= playthrough.value(name) <= variable["high"]
        assert type(playthrough.value(name)) is int


@given(stories(), SEEDS, PICKS)
def test_nothing_of_the_markup_is_read_out(rules: Rules, seed: int, picks: list[int]) -> None:
    told = plain(played(rules, seed, picks).transcript)
    assert not set("{}*[]|") & set(told)
    assert "\n\n\n" not in told and told == told.strip()


@given(stories(), SEEDS)
def test_a_choice_that_is_not_open_changes_nothing(rules: Rules, seed: int) -> None:
    playthrough = Playthrough(rules, "one", seed)
    before = seen(playthrough)
    for wrong in ["no-such-choice", *(option.id for option in playthrough.choices() if option.locked is not None)]:
        with pytest.raises(NoSuchChoiceError):
            playthrough.choose(wrong)
    assert seen(playthrough) == before
    assert playthrough.moves == []


@settings(max_examples=30)
@given(stories(), SEEDS, PICKS)
def test_a_scene_is_made_ready_alike_whenever_it_is_first_met(rules: Rules, seed: int, picks: list[int]) -> None:
    fresh = Rules(rules.story)
    for scene in rules.story["scenes"]:
        assert fresh.scenes[scene].id == scene
    assert seen(played(fresh, seed, picks)) == seen(played(rules, seed, picks))
