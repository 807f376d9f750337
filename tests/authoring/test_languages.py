"""What is exported for readers is in their language: the story where it is translated, the game's words always."""

from __future__ import annotations

import os
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from game import wording
from game.authoring.export.booklet.whole import booklet
from game.authoring.export.handouts.whole import handouts
from game.authoring.export.html.whole import html
from game.cli import main
from game.engine.rules import Rules
from game.engine.story import Story
from game.wording import speak
from tests.stories import SHIPPED
from tests.wording.latin import latin_in
from tests.wording.pseudo import PSEUDO, pseudo_story

BY_ID = r"lost|[a-z]+ clerk|whose|downpour|[a-z]+(?:-[a-z]+)+|otherbank export [a-z]+"
"""What the second story gives no words for: choices, groups of endings, what is told under an id."""


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return pseudo_story(tmp_path_factory.mktemp("pseudo"))


@pytest.fixture
def in_no_latin_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "_spoken", PSEUDO)


def read(page: str) -> str:
    """Its words, an element to a line."""
    return unescape(re.sub(r"(?s)<(style|script)\b.*?</\1>|<[^>]*>", "\n", page))


def left(text: str, story: Story) -> list[str]:
    assert len(text.split()) > 100
    choices = {name for scene in story["scenes"].values() for name in scene["choices"]}
    return latin_in(re.sub(rf"\b(?:{'|'.join(choices)}|{BY_ID})\b", " ", text), Rules(story))


@pytest.mark.usefixtures("in_no_latin_letter")
def test_every_word_on_paper_is_marked(pseudo: Story) -> None:
    travellers = [*pseudo["travellers"]]
    assert left(read(handouts(pseudo, travellers)), pseudo) == []
    assert left(read(booklet(pseudo, travellers).page), pseudo) == []


@pytest.mark.usefixtures("in_no_latin_letter")
def test_every_word_of_the_page_is_marked(pseudo: Story, tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        assert "OTHERBANK_SKIP_NOTHING" not in os.environ, "there is no Chromium here"
        pytest.skip("there is no Chromium here")
    from playwright.sync_api import sync_playwright

    file = tmp_path / "page.html"
    file.write_text(html(pseudo), "utf-8")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        shown = chromium.new_page()
        shown.goto(file.as_uri())
        found = [shown.locator("body").inner_text()]
        shown.locator("#start form .begin").click()
        for _step in range(60):
            found.append(shown.locator("body").inner_text())
            open_now = shown.locator("#choices button:not([aria-disabled])")
            if not open_now.count():
                break
            open_now.first.click()
        for key in "jpnbo":
            shown.keyboard.press(key)
            found.append(shown.locator("#panel").inner_text())
            shown.keyboard.press("Escape")
        for key in ("r", "u", "Escape"):
            shown.keyboard.press(key)
            shown.wait_for_timeout(100)
            found += [shown.locator("body").inner_text(), shown.locator("#status").inner_text()]
        chromium.close()
    assert left("\n".join(found), pseudo) == []


@pytest.mark.parametrize("form", ["booklet", "handouts", "html"])
def test_the_story_s_russian_is_in_the_page_and_english_where_there_is_none(form: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    chosen = [] if form == "html" else ["--traveller", "sakhamin", "--traveller", "vera"]
    try:
        assert main(["export", form, str(SHIPPED), "--language", "ru", "-o", str(file), *chosen]) == 0
    finally:
        speak("")
    page = file.read_text("utf-8")
    assert '<html lang="ru">' in page
    assert {"booklet": "Перейди к", "handouts": "Ход времени", "html": "Продолжить с того же места"}[form] in page
    assert "Верхний Ларс" in page
    assert re.search(r"[A-Z][a-z]+(,? [a-z]{2,}){5}", page)


def test_a_language_that_the_story_has_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "html", str(SHIPPED), "--language", "de"]) == 2
    assert "not translated into `de`" in capsys.readouterr().err
