"""Twine's own tools open the Twee: they read what is meant, and SugarCube itself plays it in a browser."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from game.authoring.export import node
from game.authoring.export.twee.whole import twee
from game.engine.rules import Rules
from game.engine.story import RETURN, Story
from tests.authoring.journeys import journeys
from tests.authoring.test_ink import _spoken, _telling
from tests.authoring.test_twee import asked_of, same_step
from tests.prover.random_stories import dealt
from tests.stories import SECOND, SHIPPED, compiled

PLAY = Path(__file__).parent / "others" / "play_sugarcube.js"
ODD = "// '' __ == {{{ [[link]] <<set>> <b> $money &amp; -- @@ `x` ! # | \\ :: [S001] *so* ~~ http://x"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        assert "OTHERBANK_SKIP_NOTHING" not in os.environ, "there is no Chromium here"
        pytest.skip("there is no Chromium here")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def opened(story: Story, others: Path, folder: Path) -> tuple[dict[str, Any], Path]:
    """What the tools read, and the page that SugarCube plays."""
    source, answer, page = folder / "story.twee", folder / "answer.json", folder / "story.html"
    source.write_text(twee(story), "utf-8")
    node.run(others / "read_twee.mjs", source, answer, page)
    return json.loads(answer.read_text("utf-8")), page


def odd() -> Rules:
    return _telling([f"{ODD}\n\n:: No passage\n\n> [[apart]]", {"if": "lamp", "then": [ODD], "else": []}])


@pytest.mark.parametrize("story", [compiled(SECOND), compiled(SHIPPED), odd().story], ids=["second", "shipped", "odd"])
def test_twines_own_tools_read_what_is_meant(story: Story, others: Path, tmp_path: Path) -> None:
    found, _ = opened(story, others, tmp_path)
    read = found["byExtwee"]
    about = (read["title"], read["start"], read["format"])
    assert about == (story["about"]["title"], "Start", "SugarCube")
    assert read["script"].startswith("Config.passages.nobr") and read["script"].endswith("};")
    assert read["style"].startswith(".passage {") and read["style"].endswith("}")
    passages = read["passages"]
    kept = {"Start", "onward"}
    names = {scene: f"{scene} (scene)" if scene in kept else scene for scene in story["scenes"]}
    assert {*names.values(), *kept} <= passages.keys()
    assert {name: told for name, told in found["byTwineUtils"].items() if name in passages} == passages
    places = {name: tuple(place) for name, place in read["places"].items()}
    assert places.keys() == passages.keys() and len(set(places.values())) == len(places)
    for name, scene in story["scenes"].items():
        ways = [*scene["outcomes"], *(way for choice in scene["choices"].values() for way in choice["outcomes"])]
        arrows = re.findall(r"\[\[(.*?)\]\]", passages[names[name]][1])
        ends = {end for way in ways for end in (way["goto"], way["then"]) if end and end != RETURN}
        assert set(arrows) == {names[end] for end in ends}


@pytest.mark.parametrize(("folder", "count"), [(SECOND, 10), (SHIPPED, 3)], ids=["second", "shipped"])
def test_sugarcube_plays_the_same_story(
    folder: Path, count: int, others: Path, browser: Browser, tmp_path: Path
) -> None:
    agree(compiled(folder), count, others, browser, tmp_path)


@pytest.mark.parametrize("seed", range(3))
def test_sugarcube_plays_random_stories_with_calls_and_events(
    seed: int, others: Path, browser: Browser, tmp_path: Path
) -> None:
    agree(_spoken(dealt(seed)), 2, others, browser, tmp_path)


def test_sugarcube_reads_text_that_looks_like_markup_as_text(others: Path, browser: Browser, tmp_path: Path) -> None:
    agree(odd().story, 1, others, browser, tmp_path)


def agree(story: Story, count: int, others: Path, browser: Browser, folder: Path) -> None:
    _, file = opened(story, others, folder)
    with browser.new_page() as page:
        for journey in journeys(Rules(story), count, Random(31)):
            page.goto(file.as_uri())
            page.locator("#passages input").wait_for()  # what is not shown yet, such as all of it, has no hidden marks
            name = story["travellers"][journey.traveller]["name"]
            steps = page.evaluate(PLAY.read_text("utf-8"), {**asked_of(journey), "name": name})
            for step, found in zip(journey.steps, steps, strict=True):
                assert found["errors"] == []
                same_step(step, found["parts"], journey)
