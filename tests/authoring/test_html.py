"""The page plays the same game: in its own JavaScript over many journeys, and clicked through in a browser."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from random import Random
from typing import Any

import pytest

from game.authoring.export import node
from game.authoring.export.html.whole import html
from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.engine.story import Story
from game.engine.text import plain
from game.saves.playthrough_file import read
from tests.authoring.journeys import Journey, journeys, lines
from tests.stories import SECOND, SHIPPED, compiled

HERE = Path(__file__).parent


def test_a_page_ends_no_script_early(page: tuple[Story, Path]) -> None:
    text = page[1].read_text("utf-8")
    assert text.count("<script") == text.count("</script>") == 5
    assert "sourceMappingURL" not in text


@pytest.fixture(scope="module", params=[SECOND, SHIPPED], ids=["second", "shipped"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Story, Path]:
    story = compiled(request.param)
    file = tmp_path_factory.mktemp("page") / "story.html"
    file.write_text(html(story), "utf-8")
    return story, file


def played(made: list[Journey], page: Path, folder: Path) -> list[dict[str, Any]]:
    asked, answered = folder / "job.json", folder / "answer.json"
    runs = [
        {
            "traveller": journey.traveller,
            "seed": journey.seed,
            "short": journey.short,
            "choices": [step.taken for step in journey.steps],
        }
        for journey in made
    ]
    asked.write_text(json.dumps({"page": str(page), "journeys": runs}), "utf-8")
    node.run(HERE / "play_page.js", asked, answered)
    return json.loads(answered.read_text("utf-8"))


def test_the_same_choices_are_the_same_game(page: tuple[Story, Path], tmp_path: Path) -> None:
    story, file = page
    made = [each for each in journeys(Rules(story), 60, Random(11), marked=True) if not each.steps[-1].stuck]
    for journey, found in zip(made, played(made, file, tmp_path), strict=True):
        assert found["errors"] == []
        for step, other in zip(journey.steps, found["steps"], strict=True):
            assert [line for text in other["lines"] for line in lines(text, True)] == step.told
            assert [(lines(text, True), locked) for text, locked in other["menu"]] == step.menu
            assert other["standing"] == step.standing
        kept = read(found["saved"], whole=True)
        assert (kept.traveller, kept.seed, list(kept.moves)) == (journey.traveller, journey.seed, journey.moves)
        assert found["again"] == found["saved"]
        assert set(found["facts"]) == set(journey.facts)


def test_a_browser_shows_the_same_and_asks_nobody(page: tuple[Story, Path]) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        assert "OTHERBANK_SKIP_NOTHING" not in os.environ, "there is no Chromium here"
        pytest.skip("there is no Chromium here")
    from playwright.sync_api import sync_playwright

    story, file = page
    rules = Rules(story)
    luck = Random(5)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        shown = chromium.new_page()
        asked: list[str] = []
        broken: list[str] = []
        shown.on("request", lambda request: asked.append(request.url))
        shown.on("pageerror", lambda error: broken.append(str(error)))
        for number, traveller in enumerate(list(story["travellers"])[:3]):
            playthrough = Playthrough(rules, traveller, 4711 + number)
            shown.goto("about:blank")
            shown.goto(f"{file.as_uri()}#traveller={traveller}&seed={4711 + number}")
            for _ in range(40):
                told = shown.locator("#told > p:not(.led), #told > .apart > p").all_inner_texts()
                expected = [
                    "".join(text for text, _ in spans) for _, spans in lines(playthrough.passage.read(()), False)
                ]
                assert [" ".join(each.split()) for each in told][: len(expected)] == expected
                buttons = shown.locator("#choices > li > button")
                options = playthrough.choices()
                assert [plain(each) for each in buttons.all_inner_texts()] == [
                    plain(option.say if option.locked is None else f"{option.say} (not now: {option.locked})")
                    for option in options
                ]
                open_now = [n for n, option in enumerate(options) if option.locked is None]
                if not open_now:
                    break
                taken = luck.choice(open_now)
                if taken < 9 and luck.random() < 0.5:
                    shown.keyboard.press(str(taken + 1))
                else:
                    buttons.nth(taken).click()
                playthrough.choose(options[taken].id)
            assert shown.evaluate("document.activeElement.id") == "told"
            shown.reload()
            assert shown.evaluate("localStorage.length") > 0
        shown.keyboard.press("Escape")
        assert shown.locator("#stopped").is_visible()
        chromium.close()
    assert broken == []
    assert all(url.startswith(("file:", "about:")) for url in asked)
