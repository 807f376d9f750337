"""A server that is killed, a disk that is full, a second server: what was acknowledged is there."""

from __future__ import annotations

import asyncio
import os
import random
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from game.classroom import insisting as link_module
from game.classroom import standing
from game.classroom.http_link import HttpLink
from game.classroom.lesson import Lesson
from game.classroom.link import AwayError
from game.classroom.names import deal_token
from game.classroom.server import application, serving
from game.classroom.service import Classroom
from game.classroom.store import Store, StoreError
from game.classroom.wire import HandIn
from game.engine.rules import Rules
from tests.classroom import postgres
from tests.classroom.conftest import on_both
from tests.stories import SECOND


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_module, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(link_module, "LONGEST_PAUSE", 0.3)


@contextmanager
def server(database: str, port: int = 0) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """In a process of its own."""
    words = [sys.executable, "-m", "game", "class", "serve", "--story", str(SECOND), "--database", database]
    process = subprocess.Popen([*words, "--host", "127.0.0.1", "--port", str(port)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        told = ""
        while not (found := re.search(r"join at http://127\.0\.0\.1:(\d+)/", told)):
            line = process.stdout.readline()
            assert line, f"the server did not start: {told}"
            told += line
        yield process, int(found[1])
    finally:
        process.kill()
        process.wait()


@on_both
async def test_killed_in_mid_class_again_and_again_nothing_acknowledged_is_lost(
    database: str, classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    """Six pupils go on playing while their server is killed and started again; what each knows to be kept is kept."""
    code, _ = classroom.open(lesson)
    runs = [played(seed, 30) for seed in range(6)]
    dice = random.Random(2)
    acknowledged: dict[str, int] = {}
    done = asyncio.Event()

    async def pupil(run: HandIn, port: int) -> str:
        link = HttpLink(f"127.0.0.1:{port}", code)
        while True:
            with suppress(AwayError):
                await link.join()
                break
            await asyncio.sleep(0.1)
        made = 0
        while not done.is_set():
            made += 1
            most = 1 + made % len(run.moves)
            link.hand_in(HandIn(0, made, run.edition, run.traveller, run.seed, run.moves[:most]))
            while link.waiting:
                await asyncio.sleep(0.01)
            acknowledged[link.token] = made
        await link.close()
        return link.token

    port = 0
    pupils: list[asyncio.Task[str]] = []
    for _ in range(3):
        with server(database, port) as (process, port):
            pupils = pupils or [asyncio.create_task(pupil(run, port)) for run in runs]
            enough = sum(acknowledged.values()) + 20
            await no_longer(lambda enough=enough: sum(acknowledged.values()) < enough)
            await asyncio.sleep(0.1 * dice.random())
            process.send_signal(signal.SIGKILL)
            process.wait()
    with server(database, port):
        done.set()
        tokens = await asyncio.wait_for(asyncio.gather(*pupils), 90)
    again = Classroom(Store(database), classroom.rules)
    for token, run in zip(tokens, runs, strict=True):
        kept = again.join(code, token).revisions[0]
        assert kept == acknowledged[token]
        (stored,) = (pupil.runs for pupil in again.view(code).pupils if pupil.runs[0].journey.seed == run.seed)
        assert stored[0].moves == run.moves[: 1 + kept % len(run.moves)]


async def test_on_a_full_disk_it_is_said_and_nothing_acknowledged_is_lost(
    database: str, classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, _ = classroom.open(lesson)
    with server(database) as (process, port):
        link, other = HttpLink(f"127.0.0.1:{port}", code), HttpLink(f"127.0.0.1:{port}", code)
        await link.join()
        link.hand_in(played(1, 3))
        await no_longer(lambda: link.waiting)
        soft, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, hard))
        link.hand_in(played(1, 5, revision=2))
        with pytest.raises(AwayError, match=r"nothing was changed: (database or disk is full|disk I/O error)"):
            await other.join()
        await asyncio.sleep(0.5)
        assert link.waiting
        assert (await link.join()).revisions == {0: 1}
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (soft, hard))
        await no_longer(lambda: link.waiting)
        assert (await link.join()).revisions == {0: 2}
        await link.close()
        await other.close()


async def no_longer(what: Callable[[], bool]) -> None:
    async with asyncio.timeout(90):
        while what():
            await asyncio.sleep(0.02)


@on_both
async def test_two_servers_on_one_database_are_one_class(
    database: str, classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn], rules: Rules
) -> None:
    """A balancer may send each request of a pupil to another server than the last."""
    code, _ = classroom.open(lesson)
    elsewhere = Classroom(Store(database), rules)
    async with (
        serving(application(classroom), "127.0.0.1", 0) as one,
        serving(application(elsewhere), "127.0.0.1", 0) as two,
    ):
        here = HttpLink(f"127.0.0.1:{one}", code)
        there = HttpLink(f"127.0.0.1:{two}", code, here.token)
        assert (await here.join()).pseudonym == (await there.join()).pseudonym
        for most in range(1, 9):
            link = (here, there)[most % 2]
            link.hand_in(played(3, most, revision=most))
            await no_longer(lambda link=link: link.waiting)
        assert [run.revision for run in elsewhere.view(code).pupils[0].runs] == [8]
        for number in range(4):
            waits = [asyncio.create_task(link.seen(classroom.a_class(code).standing.version)) for link in (here, there)]
            await asyncio.sleep(0.2)
            where, step = ((classroom, standing.play), (elsewhere, standing.pause))[number % 2]
            now = await asyncio.to_thread(where.change, code, step)
            seen = await asyncio.wait_for(asyncio.gather(*waits), 5)
            assert {each.standing.version for each in seen} == {now.version}
        await here.close()
        await there.close()


def test_a_database_that_goes_away_says_so_and_has_everything_when_it_is_back(
    rules: Rules, lesson: Lesson, played: Callable[..., HandIn], postgres_server: str
) -> None:
    """Stopped without putting anything in order, as when its machine loses power."""
    assert postgres_server
    if os.environ.get("OTHERBANK_TEST_DATABASE"):
        pytest.skip("somebody's own database is not stopped")
    with postgres.running() as server:
        classroom = Classroom(Store(server.url), rules)
        code, _ = classroom.open(lesson)
        token = deal_token()
        classroom.join(code, token)
        for most in range(1, 5):
            classroom.hand_in(code, token, played(3, most, revision=most))
        server.stop(signal.SIGQUIT)
        for _ in range(2):
            with pytest.raises(StoreError):
                classroom.hand_in(code, token, played(3, 5, revision=5))
        server.start()
        assert classroom.join(code, token).revisions == {0: 4}
        assert classroom.hand_in(code, token, played(3, 5, revision=5)).revision == 5
