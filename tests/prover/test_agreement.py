"""The prover against the slow way, on the second story and on stories dealt at random."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.story import Story
from game.prover.classes import classes
from game.prover.explore import Reached, reached
from game.prover.model import model
from game.prover.solve import Goal, Worth
from game.prover.steps import Chart
from tests.prover.naive import Naive
from tests.prover.random_stories import dealt
from tests.stories import SECOND, compiled


def explored(story: Story, traveller: str) -> Reached:
    of_story = model(story, [traveller])
    return reached(Chart(of_story, classes(of_story)))


def agree(story: Story, traveller: str) -> None:
    found, naive = explored(story, traveller), Naive(story, traveller)
    nodes = found.chart.model.nodes
    inside = [index for index, node in enumerate(nodes) if len(found.states[index]) and "<" not in node.place.scene]
    assert {nodes[index].place.scene for index in inside} == naive.scenes()
    assert {
        (nodes[index].place.scene, way.choice)
        for index in inside
        for way, opened in zip(nodes[index].ways, found.opened[index], strict=True)
        if way.choice and opened
    } == naive.choices()
    assert {nodes[index].place.scene for index in found.stuck} == naive.stuck()
    assert found.count <= len(naive.options) + 1
    endings = [name for name, scene in story["scenes"].items() if scene["ending"]]
    worth = Worth(found)
    here = worth.odds(
        worth.won([Goal(frozenset([each])) for each in endings]), worth.row(found.chart.model.starts[traveller], 0)
    )
    for ending, odds in zip(endings, here, strict=True):
        assert odds == pytest.approx(naive.odds(ending), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("traveller", ["owner", "finder"])
def test_second_story(traveller: str) -> None:
    story = compiled(SECOND)
    agree(story, traveller)


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_random_stories(seed: int) -> None:
    story = dealt(seed)
    naive = Naive(story, "one")
    if any(not sum(chance for chance, _ in option.ways) for options in naive.options.values() for option in options):
        return  # a chance of which nothing weighs anything has no odds
    agree(story, "one")
