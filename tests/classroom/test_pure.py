"""Lessons, standings, names, what goes over the wire, and counting: all that needs no database."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.classroom import names, standing, tally
from game.classroom.edition import edition
from game.classroom.lesson import Lesson, LessonError, Stop, lesson_for
from game.classroom.reading import LARGEST_BODY, RefusedError
from game.classroom.standing import Ballot, NotNowError, Standing
from game.classroom.wire import (
    HandIn,
    Joined,
    Kept,
    Seen,
    read_hand_in,
    read_joined,
    read_kept,
    read_lesson,
    read_seen,
    read_standing,
    written,
)
from game.engine.playthrough import Move, Playthrough
from game.engine.rules import Rules


def test_a_lesson_is_as_the_story_suggests_where_nothing_else_is_said(rules: Rules) -> None:
    lesson = lesson_for(rules.story)
    assert (lesson.title, lesson.story, lesson.seed, lesson.travellers) == (
        "The Lost Umbrella",
        "lost-umbrella",
        None,
        (),
    )
    assert lesson.content == "Mild officialdom."
    assert Stop("Why here?", "porch") in lesson.stops
    assert all(rules.story["dials"][name]["mild"] for name in lesson.short)


def test_stops_are_those_that_the_travellers_can_come_to(rules: Rules) -> None:
    assert lesson_for(rules.story, travellers=["finder"]).stops == (Stop("Why here?", "porch"),)
    assert lesson_for(rules.story, travellers=["owner"]).stops == ()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"travellers": ["nobody"]}, "no traveller `nobody`. It has: owner, finder"),
        ({"short": ["loud"]}, "no dial `loud`"),
        ({"stops": [Stop("Why?", "nowhere")]}, "no scene `nowhere`"),
        ({"seed": -1}, "seed -1"),
        ({"minutes": 50}, "45, 60, 90 minutes"),
        ({"title": "x" * 81}, "title"),
        ({"help_line": "x" * 2_001}, "longer than 2,000"),
    ],
)
def test_a_lesson_that_cannot_be_says_why(rules: Rules, wrong: dict[str, object], told: str) -> None:
    with pytest.raises(LessonError, match=told):
        lesson_for(rules.story, **wrong)  # type: ignore[arg-type]


def test_editions_differ_where_they_steer_differently_and_not_in_their_words(rules: Rules) -> None:
    story = json.loads(json.dumps(rules.story))
    was = edition(rules.story)
    assert edition(story) == was
    story["scenes"]["hall"]["text"] = ["Eine Halle."]
    story["scenes"]["tram"]["choices"]["ride"]["say"] = ["Fahren"]
    assert edition(story) == was
    story["scenes"]["tram"]["choices"]["ride"]["when"] = 1
    assert edition(story) != was


def test_a_class_goes_from_phase_to_phase_with_a_version_that_rises() -> None:
    now = Standing()
    versions = [now.version]
    for step in (
        standing.play,
        standing.pause,
        standing.play,
        lambda each: standing.talk(each, " Why? ", "hall"),
        lambda each: standing.reveal(each, "hall"),
        lambda each: standing.open_ballot(each, "What now?", [("walk", "Walk")]),
        standing.close_ballot,
        standing.end,
    ):
        now = step(now)
        versions.append(now.version)
    assert versions == sorted(set(versions))
    assert (now.phase, now.question, now.ballot) == ("ended", "", None)
    assert standing.end(now) is now
    for late in (standing.play, standing.pause, standing.reveal):
        with pytest.raises(NotNowError, match="has ended"):
            late(now)


def test_what_changes_nothing_raises_no_version() -> None:
    now = standing.play(Standing())
    assert standing.play(now) is now


def test_every_ballot_has_an_id_of_its_own() -> None:
    one = standing.open_ballot(Standing(), "Again?", [("yes", "Yes")])
    two = standing.open_ballot(standing.close_ballot(one), "Again?", [("yes", "Yes")])
    assert one.ballot and two.ballot and one.ballot.id != two.ballot.id


def test_codes_are_read_however_they_are_typed() -> None:
    code = names.deal_code()
    assert names.read_code(names.shown_code(code)) == code
    assert names.read_code("٤٨٢ 917 3055") == "4829173055"
    for wrong in ("", "482-917-305", "482-917-30555", "48291730x5", "²" * 10, "4" * 10_000):
        with pytest.raises(ValueError, match="10 digits"):
            names.read_code(wrong)


def test_given_pseudonyms_are_never_given_twice() -> None:
    taken: set[str] = set()
    for _ in range(400):
        taken.add(names.deal_pseudonym(taken))
    assert len(taken) == 400
    assert all(names.read_pseudonym(each) == each for each in taken)


@pytest.mark.parametrize("wrong", ["", "   ", "x" * 25, "<b>", "a\x00b", "a\nb;", "\u202eabc", "_x", "http://x"])
def test_a_chosen_pseudonym_is_letters_and_little_else(wrong: str) -> None:
    with pytest.raises(ValueError, match="1 to 24 letters"):
        names.read_pseudonym(wrong)


def test_a_secret_is_known_by_its_hash_alone() -> None:
    secret, salt = names.deal_secret(), names.deal_salt()
    hashed = names.hashed_secret(secret, salt)
    assert names.is_secret(secret, salt, hashed)
    assert not names.is_secret(secret + "x", salt, hashed)
    assert not names.is_secret(secret, names.deal_salt(), hashed)
    assert secret not in hashed


ids = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
counts = st.integers(0, 2**53 - 1)
standings = st.builds(
    Standing,
    phase=st.sampled_from(["gathering", "playing", "paused", "talking", "revealed", "ended"]),
    version=counts,
    question=ids,
    scene=ids,
    ballot=st.none() | st.builds(Ballot, counts, ids, st.lists(st.tuples(ids, ids), max_size=3).map(tuple)),
)
lessons = st.builds(
    Lesson,
    title=ids,
    story=ids,
    edition=ids,
    travellers=st.lists(ids, max_size=3).map(tuple),
    seed=st.none() | st.integers(0, 2**32 - 1),
    short=st.lists(ids, max_size=3).map(tuple),
    stops=st.lists(st.builds(Stop, ids, ids), max_size=3).map(tuple),
    content=ids,
    help_line=ids,
    minutes=st.sampled_from([45, 60, 90]),
    pseudonyms=st.sampled_from(["given", "chosen"]),
)
shares = st.builds(tally.Share, ids, ids, counts, counts, counts)
splits = st.builds(
    tally.Split,
    counts,
    st.lists(st.builds(tally.Fork, ids, ids, ids, counts, st.lists(shares, max_size=3).map(tuple)), max_size=3).map(
        tuple
    ),
    st.lists(st.builds(tally.EndingCount, ids, ids, ids, counts), max_size=3).map(tuple),
)
hand_ins = st.builds(
    HandIn,
    st.integers(0, 49),
    counts,
    ids,
    ids,
    st.integers(0, 2**32 - 1),
    st.lists(st.builds(Move, ids, ids), max_size=5).map(tuple),
)


@settings(max_examples=40)
@given(lessons, standings, splits, hand_ins, st.dictionaries(st.integers(0, 49), counts, max_size=3))
def test_whatever_is_written_is_read_again(
    lesson: Lesson, now: Standing, split: tally.Split, run: HandIn, revisions: dict[int, int]
) -> None:
    assert read_lesson(written(lesson)) == lesson
    assert read_standing(written(now)) == now
    assert read_hand_in(written(run)) == run
    assert read_joined(written(Joined("x", lesson, now, revisions))) == Joined("x", lesson, now, revisions)
    assert read_kept(written(Kept(4, now))) == Kept(4, now)
    assert read_seen(written(Seen(now, split))) == Seen(now, split)
    assert read_seen(written(Seen(now))) == Seen(now)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
GOOD = {"number": 0, "revision": 1, "edition": "e", "traveller": "t", "seed": 1, "moves": [["a", "b"]]}


@given(st.sampled_from(sorted(GOOD)), JSON, st.binary(max_size=60))
def test_garbage_is_refused_and_nothing_else_happens(key: str, value: object, noise: bytes) -> None:
    for body in (noise, json.dumps({**GOOD, key: value}), json.dumps(value), json.dumps({**GOOD, "more": value})):
        try:
            read = read_hand_in(body)
        except RefusedError:
            continue
        assert read_hand_in(written(read)) == read


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"[" * 100_000, "malformed"),
        (b" " * (LARGEST_BODY + 1), "too large"),
        (b'{"number": 0, "number": 1}', "malformed"),
        (json.dumps({**GOOD, "moves": [["a", "b"]] * 1_001}).encode(), "too large"),
        (json.dumps({**GOOD, "seed": 10**4_000}).encode(), "malformed"),
        (json.dumps({**GOOD, "revision": True}).encode(), "malformed"),
        (json.dumps({**GOOD, "moves": [["a", "\ud800"]]}).encode(), "malformed"),
        (json.dumps({**GOOD, "seed": float("nan")}).encode(), "malformed"),
    ],
    ids=range(8),
)
def test_tricks_are_refused_by_kind(body: bytes, why: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_hand_in(body)
    assert refused.value.why == why


def test_forks_count_what_was_taken_by_whom_it_was_open_to(rules: Rules) -> None:
    journeys = [
        tally.journey(rules, "owner", seed, [Move("tram", choice)])
        for seed, choice in ((1, "walk"), (2, "walk"), (3, "ride"))
    ]
    (fork,) = tally.forks(rules, journeys)
    assert (fork.scene, fork.title, fork.place, fork.reached) == ("tram", "The tram", "stop", 3)
    assert fork.shares == (tally.Share("walk", "Walk", 2, 3, 0), tally.Share("ride", "Ride", 1, 3, 0))


def test_a_locked_choice_is_counted_as_locked(rules: Rules) -> None:
    poor = json.loads(json.dumps(rules.story))
    poor["travellers"]["owner"]["set"]["coins"] = 0
    (fork,) = tally.forks(Rules(poor), [tally.journey(Rules(poor), "owner", 1, [Move("tram", "walk")])])
    assert fork.shares[1] == tally.Share("ride", "Ride", 0, 0, 1)


def test_a_choice_is_told_to_a_class_without_its_marks(rules: Rules) -> None:
    marked = json.loads(json.dumps(rules.story))
    marked["scenes"]["tram"]["choices"]["walk"]["say"] = ["Walk, *quickly* [~F2]"]
    (fork,) = tally.forks(Rules(marked), [tally.journey(Rules(marked), "owner", 1, [Move("tram", "walk")])])
    assert fork.shares[0].say == "Walk, quickly"


def test_counts_agree_with_the_playthroughs_themselves(rules: Rules, played: Callable[..., HandIn]) -> None:
    runs = [played(seed) for seed in range(60)]
    journeys = [tally.journey(rules, run.traveller, run.seed, run.moves) for run in runs]
    ends: Counter[str] = Counter()
    firsts: Counter[tuple[str, str]] = Counter()
    for run in runs:
        playthrough = Playthrough(rules, run.traveller, run.seed)
        seen: dict[str, str] = {}
        for move in run.moves:
            playthrough.choose(move.choice)
            seen.setdefault(move.scene, move.choice)
        firsts.update(seen.items())
        if playthrough.ending:
            ends[playthrough.ending] += 1
    split = tally.split(rules, journeys)
    assert split.journeys == 60
    assert {each.ending: each.count for each in split.endings} == ends
    for fork in split.forks:
        assert fork.reached == sum(share.took for share in fork.shares)
        assert all(share.took == firsts[fork.scene, share.choice] for share in fork.shares)
        assert all(share.took <= share.open_to <= fork.reached for share in fork.shares)
    facts = dict(tally.facts(journeys))
    assert facts["F1"] == 60
    assert sum(tally.whereabouts(journeys).values()) == sum(bool(each.place) for each in journeys)


def test_a_journey_goes_as_far_as_its_moves_stand(rules: Rules) -> None:
    found = tally.journey(rules, "owner", 1, [Move("tram", "walk"), Move("nowhere", "go")])
    assert [step.choice for step in found.steps] == ["walk"]


def test_one_fork_can_be_split_alone(rules: Rules, played: Callable[..., HandIn]) -> None:
    runs = [played(seed) for seed in range(9)]
    journeys = [tally.journey(rules, run.traveller, run.seed, run.moves) for run in runs]
    assert [fork.scene for fork in tally.split(rules, journeys, "tram").forks] == ["tram"]


def test_moves_are_read_only_with_all_their_keys() -> None:
    run = HandIn(0, 1, "e", "t", 1)
    assert read_hand_in(written(replace(run, revision=2))).revision == 2
    with pytest.raises(RefusedError, match="lacks `moves`"):
        read_hand_in(json.dumps({key: value for key, value in GOOD.items() if key != "moves"}))
