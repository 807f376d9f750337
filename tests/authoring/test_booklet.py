"""A booklet holds every scene that its traveller may come to, once, and sends nobody where nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.authoring.export.booklet.dice import throw
from game.authoring.export.booklet.possible import Possible
from game.authoring.export.booklet.whole import booklet, numbered
from game.authoring.export.booklet.wording import negated
from game.cli import main
from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.engine.story import RETURN, Expression, Story
from tests.authoring.paper import Read, hostile
from tests.prover.random_stories import dealt
from tests.stories import SECOND, SHIPPED, compiled


def some_stories() -> Iterator[tuple[Story, list[str]]]:
    yield compiled(SECOND), list(compiled(SECOND)["travellers"])
    yield compiled(SHIPPED), ["sasha"]
    yield compiled(SHIPPED), ["vera", "sakhamin"]
    for seed in range(10):
        story = dealt(seed)
        yield story, list(story["travellers"])


@cache
def pages() -> list[tuple[Story, list[str], Read]]:
    return [(story, travellers, Read(booklet(story, travellers).page)) for story, travellers in some_stories()]


def test_each_paragraph_is_there_once_and_each_number_leads_to_one() -> None:
    for story, travellers, page in pages():
        numbers = numbered(Possible(story, travellers)).values()
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
        assert {name: count for name, count in page.ids.items() if name.startswith("p")} == {
            f"p{n}": 1 for n in numbers
        }
        assert page.links <= {f"#{name}" for name in page.ids}
        assert page.tags["script"] == 0


def test_a_paragraph_leads_just_where_its_scene_does() -> None:
    for story, travellers, page in pages():
        possible = Possible(story, travellers)
        numbers = numbered(possible)
        for scene_id, scene in possible.scenes.items():
            open_now = [each["outcomes"] for each in scene["choices"].values() if possible.may(each["when"])]
            ways = [way for outcomes in (scene["outcomes"], *open_now) for way in possible.ways(outcomes)]
            targets = {each for way in ways for each in (way["goto"], way["then"]) if each and each != RETURN}
            found = page.sections.get(f"p{numbers[scene_id]}", set())
            assert {each for each in found if each.startswith("#p")} == {f"#p{numbers[each]}" for each in targets}


def test_wherever_a_journey_leads_there_is_a_paragraph_and_what_is_left_out_cannot_be() -> None:
    luck = Random(5)
    for story, travellers in some_stories():
        rules, possible = Rules(story), Possible(story, travellers)
        for number in range(6):
            playthrough = Playthrough(rules, travellers[number % len(travellers)], luck.getrandbits(32))
            for _ in range(40):
                if not playthrough.passage.scenes:
                    break
                assert {*playthrough.passage.scenes} <= {*possible.scenes}
                values = dict(zip(rules.index, playthrough.values, strict=True))
                assert all(each["low"] <= values[name] <= each["high"] for name, each in possible.variables.items())
                for tree in _conditions(story, playthrough.scene):
                    truth = rules.holds(tree, playthrough.values)
                    assert rules.holds(possible.settled(tree), playthrough.values) == truth
                    assert rules.holds(negated(tree), playthrough.values) != truth
                open_now = [option for option in playthrough.choices() if option.locked is None]
                if not open_now:
                    break
                playthrough.choose(luck.choice(open_now).id)


def _conditions(story: Story, scene: str) -> Iterator[Expression]:
    yield from (choice["when"] for choice in story["scenes"][scene]["choices"].values())
    yield from (event["when"] for event in story["events"])


def test_markup_in_a_story_is_text_in_the_booklet() -> None:
    plain, marred = (booklet(story, ["sasha"]) for story in (compiled(SHIPPED), hostile(compiled(SHIPPED))))
    assert Read(marred.page).tags == Read(plain.page).tags
    assert Read(marred.page).attributes == Read(plain.page).attributes
    assert "<script>alert" in Read(marred.page).text


def test_what_the_story_says_of_itself_and_its_sources_are_in_print() -> None:
    story = compiled(SHIPPED)
    text = Read(booklet(story, ["sasha"]).page).text
    assert story["about"]["content"].strip().split("\n")[0] in text
    assert story["facts"]["S044"]["claim"] in text
    assert "Finland shuts to tourists" in text
    assert "Verkhny Lars shuts" not in text
    for scene in Possible(story, ["sasha"]).scenes.values():
        for choice in scene["choices"].values():
            assert all(
                part in text for part in choice["say"] if isinstance(part, str) and "*" not in part and "[" not in part
            )


@given(st.lists(st.integers(1, 40), min_size=2, max_size=6))
def test_dice_are_as_likely_as_the_weights(weights: list[int]) -> None:
    sides, ranges = throw(weights)
    assert [low for low, _ in ranges] == [1, *(high + 1 for _, high in ranges[:-1])]
    last = ranges[-1][1]
    assert last <= sides < 2 * last
    assert all(
        (high - low + 1) * sum(weights) == weight * last for weight, (low, high) in zip(weights, ranges, strict=True)
    )


def test_the_command_names_what_paper_cannot_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "booklet.html"
    assert main(["export", "booklet", str(SECOND), "-o", str(file)]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "What paper cannot say:"
    text = Read(file.read_text("utf-8")).text
    assert all(line.removeprefix("- ") in text for line in told[1:])
    assert main(["export", "booklet", str(SECOND), "--traveller", "nobody"]) == 2
