"""What lowering promises: that what an author wrote happens when it is played."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.engine.story import Story
from game.language.compiler import compile_story

BASE = """
story: {id: tiny, title: Tiny}
clock:
  {start: 2022-01-01 06:00, zone: +00:00, tick: 6 hours, ticks: 40, names: [dawn, day, evening, night], tick_name: slot}
variables:
  lamp: {start: false, meaning: A lamp}
  coins: {range: 0..10, start: 3, meaning: Coins}
sources:
  W: {outlet: W}
facts:
  S1: {claim: C, sources: W, confidence: high}
travellers:
  one: {name: One, start: start}
endings:
  end: {title: End, group: g, text: The end., facts: S1}
"""


Compile = Callable[[str], Story]


@pytest.fixture
def compiled(tmp_path: Path) -> Compile:
    def make(text: str) -> Story:
        (tmp_path / "base.yaml").write_text(BASE)
        (tmp_path / "more.yaml").write_text(text)
        story, report = compile_story(tmp_path)
        assert story is not None, report.in_order()
        return story

    return make


def begin(story: Story, seed: int = 1) -> Playthrough:
    return Playthrough(Rules(story), "one", seed)


def open_now(play: Playthrough) -> list[str]:
    return [option.id for option in play.choices() if option.locked is None]


HUB = """
scenes:
  start:
    text: Here.
    choices:
      take: {say: Take it., once: true, when: coins > 0, do: lamp = true, goto: start}
      spend: {say: Spend., do: coins -= 3, goto: start}
      wait: {say: Wait., takes: 1 slot, goto: start}
      sleep: {say: Sleep., takes: until dawn, goto: start}
      go: {say: Go., do: coins += 1, takes: 2 slots, goto: end}
"""


def test_once_is_taken_once_and_then_hidden(compiled: Compile) -> None:
    play = begin(compiled(HUB))
    play.choose("take")
    assert "take" not in open_now(play)
    play.undo()
    assert "take" in open_now(play)


def test_once_keeps_its_own_condition(compiled: Compile) -> None:
    play = begin(compiled(HUB))
    play.choose("spend")
    assert "take" not in open_now(play)


def test_takes_moves_the_clock_by_whole_ticks(compiled: Compile) -> None:
    play = begin(compiled(HUB))
    play.choose("wait")
    assert play.tick == 1
    play.choose("go")
    assert play.tick == 3


@pytest.mark.parametrize("waits", range(5))
def test_until_goes_to_the_next_tick_of_that_name(compiled: Compile, waits: int) -> None:
    play = begin(compiled(HUB))
    for _ in range(waits):
        play.choose("wait")
    play.choose("sleep")
    assert play.tick == (waits + 3) // 4 * 4


def test_effects_come_before_the_time_they_take(compiled: Compile) -> None:
    story = compiled("""
deadlines:
  gate: {at: 2022-01-01 12:00, name: The gate}
scenes:
  start:
    choices:
      go: {say: Go., do: coins = 9 if before(gate) else 0, takes: 1 slot, goto: end}
""")
    play = begin(story)
    play.choose("go")
    assert (play.value("coins"), play.tick) == (9, 1)


def test_a_scene_acts_on_arrival_before_its_text_and_its_luck(compiled: Compile) -> None:
    story = compiled("""
scenes:
  start:
    do: coins = 7
    text: "{coins} coins."
    takes: 1 slot
    chance:
      - {weight: 7 - coins, do: lamp = true, goto: end}
      - {weight: coins, goto: end}
""")
    play = begin(story)
    assert play.passage.told[0].text == "7 coins."
    assert not play.value("lamp") and play.tick == 1


def test_a_called_scene_comes_back(compiled: Compile) -> None:
    story = compiled("""
scenes:
  start: {text: A., call: shared, then: middle}
  middle: {text: B., choices: {go: {say: Go., call: shared, then: end}}}
  shared: {text: S., return: true}
""")
    play = begin(story)
    assert [piece.text for piece in play.passage.told] == ["A.", "S.", "B."]
    play.choose("go")
    assert play.passage.scenes == ["shared", "end"]


def test_a_choice_does_its_own_effects_before_those_of_the_outcome_drawn(compiled: Compile) -> None:
    story = compiled("""
scenes:
  start:
    choices:
      bet:
        say: Bet.
        do: coins = 1
        takes: 1 slot
        facts: S1
        chance:
          - {weight: 1, is: won, do: coins = coins + coins, takes: 1 slot, goto: end, facts: S1}
          - {weight: 0, is: lost, goto: end}
""")
    play = begin(story)
    play.choose("bet")
    assert (play.value("coins"), play.tick) == (2, 2)
    assert play.passage.cited.count("S1") == 3  # the choice's, the outcome's, the ending's
    assert [way.get("name") for way in story["scenes"]["start"]["choices"]["bet"]["outcomes"]] == ["won", "lost"]


EVENT = """
scenes:
  start:
    choices:
      wait: {say: Wait., takes: 1 slot, goto: start}
      earn: {say: Earn., do: coins += 1, goto: start}
      go: {say: Go., goto: end}
  rain: {text: Rain., do: coins -= 1, RAIN}
events:
  shower: {when: clock >= 1 and coins == 3, EVENT}
"""


def test_an_event_that_calls_comes_once_and_goes_on(compiled: Compile) -> None:
    play = begin(compiled(EVENT.replace("RAIN", "return: true").replace("EVENT", "call: rain, do: lamp = true")))
    play.choose("wait")
    assert play.passage.scenes == ["rain", "start"] and play.value("lamp")
    play.choose("earn")
    assert play.passage.scenes == ["start"] and play.value("coins") == 3


def test_an_event_may_come_again(compiled: Compile) -> None:
    play = begin(compiled(EVENT.replace("RAIN", "return: true").replace("EVENT", "call: rain, once: false")))
    play.choose("wait")
    play.choose("earn")
    assert play.passage.scenes == ["rain", "start"] and play.value("coins") == 2


def test_an_event_that_does_not_call_leads_away(compiled: Compile) -> None:
    play = begin(compiled(EVENT.replace("RAIN", "goto: end").replace("EVENT", "goto: rain")))
    play.choose("wait")
    assert play.ending == "end"


def test_every_lowered_variable_is_bounded_and_apart_from_the_authors(compiled: Compile) -> None:
    story = compiled(HUB)
    made = {name: each for name, each in story["variables"].items() if "/" in name}
    assert set(made) == {"once/start/take"}
    assert all((each["low"], each["high"], each["start"]) == (0, 1, 0) for each in made.values())


def test_a_decks_default_is_its_own_and_may_be_shared(compiled: Compile) -> None:
    story = compiled("""
scenes:
  start: {choices: {a: {say: A., goto: other}, b: {say: B., deck: coin, goto: end}}}
  other: {deck: coin, goto: end}
""")
    scenes = story["scenes"]
    assert scenes["start"]["deck"] == "start" and scenes["other"]["deck"] == "coin"
    assert {name: choice["deck"] for name, choice in scenes["start"]["choices"].items()} == {
        "a": "start/a",
        "b": "coin",
    }


def test_dates_become_ticks(compiled: Compile) -> None:
    story = compiled("""
scenes: {start: {goto: end}}
deadlines:
  gate: {at: 2022-01-02 06:00, name: The gate, known: 2022-01-01 13:00}
facts:
  S2: {claim: C, sources: W, confidence: low, from: 2021-12-31, to: 2022-01-01}
  S3: {claim: C, sources: W, confidence: low, from: 2022-01-01 12:00, to: 2022-01-01 12:00}
news:
  - {at: 2022-01-01 12:01, outlet: O, text: Late.}
  - {at: 2021-06-01, outlet: O, text: Old.}
""")
    assert (story["deadlines"]["gate"]["tick"], story["deadlines"]["gate"]["known"]) == (4, 2)
    spans = [(fact.get("from_tick"), fact.get("to_tick")) for fact in story["facts"].values()]
    assert spans == [(None, None), (-5, 2), (1, 1)]
    assert [(item["tick"], item["text"]) for item in story["news"]] == [(0, ["Old."]), (2, ["Late."])]
