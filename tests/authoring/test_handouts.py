"""What a class gets on paper comes from the story alone, and is text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import pytest

from game.authoring.export.handouts.whole import handouts
from game.cli import main
from game.engine.story import Place, Story
from game.engine.text import plain
from tests.authoring.paper import Read, hostile
from tests.stories import SECOND, SHIPPED, compiled


def test_all_that_a_class_reads_is_there() -> None:
    story = compiled(SHIPPED)
    written = handouts(story, ["sasha"])
    assert ">Moscow</text>" in written  # where no journey of Sasha's stops, and roads of the map meet
    page = Read(written)
    for debate in story["debates"].values():
        assert all(plain(voice["says"]) in page.text and voice["who"] in page.text for voice in debate["voices"])
    assert all(each["term"] in page.text for each in story["glossary"].values())
    assert all(place in page.text for place in ("Helsinki", "Uralsk", "St Petersburg"))
    everybody = Read(handouts(story, [*story["travellers"]])).text
    assert all(place["name"] in everybody for place in _visited(story))
    assert all(news["outlet"] in page.text for news in story["news"])
    assert "Finland shuts to tourists" in page.text
    assert "Verkhny Lars shuts" not in page.text
    assert plain(story["facts"]["S044"]["claim"]) in page.text
    assert story["about"]["content"].split("\n")[0] in page.text
    assert page.text.count("I sit this one out.") == 8
    assert [
        word
        for word in ("Feel", "What happened", "Learned", "The world", "What if", "What next")
        if word not in page.text
    ] == []
    assert page.tags["script"] == 0


def _visited(story: Story) -> list[Place]:
    return [story["places"][each] for each in {scene["place"] for scene in story["scenes"].values()} if each]


def test_a_story_without_places_debates_news_and_outlines_has_its_handouts() -> None:
    for folder in (SECOND, SHIPPED):
        bare = cast("Story", json.loads(json.dumps(compiled(folder))))
        bare["geography"] = {}
        assert Read(handouts(bare, [*bare["travellers"]])).tags["section"] > 2
        for each in bare["scenes"].values():
            each["place"] = None
        bare |= cast("Story", {"places": {}, "legs": [], "debates": {}, "news": [], "deadlines": {}, "glossary": {}})
        page = Read(handouts(bare, [*bare["travellers"]]))
        assert page.tags["svg"] == 0
        assert "After the journey" in page.text


def test_markup_in_a_story_is_text_in_the_handouts() -> None:
    plain_page, marred = (Read(handouts(each, ["sasha"])) for each in (compiled(SHIPPED), hostile(compiled(SHIPPED))))
    assert marred.tags["script"] == marred.tags["img"] == 0
    assert marred.tags.keys() == plain_page.tags.keys()
    assert marred.attributes == plain_page.attributes
    assert "<script>alert" in marred.text


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "handouts.html"
    assert main(["export", "handouts", str(SECOND), "-o", str(file)]) == 0
    assert capsys.readouterr().err == ""
    assert compiled(SECOND)["about"]["title"] in Read(file.read_text("utf-8")).text
