"""What an interview promises, seen by playing it and by going through its scenes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.odds import answers_given, odds
from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.engine.story import Story
from game.language.compiler import compile_story

STORY = """
story: {id: tiny, title: Tiny}
clock: {start: 2022-01-01 06:00, zone: +00:00, tick: 6 hours, ticks: 40, tick_name: slot}
variables:
  boots: {start: false, meaning: Boots}
sources: {W: {outlet: W}}
facts: {S1: {claim: C, sources: W, confidence: high}}
travellers: {one: {name: One, start: start}}
scenes:
  start:
    choices:
      lace: {say: Lace your boots., do: boots = true, when: not boots, goto: start}
      on: {say: On., goto: window}
      leave: {say: Leave., goto: out}
endings:
  in: {title: In, group: g, text: In., facts: S1}
  out: {title: Out, group: g, text: Out., facts: S1}
topics:
  purpose: {meaning: Why, values: {wedding: a wedding, silent: nothing}}
  stay: {meaning: How long, values: {days: days}}
guards:
  curt: {meaning: Curt, asks: 1, text: He yawns.}
  slow: {meaning: Slow, weight: 2, text: He blinks.}
  unseen: {meaning: Elsewhere, asks: 0}
questions:
  purpose:
    ask: Purpose?
    answers:
      wedding: {say: A wedding., claim: {purpose: wedding}, reply: He writes., do: boots = boots, takes: 1 slot}
      silent: {say: Nothing., claim: {purpose: silent}}
  stay:
    ask: How long?
    when: not claimed(stay)
    answers:
      days: {say: Days., claim: {stay: days}}
  again:
    ask: And why?
    answers:
      wedding: {say: A wedding., claim: {purpose: wedding}}
      silent: {say: Nothing., claim: {purpose: silent}}
contradictions:
  boots: {when: "claimed(purpose, wedding) and boots", doubt: 2, notice: Your boots., meaning: Boots}
  changed: {when: changed(purpose), doubt: 3, notice: You said otherwise., meaning: Changed}
interviews:
  window:
    text: A window.
    guard: [curt, slow]
    asks: [purpose, stay, again]
    limit: 2
    verdict:
      passed: {weight: 5 - doubt, goto: in}
      refused: {weight: doubt, is: turned back, goto: start}
"""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder: Path = tmp_path_factory.mktemp("interview")
    (folder / "story.yaml").write_text(STORY)
    compiled, report = compile_story(folder)
    assert compiled is not None, report.in_order()
    return compiled


def at_the_window(story: Story, seed: int) -> Playthrough:
    play = Playthrough(Rules(story), "one", seed)
    play.choose("on")
    return play


def asked(play: Playthrough) -> list[str]:
    parts = (scene.split("/") for passage in play.passages for scene in passage.scenes)
    return [names[1] for names in parts if len(names) == 2 and names[1] not in ("guard", "next", "verdict")]


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**6), luck=st.randoms(use_true_random=False))
def test_a_guard_asks_up_to_his_number_each_question_once(story: Story, seed: int, luck: Random) -> None:
    play = at_the_window(story, seed)
    guard = story["variables"]["guard"].get("values", [])[play.value("guard")]
    assert guard in ("curt", "slow")
    while play.ending is None and play.scene != "start":
        play.choose(luck.choice([option.id for option in play.choices()]))
    questions = asked(play)
    assert len(questions) == len(set(questions)) == {"curt": 1, "slow": 2}[guard]
    assert "window/verdict" in play.passage.scenes


def test_guards_and_questions_are_drawn_by_their_weights(story: Story) -> None:
    plays = [at_the_window(story, seed) for seed in range(900)]
    guards = Counter(play.value("guard") for play in plays)
    assert set(guards) == {0, 1} and 500 < guards[1] < 700  # two in three; five deviations are 71
    first = Counter(asked(play)[0] for play in plays)
    assert all(230 < count < 370 for count in first.values()) and len(first) == 3


def test_the_words_of_the_guard_are_told_before_his_question(story: Story) -> None:
    play = at_the_window(story, 1)
    assert play.passage.told[0].text == "A window."
    assert play.passage.told[1].text == ["He yawns.", "He blinks."][play.value("guard")]
    assert play.passage.told[2].text in ("Purpose?", "How long?", "And why?")


def with_answers(story: Story, *wanted: str) -> Playthrough:
    """A playthrough in which these questions are asked in this order, all answered by the first answer."""
    for seed in range(2000):
        play = at_the_window(story, seed)
        while play.scene.startswith("window/") and asked(play) == list(wanted[: len(asked(play))]):
            play.choose(play.choices()[0].id)
        if asked(play) == list(wanted):
            return play
    raise AssertionError(f"no seed asks {wanted}")


def test_a_reply_and_its_effects_follow_the_answer(story: Story) -> None:
    play = with_answers(story, "purpose")
    assert "He writes." in play.transcript
    assert play.tick == 1


def test_a_claim_is_remembered_and_a_repeated_one_is_no_change(story: Story) -> None:
    play = with_answers(story, "purpose", "again")
    assert story["variables"]["claim/purpose"].get("labels", [])[play.value("claim/purpose")] == "a wedding"
    assert not play.value("changed/purpose")


def play_changing(story: Story) -> Playthrough:
    for seed in range(2000):
        play = at_the_window(story, seed)
        if play.scene != "window/purpose":
            continue
        play.choose("wedding")
        if play.scene == "window/again":
            play.choose("silent")
            return play
    raise AssertionError("no seed asks both")


def test_another_claim_is_a_change_that_the_guard_notices(story: Story) -> None:
    play = play_changing(story)
    assert play.value("changed/purpose")
    assert "You said otherwise." in play.passage.told[-1].text or "You said otherwise." in play.transcript
    draw = next(draw for draw in play.passage.draws if draw.scene == "window/verdict")
    assert draw.weights == (2, 3)


def test_contradictions_with_what_one_carries_add_up(story: Story) -> None:
    play = first(play_in_boots(story, seed) for seed in range(2000))
    draw = next(draw for draw in play.passage.draws if draw.scene == "window/verdict")
    assert draw.weights == (3, 2)
    assert "Your boots." in play.transcript and "You said otherwise." not in play.transcript


def play_in_boots(story: Story, seed: int) -> Playthrough | None:
    play = Playthrough(Rules(story), "one", seed)
    play.choose("lace")
    play.choose("on")
    if play.scene != "window/purpose" or play.value("guard") != 0:
        return None
    play.choose("wedding")
    return play


def first(plays: Iterable[Playthrough | None]) -> Playthrough:
    return next(play for play in plays if play is not None)


def test_the_next_window_asks_anew_but_remembers_what_was_claimed(story: Story) -> None:
    play = first(play_refused(story, seed) for seed in range(3000))
    claimed = play.value("claim/purpose")
    play.choose("on")
    assert play.value("claim/purpose") == claimed
    assert play.value("window/asked") == 1, "the count begins again"


def play_refused(story: Story, seed: int) -> Playthrough | None:
    play = Playthrough(Rules(story), "one", seed)
    play.choose("lace")
    play.choose("on")
    while play.scene.startswith("window/"):
        play.choose(play.choices()[0].id)
    return play if play.scene == "start" and play.value("claim/purpose") else None


def test_the_odds_of_a_window_are_those_of_its_rules(story: Story) -> None:
    play = with_answers(story, "purpose")
    found = odds(play.rules, play.windows[0], answers_given(play, play.windows[0]))
    assert set(found) <= {"passed", "turned back"} and sum(found.values()) == 1


def test_outcomes_have_a_name(story: Story) -> None:
    assert story["interviews"]["window"]["outcomes"] == ["passed", "refused"]
    assert [way.get("name") for way in story["scenes"]["window/verdict"]["outcomes"]] == ["passed", "turned back"]


def test_changes_are_kept_only_where_somebody_asks(story: Story) -> None:
    kept = {name for name in story["variables"] if name.startswith("changed/")}
    assert kept == {"changed/purpose"}


def test_a_question_that_may_not_be_asked_is_not(story: Story) -> None:
    weights = {way["goto"]: way["weight"] for way in story["scenes"]["window/next"]["outcomes"]}
    rules = Rules(story)
    play = Playthrough(rules, "one", 1)
    values = list(play.values)
    values[rules.index["guard"]] = 1
    assert rules.holds(weights["window/stay"], values)
    values[rules.index["claim/stay"]] = 1
    assert not rules.holds(weights["window/stay"], values)
    assert not rules.holds(weights["window/verdict"], values)
    values[rules.index["window/asked"]] = 2
    assert [name for name, weight in weights.items() if rules.holds(weight, values)] == ["window/verdict"]
