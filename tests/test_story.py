"""The shipped story: sound, every ending walked to, and unknown to the game that plays it."""

from __future__ import annotations

import random
import re
import statistics
from pathlib import Path

import pytest

from game.engine.journal import pauses
from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.engine.story import Story
from game.engine.text import plain
from game.language.compiler import compile_story
from game.language.frames import frames
from game.prover.check import check
from game.saves.shelf import load
from game.saves.story_test import failures

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "story"
WALKS = sorted((FOLDER / "playthroughs").glob("*.yaml"))


@pytest.fixture(scope="module")
def story() -> Story:
    compiled, report = compile_story(FOLDER)
    assert compiled is not None, frames(report, FOLDER)
    return compiled


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.stem)
def test_a_walk_comes_out_as_it_says(walk: Path, story: Story) -> None:
    assert failures(Rules(story), load(walk)) == []


def test_every_ending_is_walked_to(story: Story) -> None:
    endings = {name for name, scene in story["scenes"].items() if scene["ending"]}
    assert {str(load(walk).expect["ending"]) for walk in WALKS} == endings
    assert len(endings) >= 35


def test_every_traveller_is_walked(story: Story) -> None:
    assert {load(walk).traveller for walk in WALKS} == set(story["travellers"])


def test_the_prover_finds_nothing_to_mend() -> None:
    found = check(FOLDER)
    assert [each.diagnostic.message for each in found.findings] == []
    assert found.proof is not None
    assert not found.proof.unfinished


def test_play_never_gets_stuck_and_always_ends(story: Story) -> None:
    """By the game itself; that it holds in every state is what `otherbank check` proves."""
    rules = Rules(story)
    dice = random.Random(1)
    for seed in range(500):
        playthrough = Playthrough(rules, list(story["travellers"])[seed % len(story["travellers"])], seed)
        for _ in range(200):
            open_now = [option.id for option in playthrough.choices() if option.locked is None]
            if not open_now:
                break
            playthrough.choose(dice.choice(open_now))
        assert playthrough.ending is not None, (playthrough.scene, playthrough.stuck, playthrough.moves)


def test_the_lesson_for_a_class_stops_twice_and_is_as_long_as_a_lesson(story: Story) -> None:
    """As long as it takes to read aloud, for those who come to the other bank: the words of every passage, without
    marks, at 110 a minute, and three quarters of a minute for each vote, in which its choices are read as well. Whoever
    is turned back is home a few minutes earlier, and whoever stays earlier still.
    """
    rules = Rules(story)
    dice = random.Random(1)
    minutes: list[float] = []
    for seed in range(200):
        playthrough = Playthrough(rules, "sasha", seed)
        stops = 0
        while playthrough.ending is None:
            playthrough.choose(dice.choice([option.id for option in playthrough.choices() if option.locked is None]))
            stops += bool(pauses(playthrough))
        assert stops == 2 or playthrough.ending == "class-stayed"
        if playthrough.ending == "class-bank":
            words = sum(len(plain(passage.text).split()) for passage in playthrough.passages)
            minutes.append(words / 110 + 0.75 * len(playthrough.moves))
    assert min(minutes) > 18 and max(minutes) < 24
    assert round(statistics.median(minutes)) == 21


def test_an_ending_says_all_that_an_ending_owes(story: Story) -> None:
    for name, scene in story["scenes"].items():
        if ending := scene["ending"]:
            assert ending["absent"] and ending["unknown"] and ending["meanwhile"] and len(ending["ask"]) >= 2, name


def test_each_night_has_one_line_from_ukraine(story: Story) -> None:
    nights = [news["tick"] for news in story["news"] if news["in_passage"]]
    assert nights == [tick for tick in range(story["clock"]["ticks"]) if tick % 4 == 3][: len(nights)]
    assert len(nights) == 17


def _names(story: Story) -> set[str]:
    return set(story["travellers"]) - {"mark"}


def test_the_game_knows_nothing_of_it(story: Story) -> None:
    """No place, traveller or border of the story stands anywhere in the code (`mark` and `nevel` are words)."""
    names = {place["name"].lower() for place in story["places"].values()}
    names |= {place["country"].lower() for place in story["places"].values()} | {"ukrain", "crimea", "2022-09"}
    known = re.compile(
        "|".join([rf"\b{re.escape(name)}" for name in sorted(names)] + [rf"\b{who}\b" for who in _names(story)])
    )
    for file in [*(ROOT / "game").rglob("*.py"), *(ROOT / "game").rglob("*.tcss")]:
        code = re.sub(r'"""[\s\S]*?"""', "", file.read_text("utf-8")).lower()  # examples in docstrings are free
        found = known.search(code)
        assert found is None or file.name == "locations.py" or file.parent.name == "cli", (
            f"{file.name}: {found and found[0]}"
        )
