"""ink tells the same story: the same texts and menus for the same choices and the same seed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.authoring.export import inkjs, node
from game.authoring.export.ink.names import InkNames
from game.authoring.export.ink.whole import ink
from game.authoring.export.refusal import CannotSayError
from game.engine.rules import Rules
from game.engine.story import Story
from tests.authoring.journeys import Journey, Step, journeys, lines
from tests.engine.random_story import stories
from tests.prover.random_stories import dealt
from tests.stories import SECOND, SHIPPED, compiled

HERE = Path(__file__).parent


def told(stories: list[tuple[Story, list[Journey]]], folder: Path, *, binds: bool) -> list[dict[str, Any]]:
    """What ink tells for the choices of each story's journeys, step by step."""
    job = {
        "inkjs": str(inkjs.SCRIPT),
        "binds": binds,
        "stories": [{"source": ink(story), "journeys": _asked(story, made)} for story, made in stories],
    }
    asked, answered = folder / "job.json", folder / "answer.json"
    asked.write_text(json.dumps(job), "utf-8")
    node.run(HERE / "play_ink.js", asked, answered)
    return json.loads(answered.read_text("utf-8"))


def _asked(story: Story, made: list[Journey]) -> list[dict[str, Any]]:
    names = InkNames(story)
    return [
        {
            "seed": journey.seed,
            "marked": journey.marked,
            "short": [names.dials[dial] for dial in journey.short],
            "begins": names.begins[journey.traveller],
            "choices": [step.taken for step in journey.steps],
        }
        for journey in made
    ]


def agree(stories: list[tuple[Story, list[Journey]]], folder: Path, *, binds: bool = True) -> None:
    for (_, made), answer in zip(stories, told(stories, folder, binds=binds), strict=True):
        assert answer["complaints"] == []
        for journey, other in zip(made, answer["journeys"], strict=True):
            assert other["errors"] == []
            for step, found in zip(journey.steps, other["steps"], strict=True):
                same_step(step, found, journey)


def same_step(step: Step, other: dict[str, Any], journey: Journey) -> None:
    texts = [text for text, _ in other["lines"]]
    if step.stuck:
        assert all(locked for _, locked in other["menu"])
        assert other["menu"] or texts.pop().startswith("The story cannot go on")
    if step.ending:  # the debrief follows what is told
        first = next((number for number, (_, heading) in enumerate(other["lines"]) if heading), len(texts))
        texts = texts[:first]
    assert [line for text in texts for line in lines(text, True)] == step.told, journey
    if not step.stuck:
        assert [(lines(text, True), locked) for text, locked in other["menu"]] == step.menu, journey


@pytest.mark.parametrize(("folder", "count"), [(SECOND, 200), (SHIPPED, 80)], ids=["second", "shipped"])
def test_the_same_choices_are_the_same_story(folder: Path, count: int, tmp_path: Path) -> None:
    rules = Rules(compiled(folder))
    agree([(rules.story, list(journeys(rules, count, Random(1))))], tmp_path)


def test_without_a_host_the_luck_is_the_same(tmp_path: Path) -> None:
    rules = Rules(compiled(SECOND))
    agree([(rules.story, list(journeys(rules, 4, Random(2))))], tmp_path, binds=False)


def test_random_stories_with_calls_and_events(tmp_path: Path) -> None:
    luck = Random(3)
    stories = [Rules(_spoken(dealt(seed))) for seed in range(60)]
    agree([(rules.story, list(journeys(rules, 6, luck))) for rules in stories], tmp_path)


def _spoken(story: Story) -> Story:
    """The story with words on its choices; it is dealt without any."""
    for scene in story["scenes"].values():
        for name, choice in scene["choices"].items():
            choice["say"] = [f"Take {name}."]
    return story


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=st.lists(stories(), min_size=8, max_size=8), luck=st.randoms(use_true_random=False))
def test_random_stories_as_an_author_writes_them(
    made: list[Rules], luck: Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    agree([(rules.story, list(journeys(rules, 4, luck))) for rules in made], tmp_path_factory.mktemp("ink"))


WORDS = st.sampled_from(
    [
        "One.", " two ",
        "\n\n", "\n", "\n> a sign", "> a board\n> of two lines\n", " [S001]", " [~S001, S001].", "*so*", "(x) no",
        "- not a choice", "* nor this", "+ nor this", "~ no logic", "= no stitch", "-> nowhere", "a // no comment",
        "/* nor this */", "# no tag", "a | b", "{braces}", "[brackets]", "a \\ b", "<> <- ->", "TODO: no", "VAR x = 1",
        "else: no", '"Quoted," she says', "http://x.y/z", "%$@!^&", "\u00e9\u0436\u2014\u2019",
        "INCLUDE no", ": no",
    ]
)  # fmt: skip
PROSE = st.recursive(
    st.lists(WORDS | st.sampled_from([{"value": "coins"}, {"value": "mood"}]), max_size=4),
    lambda inner: st.lists(
        WORDS
        | st.builds(lambda a, b: {"if": "lamp", "then": a, "else": b}, inner, inner)
        | st.builds(
            lambda kind, ways: {kind: ways},
            st.sampled_from(["first", "once", "cycle", "shuffle"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
        max_size=4,
    ),
    max_leaves=8,
)


def _telling(prose: Any) -> Rules:
    """A story that tells this again and again, with and without the lamp."""
    base = _spoken(dealt(0))
    plain = base["scenes"]["inn"] | {"outcomes": [], "do": [["coins", ["+", "coins", 1]]]}
    again = {"say": ["Again"], "when": 1, "locked": None, "fallback": False, "deck": "d", "facts": [], "was": []}
    way = {"weight": 1, "do": [["lamp", ["not", "lamp"]]], "goto": "tell", "then": None, "facts": []}
    mood = {
        "kind": "enum",
        "low": 0,
        "high": 1,
        "start": 0,
        "values": ["a", "b"],
        "labels": ["calm", "- \u00abso\u00bb"],
    }
    made: Any = {
        **base,
        "variables": base["variables"] | {"mood": mood | {"meaning": "Mood"}},
        "scenes": {"tell": {**plain, "text": prose, "choices": {"again": {**again, "outcomes": [way]}}}},
        "travellers": {"one": {**base["travellers"]["one"], "start": "tell", "set": {}}},
        "events": [],
    }
    return Rules(made)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(proses=st.lists(PROSE, min_size=40, max_size=40))
def test_prose_reads_the_same(proses: list[Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    made = [_telling(prose) for prose in proses]
    agree([(rules.story, list(journeys(rules, 2, Random(5)))) for rules in made], tmp_path_factory.mktemp("ink"))


def test_what_ink_cannot_say_is_refused_by_name_with_its_place() -> None:
    story = _telling(["Here."]).story
    choices = story["scenes"]["tell"]["choices"]
    choices["again"]["say"] = ["One paragraph.\n\nAnother."]
    choices["mute"] = {**choices["again"], "say": []}
    with pytest.raises(CannotSayError) as refused:
        ink(story)
    again, mute = map(str, refused.value.refusals)
    assert again == (
        "story.yaml:14: scene `tell`, choice `again`, what it says: more than one paragraph, and a choice is one line"
    )
    assert "choice `mute`" in mute and "no words" in mute


def test_inkjs_is_the_one_that_was_published() -> None:
    for line in (inkjs.SCRIPT.parent / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((inkjs.SCRIPT.parent / name).read_bytes()).hexdigest() == digest
