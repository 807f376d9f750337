"""Sakhamin's road by Verkhny Lars in Russian: whoever keeps to it reads no English word."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.language.compiler import compile_translated
from game.map.draw import draw
from game.plain import pages
from game.wording import speak

STORY = Path(__file__).parents[1] / "story"
ROAD = ("sakhamin/moscow.yaml", "lars/road.yaml", "lars/window.yaml", "crossroads.yaml", "stay/staying.yaml")
ENGLISH = re.compile(r"[A-Za-z]{2,}")
RUNS = 25


@pytest.fixture(scope="module")
def rules() -> Iterator[Rules]:
    story, report, _ = compile_translated(STORY, "ru")
    assert story is not None, report.in_order()[:5]
    speak("ru")
    yield Rules(story)
    speak("")


def on_the_road(playthrough: Playthrough) -> bool:
    scenes = playthrough.rules.story["scenes"]
    return scenes[playthrough.scene]["at"].rpartition(":")[0] in ROAD


def steps(rules: Rules, seed: int) -> Iterator[Playthrough]:
    """A run at random that does not leave the road, after each choice."""
    dice = random.Random(seed)
    playthrough = Playthrough(rules, "sakhamin", seed)
    while playthrough.ending is None:
        yield playthrough
        can = [option.id for option in playthrough.choices() if option.locked is None]
        dice.shuffle(can)
        for choice in can:
            playthrough.choose(choice)
            if on_the_road(playthrough):
                break
            playthrough.undo()
        else:
            return
    yield playthrough


def read(playthrough: Playthrough) -> Iterator[str]:
    """What stands on the screen at every step."""
    yield pages.standing(playthrough)
    yield playthrough.passage.title
    yield playthrough.passage.text
    for option in playthrough.choices():
        yield option.say
        yield option.locked or ""


def looked_up(playthrough: Playthrough) -> Iterator[str]:
    """The pages that can be opened, and the debrief."""
    yield from pages.facts(playthrough)
    yield from pages.news(playthrough)
    yield from pages.papers(playthrough)
    yield from pages.rumours(playthrough, at_the_end=True)
    yield from pages.voices(playthrough.rules.story)
    yield from pages.roads(playthrough)
    yield from pages.debrief(playthrough, marked=False)


def published(rules: Rules) -> list[str]:
    """What stays as it was published, the longest first: outlets, titles and dates of sources, and who speaks there."""
    story = rules.story
    found = {part for source in story["sources"].values() for part in source.values() if isinstance(part, str)}
    found |= {part for cited in list(found) for part in cited.split(", ")}
    found |= {item["outlet"] for item in story["news"]} | {fact["by"] for fact in story["facts"].values()}
    return sorted((each for each in found if ENGLISH.search(each)), key=len, reverse=True)


def english_in(text: str, kept: list[str]) -> list[str]:
    for each in kept:
        text = text.replace(each, " ")
    return ENGLISH.findall(re.sub(r"\[[^\]]*\]|`[^`]*`|[A-Z0-9]{4}(-[A-Z0-9]+)+", " ", text))


def test_an_english_word_is_found(rules: Rules) -> None:
    kept = published(rules)
    assert english_in("Ты здесь: Kyiv Post, the window. [S044]", kept) == ["the", "window"]


def test_whoever_keeps_to_the_road_reads_no_english(rules: Rules) -> None:
    kept = published(rules)
    left: dict[str, str] = {}
    endings: set[str] = set()
    for seed in range(RUNS):
        last = None
        for last in steps(rules, seed):
            left |= {text: last.scene for text in read(last) if english_in(text, kept)}
        assert last is not None
        left |= {text: last.scene for text in looked_up(last) if english_in(text, kept)}
        endings |= {last.ending} if last.ending else set()
    assert left == {}
    assert len(endings) >= 3


def test_countries_on_the_map_are_named_in_russian(rules: Rules) -> None:
    drawn = draw(
        rules.story, ["moscow", "vladikavkaz"], 0, lambda _place: True, 160, 50, "braille", rules.story["places"]
    )
    rows = ["".join(text for text, _ in row) for row in drawn]
    assert any("УКРАИНА" in row for row in rows)
    assert not any("UKRAINE" in row or "RUSSIA" in row for row in rows)


def test_every_scene_of_the_road_is_translated(rules: Rules) -> None:
    """Also those that no run of the above came to."""
    english = {
        scene: text
        for scene, core in rules.story["scenes"].items()
        if core["at"].rpartition(":")[0] in ROAD
        for text in [core["title"], *map(str, core["text"])]
        if text and not re.search("[А-Яа-яЁё]", text) and ENGLISH.search(text)
    }
    assert english == {}
