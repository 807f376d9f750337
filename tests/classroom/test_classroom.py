"""What can be done with a class, and what cannot, whatever keeps it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest

from game.classroom import standing
from game.classroom.lesson import Lesson, LessonError
from game.classroom.names import deal_token
from game.classroom.reading import RefusedError
from game.classroom.service import MOST_PUPILS, Classroom, NoSuchClassError, NoSuchPupilError
from game.classroom.store import Store
from game.classroom.wire import HandIn
from game.engine.playthrough import Move
from game.engine.rules import Rules
from tests.classroom.conftest import on_both

pytestmark = on_both


def refused(why: str, what: Callable[[], object]) -> str:
    with pytest.raises(RefusedError) as error:
        what()
    assert error.value.why == why
    return str(error.value)


def test_what_a_pupil_hands_in_is_what_the_facilitator_sees(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, _ = classroom.open(lesson)
    token = deal_token()
    joined = classroom.join(code, token)
    run = played()
    assert classroom.hand_in(code, token, run).revision == 1
    (pupil,) = classroom.view(code).pupils
    assert pupil.pseudonym == joined.pseudonym
    assert pupil.latest is not None
    assert pupil.latest.moves == run.moves
    assert [step.choice for step in pupil.latest.journey.steps] == [move.choice for move in run.moves]


def test_joining_again_with_the_same_token_is_coming_back(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, _ = classroom.open(lesson)
    token = deal_token()
    first = classroom.join(code, token)
    classroom.hand_in(code, token, played(revision=4))
    classroom.leave(code, token)
    assert [pupil.here for pupil in classroom.view(code).pupils] == [False]
    again = classroom.join(code, token)
    assert (again.pseudonym, again.revisions) == (first.pseudonym, {0: 4})
    assert [pupil.here for pupil in classroom.view(code).pupils] == [True]


def test_in_whatever_order_and_however_often_runs_arrive_the_newest_is_kept(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    posts = [played(3, most, revision=most) for most in (1, 2, 3, 4)]
    for order in permutations(posts):
        code, _ = classroom.open(lesson)
        token = deal_token()
        classroom.join(code, token)
        newest = 0
        for post in (*order, order[0], order[-1]):
            newest = max(newest, post.revision)
            assert classroom.hand_in(code, token, post).revision == newest
        (pupil,) = classroom.view(code).pupils
        assert len(pupil.runs) == 1
        assert pupil.runs[0].moves == posts[-1].moves


def test_a_second_run_leaves_the_first_as_it_was(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, _ = classroom.open(lesson)
    token = deal_token()
    classroom.join(code, token)
    classroom.hand_in(code, token, played(1))
    classroom.hand_in(code, token, played(2, number=1))
    assert [run.journey.seed for run in classroom.view(code).pupils[0].runs] == [1, 2]


def test_only_what_the_lesson_allows_is_taken_and_the_rest_is_counted(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, _ = classroom.open(replace(lesson, travellers=("owner",), seed=7))
    token = deal_token()
    classroom.join(code, token)
    good = played(7, 5)
    hand_in = lambda run: classroom.hand_in(code, token, run)  # noqa: E731
    refused("edition", lambda: hand_in(replace(good, edition="other")))
    assert "owner" in refused("traveller", lambda: hand_in(played(7, traveller="finder")))
    assert "luck of 7" in refused("seed", lambda: hand_in(played(8)))
    assert "choice 2" in refused("strays", lambda: hand_in(replace(good, moves=(good.moves[0], Move("hall", "fly")))))
    refused("strays", lambda: hand_in(replace(good, moves=good.moves[1:])))
    refused("strays", lambda: hand_in(replace(good, moves=(Move("tram", "drive"),))))
    view = classroom.view(code)
    assert view.refused == {"edition": 1, "traveller": 1, "seed": 1, "strays": 3}
    assert view.journeys == []
    hand_in(good)
    assert len(classroom.view(code).journeys) == 1


def test_a_traveller_that_the_story_lacks_is_refused(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, _ = classroom.open(lesson)
    token = deal_token()
    classroom.join(code, token)
    refused("traveller", lambda: classroom.hand_in(code, token, replace(played(), traveller="ghost")))


def test_a_token_is_good_in_its_own_class_only(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, _ = classroom.open(lesson)
    other, _ = classroom.open(lesson)
    token = deal_token()
    classroom.join(code, token)
    for what in (
        lambda: classroom.hand_in(other, token, played()),
        lambda: classroom.leave(other, token),
        lambda: classroom.hand_in(code, deal_token(), played()),
    ):
        with pytest.raises(NoSuchPupilError):
            what()
    assert classroom.view(other).pupils == ()


def test_the_facilitator_is_known_by_the_secret_of_this_class(classroom: Classroom, lesson: Lesson) -> None:
    one, two = classroom.open(lesson), classroom.open(lesson)
    assert classroom.is_facilitator(one.code, one.secret)
    assert not classroom.is_facilitator(one.code, two.secret)
    assert not classroom.is_facilitator("0000000000", one.secret)
    fresh = classroom.new_secret(one.code)
    assert classroom.is_facilitator(one.code, fresh)
    assert not classroom.is_facilitator(one.code, one.secret)


def test_pseudonyms_are_chosen_where_the_lesson_says_so(classroom: Classroom, lesson: Lesson) -> None:
    code, _ = classroom.open(replace(lesson, pseudonyms="chosen"))
    assert classroom.join(code, deal_token(), " the  heron").pseudonym == "the heron"
    assert "already" in refused("pseudonym", lambda: classroom.join(code, deal_token(), "The Heron"))
    refused("pseudonym", lambda: classroom.join(code, deal_token(), "<script>"))
    assert classroom.join(code, deal_token()).pseudonym
    given, _ = classroom.open(lesson)
    assert classroom.join(given, deal_token(), "Heron Himself").pseudonym != "Heron Himself"


def test_who_has_ended_takes_nobody_in_and_still_takes_what_comes_late(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, _ = classroom.open(lesson)
    token = deal_token()
    classroom.join(code, token)
    classroom.change(code, standing.end)
    refused("ended", lambda: classroom.join(code, deal_token()))
    assert classroom.hand_in(code, token, played()).standing.phase == "ended"
    assert classroom.join(code, token).revisions == {0: 1}


def test_a_split_is_seen_once_it_is_revealed_and_names_nobody(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, _ = classroom.open(lesson)
    for seed in range(5):
        token = deal_token()
        classroom.join(code, token)
        classroom.hand_in(code, token, played(seed))
    assert classroom.seen(code).split is None
    classroom.change(code, lambda now: standing.reveal(now, "tram"))
    split = classroom.seen(code).split
    assert split is not None
    assert [(fork.scene, fork.reached) for fork in split.forks] == [("tram", 5)]
    assert not any(pupil.pseudonym in repr(split) for pupil in classroom.view(code).pupils)


def test_each_pupil_has_one_vote_in_the_open_ballot(classroom: Classroom, lesson: Lesson) -> None:
    code, _ = classroom.open(lesson)
    tokens = [deal_token() for _ in range(3)]
    for token in tokens:
        classroom.join(code, token)
    refused("ballot", lambda: classroom.vote(code, tokens[0], 1, "walk"))
    now = classroom.change(code, lambda each: standing.open_ballot(each, "How?", [("walk", "Walk"), ("ride", "Ride")]))
    assert now.ballot is not None
    for token, choice in zip([*tokens, tokens[0]], ["walk", "walk", "ride", "ride"], strict=True):
        classroom.vote(code, token, now.ballot.id, choice)
    assert classroom.view(code).votes == {"walk": 1, "ride": 2}
    refused("ballot", lambda: classroom.vote(code, tokens[0], now.ballot.id, "fly"))  # type: ignore[union-attr]
    classroom.change(code, standing.close_ballot)
    assert classroom.view(code).votes == {}
    refused("ballot", lambda: classroom.vote(code, tokens[0], now.ballot.id, "walk"))  # type: ignore[union-attr]


def test_leaving_may_take_along_what_was_played(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, _ = classroom.open(lesson)
    token = deal_token()
    classroom.join(code, token)
    classroom.hand_in(code, token, played())
    classroom.leave(code, token)
    assert len(classroom.view(code).journeys) == 1
    classroom.leave(code, token, forget=True)
    assert classroom.view(code).journeys == []


def test_a_shut_door_keeps_out_newcomers_alone_also_after_a_restart(
    database: str, classroom: Classroom, rules: Rules, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, _ = classroom.open(lesson)
    other, _ = classroom.open(lesson)
    inside, left, late = deal_token(), deal_token(), deal_token()
    name = classroom.join(code, inside).pseudonym
    classroom.join(code, left)
    classroom.leave(code, left)
    classroom.put_door(code, shut=True)
    classroom.put_door(code, shut=True)
    again = Classroom(Store(database), rules)
    assert "shut" in refused("shut", lambda: again.join(code, late))
    refused("shut", lambda: again.join(code, late))
    assert again.join(code, inside).pseudonym == name
    assert again.join(code, left).pseudonym
    assert again.hand_in(code, inside, played()).revision == 1
    assert again.join(other, late).pseudonym
    view = again.view(code)
    assert (view.shut, len(view.pupils), view.refused) == (True, 2, {"shut": 2})
    again.put_door(code, shut=False)
    assert not again.view(code).shut
    assert again.join(code, late).pseudonym
    classroom.put_door(code, shut=True)
    classroom.delete(code)
    with pytest.raises(NoSuchClassError):
        classroom.put_door(code, shut=True)


def test_a_facilitator_can_take_a_pupil_out_with_all_that_was_theirs(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, _ = classroom.open(lesson)
    out, stays = deal_token(), deal_token()
    name = classroom.join(code, out).pseudonym
    classroom.join(code, stays)
    for token in (out, stays):
        classroom.hand_in(code, token, played())
    classroom.remove(code, name)
    assert len(classroom.view(code).journeys) == 1
    with pytest.raises(NoSuchPupilError):
        classroom.hand_in(code, out, played(revision=2))
    with pytest.raises(NoSuchPupilError, match="nobody"):
        classroom.remove(code, name)


def test_a_deleted_class_is_gone(classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]) -> None:
    code, secret = classroom.open(lesson)
    kept, _ = classroom.open(lesson)
    token = deal_token()
    for each in (code, kept):
        classroom.join(each, token)
        classroom.hand_in(each, token, played())
    classroom.delete(code)
    for what in (
        lambda: classroom.view(code),
        lambda: classroom.seen(code),
        lambda: classroom.join(code, token),
        lambda: classroom.hand_in(code, token, played(revision=9)),
        lambda: classroom.change(code, standing.play),
        lambda: classroom.delete(code),
    ):
        with pytest.raises(NoSuchClassError):
            what()
    assert not classroom.is_facilitator(code, secret)
    assert len(classroom.view(kept).journeys) == 1


def test_two_classrooms_on_one_database_are_one(
    database: str, classroom: Classroom, rules: Rules, lesson: Lesson
) -> None:
    """Forty-eight changes by four threads in two classrooms: none is lost, and no version is had twice."""
    other = Classroom(Store(database), rules)
    code, _ = classroom.open(lesson)
    versions: list[int] = []

    def turn(where: Classroom) -> None:
        for number in range(12):
            versions.append(where.change(code, lambda now, n=number: standing.talk(now, f"{now.version} {n}")).version)

    threads = [threading.Thread(target=turn, args=[each]) for each in (classroom, other) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(versions) == list(range(2, 50))
    assert other.a_class(code).standing.version == 49


def test_two_who_join_at_once_are_two_and_one_who_joins_twice_at_once_is_one(
    classroom: Classroom, lesson: Lesson
) -> None:
    code, _ = classroom.open(lesson)
    tokens = [deal_token() for _ in range(4)] * 3
    threads = [threading.Thread(target=classroom.join, args=[code, token]) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pupils = classroom.view(code).pupils
    assert len(pupils) == 4
    assert len({pupil.pseudonym for pupil in pupils}) == 4


def test_a_class_has_room_for_so_many(classroom: Classroom, lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_PUPILS >= 300
    monkeypatch.setattr("game.classroom.service.MOST_PUPILS", 2)
    code, _ = classroom.open(lesson)
    classroom.join(code, deal_token())
    classroom.join(code, deal_token())
    refused("full", lambda: classroom.join(code, deal_token()))


def test_what_was_kept_is_there_after_the_classroom_is_opened_again(
    database: str, classroom: Classroom, rules: Rules, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, _ = classroom.open(lesson)
    token = deal_token()
    classroom.join(code, token)
    classroom.hand_in(code, token, played())
    classroom.change(code, standing.play)
    again = Classroom(Store(database), rules)
    assert again.view(code) == classroom.view(code)
    assert [each.code for each in again.classes()][-1] == code


def test_a_lesson_on_another_edition_is_not_opened(classroom: Classroom, lesson: Lesson) -> None:
    with pytest.raises(LessonError, match="another edition"):
        classroom.open(replace(lesson, edition="x"))
