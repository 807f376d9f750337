"""Twee: read strictly by its specification, and played along the same journeys as the engine."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from game.authoring.export import node
from game.authoring.export.refusal import CannotSayError
from game.authoring.export.twee.whole import twee
from game.engine.rules import Rules
from game.engine.story import Story
from tests.authoring.journeys import Journey, Step, journeys, lines
from tests.authoring.test_ink import _spoken, _telling
from tests.prover.random_stories import dealt
from tests.stories import SECOND, SHIPPED, compiled

HERE = Path(__file__).parent


def agree(stories: list[tuple[Story, list[Journey]]], folder: Path) -> None:
    job = {
        "stories": [{"source": twee(story), "journeys": [asked_of(each) for each in made]} for story, made in stories]
    }
    asked, answered = folder / "job.json", folder / "answer.json"
    asked.write_text(json.dumps(job), "utf-8")
    node.run(HERE / "play_twee.js", asked, answered)
    for (_, made), answer in zip(stories, json.loads(answered.read_text("utf-8")), strict=True):
        for journey, steps in zip(made, answer, strict=True):
            for step, parts in zip(journey.steps, steps, strict=True):
                same_step(step, parts, journey)


def same_step(step: Step, parts: list[dict[str, Any]], journey: Journey) -> None:
    texts = _texts(parts)
    if step.stuck:
        assert texts.pop().startswith("The story cannot go on")
    assert [line for text in texts for line in lines(text, True)] == step.told, journey
    menu = [(lines(each["text"], True), each["locked"]) for each in parts if each["link"] or each["locked"]]
    assert step.stuck or menu == step.menu, journey


def _texts(parts: list[dict[str, Any]]) -> list[str]:
    """What is told, without the menu, the titles, and the debrief under its headings."""
    texts: list[str] = []
    for part in parts:
        if part["tag"] == "h3":
            break
        if part["tag"] == "p" and not part["link"] and not part["locked"]:
            texts.append(f"> {part['text']}" if part["apart"] else part["text"])
    return texts


def asked_of(journey: Journey) -> dict[str, Any]:
    return {
        "traveller": journey.traveller,
        "seed": journey.seed,
        "marked": journey.marked,
        "short": [f"short_{dial.replace('-', '_')}" for dial in journey.short],
        "choices": [step.taken for step in journey.steps],
    }


@pytest.mark.parametrize(("folder", "count"), [(SECOND, 100), (SHIPPED, 20)], ids=["second", "shipped"])
def test_the_same_choices_are_the_same_story(folder: Path, count: int, tmp_path: Path) -> None:
    story = compiled(folder)
    agree([(story, list(journeys(Rules(story), count, Random(21))))], tmp_path)


def test_random_stories_with_calls_and_events(tmp_path: Path) -> None:
    stories = [Rules(_spoken(dealt(seed))) for seed in range(40)]
    agree([(rules.story, list(journeys(rules, 4, Random(22)))) for rules in stories], tmp_path)


def test_text_that_looks_like_markup_is_text(tmp_path: Path) -> None:
    odd = "// '' __ == {{{ [[link]] <<set>> <b> $money &amp; -- @@ `x` ! # | \\ :: [S001] *so* ~~ http://x"
    rules = _telling([f"{odd}\n\n:: No passage\n\n> [[apart]]", {"if": "lamp", "then": [odd], "else": []}])
    agree([(rules.story, list(journeys(rules, 2, Random(23))))], tmp_path)


def test_what_it_cannot_say_is_refused_by_name() -> None:
    story = _telling(["Here."]).story
    story["scenes"]["tell"]["choices"]["again"]["say"] = ["One.\n\nTwo."]
    with pytest.raises(CannotSayError, match="scene `tell`, choice `again`: more than one paragraph"):
        twee(story)
