"""Many at once are one transaction, and each of them fares as if it had been alone."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from game.classroom.database import Commits, engine
from game.classroom.lesson import Lesson
from game.classroom.names import deal_token
from game.classroom.reading import RefusedError
from game.classroom.service import Classroom, NoSuchPupilError
from game.classroom.tables import classes, metadata, refusals
from game.classroom.wire import HandIn
from tests.classroom.conftest import on_both

pytestmark = on_both


@pytest.fixture
def connected(database: str) -> Iterator[sa.Engine]:
    made = engine(database)
    with made.begin() as connection:
        metadata.create_all(connection)
        for code in ("0123456789", "1234567890"):
            row = {"code": code, "lesson": "", "salt": "", "secret": "", "standing": "", "version": 1}
            connection.execute(classes.insert().values(row))
    yield made
    made.dispose()


def count(of_class: int, why: str) -> Callable[[sa.Connection], str]:
    def work(connection: sa.Connection) -> str:
        connection.execute(refusals.insert().values({"class": of_class, "why": why, "count": 1}))
        return why

    return work


def test_what_is_asked_for_during_a_commit_is_the_next_and_a_bad_one_spoils_no_other(connected: sa.Engine) -> None:
    commits = Commits(connected)
    first_is_on_its_way, go_on = threading.Event(), threading.Event()
    committed: list[int] = []
    done: list[Future[str]] = []

    @event.listens_for(connected, "commit")
    def _(_connection: sa.Connection) -> None:
        committed.append(sum(each.done() for each in done))
        first_is_on_its_way.set()
        assert go_on.wait(30)

    with ThreadPoolExecutor(40) as pupils:
        first = pupils.submit(commits.make, count(1, "first"))
        assert first_is_on_its_way.wait(30)
        good = [pupils.submit(commits.make, count(1, f"good {number}")) for number in range(20)]
        done += good
        while commits.waiting < len(good):
            threading.Event().wait(0.01)
        assert not any(each.done() for each in (first, *good))
        go_on.set()
        assert [each.result(30) for each in good] == [f"good {number}" for number in range(20)]
        assert committed == [0, 0]  # twenty went with one commit, and none was acknowledged before it

        go_on.clear()
        first_is_on_its_way.clear()
        pupils.submit(commits.make, count(1, "another"))
        assert first_is_on_its_way.wait(30)
        bad = [pupils.submit(commits.make, count(3, f"no such class {number}")) for number in range(3)]
        twin = pupils.submit(commits.make, count(1, "first"))
        good = [pupils.submit(commits.make, count(2, f"good {number}")) for number in range(10)]
        go_on.set()
        wait([*bad, twin, *good], 30)
    assert all(isinstance(each.exception(), IntegrityError) for each in (*bad, twin))
    assert [each.result() for each in good] == [f"good {number}" for number in range(10)]
    commits.close()
    with connected.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(refusals)).scalar_one() == 32


def test_thirty_who_hand_in_at_once_fare_as_one_after_the_other(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    """Good runs in any order, some that stray, and some of pupils who are taken out of the class meanwhile."""
    code, _ = classroom.open(lesson)
    tokens = [deal_token() for _ in range(30)]
    names = [classroom.join(code, token).pseudonym for token in tokens]
    runs = [[played(seed, most, revision=most) for most in (1, 2, 3, 4)] for seed in range(30)]
    posts = [(token, run) for token, own in zip(tokens, runs, strict=True) for run in own]
    strays = [replace(own[3], moves=own[3].moves[1:], revision=9) for own in runs]
    posts += zip(tokens, strays, strict=True)
    random.Random(4).shuffle(posts)
    out = dict(zip(tokens[:5], names, strict=False))

    def hand_in(token: str, run: HandIn) -> str:
        try:
            return "kept" if classroom.hand_in(code, token, run).revision >= run.revision else "lost"
        except (RefusedError, NoSuchPupilError) as error:
            return type(error).__name__

    with ThreadPoolExecutor(30) as at_once:
        found = [at_once.submit(hand_in, *post) for post in posts[:75]]
        gone = [at_once.submit(classroom.remove, code, name) for name in out.values()]
        found += [at_once.submit(hand_in, *post) for post in posts[75:]]
    assert [each.result() for each in gone] == [None] * 5
    for (token, run), told in zip(posts, found, strict=True):
        right = {"RefusedError"} if run.revision == 9 else {"kept"}
        assert told.result() in right | ({"NoSuchPupilError"} if token in out else set())
    view = classroom.view(code)
    assert [(pupil.pseudonym, pupil.runs[0].moves) for pupil in view.pupils] == [
        (name, own[3].moves) for name, own in zip(names[5:], runs[5:], strict=True)
    ]
    assert view.refused["strays"] == sum(each.result() == "RefusedError" for each in found)
