"""The odds against an independent model checker, Storm, by way of the exported model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.authoring.export.jani import Kind, jani
from game.authoring.export.prism import prism
from game.engine.story import Story
from game.prover.explore import Budget
from game.prover.odds import endings, odds
from tests.prover.naive import Naive
from tests.prover.random_stories import dealt
from tests.stories import SECOND, SHIPPED, compiled

stormpy = pytest.importorskip("stormpy", reason="Storm has wheels for Linux and Python up to 3.13")


def checked(story: Story, traveller: str, kind: Kind, folder: Path) -> dict[str, float]:
    """By property: what Storm finds from the start, as exact fractions."""
    file = folder / "story.jani"
    file.write_text(json.dumps(jani(story, traveller, kind)), "utf-8")
    found, properties = stormpy.parse_jani_model(str(file))
    asked = list(properties.values()) if isinstance(properties, dict) else list(properties)
    built = stormpy.build_model[stormpy.Rational](found, asked)
    start = built.initial_states[0]
    return {each.get_name(): float(stormpy.model_checking(built, each).get_value(start)) for each in asked}


def agree(story: Story, traveller: str, folder: Path) -> int:
    """Gives how many endings were compared."""
    chances = odds(story, [traveller], endings(story), Budget())[traveller]
    played, by_chance = (checked(story, traveller, kind, folder) for kind in ("mdp", "dtmc"))
    compared = 0
    for ending, found in chances.odds.items():
        name = f"at_{ending.replace('-', '_')}"
        if f"Pmax_{name}" in by_chance:
            here = (by_chance[f"Pmax_{name}"], played[f"Pmax_{name}"], played[f"Pmin_{name}"])
            assert found == pytest.approx(here, rel=1e-9, abs=1e-12)
            compared += 1
        else:
            assert found == (0, 0, 0)
    return compared


@pytest.mark.parametrize("traveller", ["owner", "finder"])
def test_second_story(traveller: str, tmp_path: Path) -> None:
    story = compiled(SECOND)
    assert agree(story, traveller, tmp_path)


@pytest.mark.parametrize("kind", ["mdp", "dtmc"])
@pytest.mark.parametrize("traveller", ["owner", "finder"])
def test_prism_says_what_jani_says(traveller: str, kind: Kind, tmp_path: Path) -> None:
    story = compiled(SECOND)
    by_jani = checked(story, traveller, kind, tmp_path)
    file = tmp_path / "story.prism"
    file.write_text(prism(story, traveller, kind), "utf-8")
    found = stormpy.parse_prism_program(str(file))
    formulas = ";".join(
        f'{name.split("_")[0] if kind == "mdp" else "P"}=? [F "{name.partition("_")[2]}"]' for name in by_jani
    )
    asked = stormpy.parse_properties(formulas, found)
    built = stormpy.build_model[stormpy.Rational](found, asked)
    start = built.initial_states[0]
    by_prism = [float(stormpy.model_checking(built, each).get_value(start)) for each in asked]
    assert by_prism == list(by_jani.values())


@pytest.mark.parametrize("traveller", ["sasha", "vera"])
def test_shipped_story(traveller: str, tmp_path: Path) -> None:
    story = compiled(SHIPPED)
    assert agree(story, traveller, tmp_path)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_random_stories(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    story = dealt(seed)
    naive = Naive(story, "one")
    if naive.stuck() or any(not option.ways for options in naive.options.values() for option in options):
        return  # what goes no further has no odds that both would give
    agree(story, "one", tmp_path_factory.mktemp("jani"))
