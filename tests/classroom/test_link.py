"""The pupil's side on a network that fails in every way: what was handed in arrives, once, the newest of it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from game.classroom import insisting as link_module
from game.classroom import standing
from game.classroom.http_link import HttpLink
from game.classroom.lesson import Lesson
from game.classroom.link import AwayError, GoneError
from game.classroom.reading import RefusedError
from game.classroom.server import application, serving
from game.classroom.service import Classroom
from game.classroom.wire import HandIn


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_module, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(link_module, "LONGEST_PAUSE", 0.2)


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@asynccontextmanager
async def linked(port: int, code: str, token: str = "") -> AsyncIterator[HttpLink]:
    link = HttpLink(f"127.0.0.1:{port}", code, token)
    try:
        yield link
    finally:
        await link.close()


async def settled(link: HttpLink) -> None:
    async with asyncio.timeout(10):
        while link.waiting:
            await asyncio.sleep(0.02)


async def test_a_class_is_joined_played_in_and_left(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn], port: int
) -> None:
    code, _ = classroom.open(lesson)
    async with serving(application(classroom), "127.0.0.1", port), linked(port, code) as link:
        assert (await link.join()).lesson == lesson
        for most in range(1, 6):
            link.hand_in(played(3, most, revision=most))
        await settled(link)
        assert classroom.view(code).pupils[0].runs[0].revision == 5
        now = await link.seen()
        later = asyncio.create_task(link.seen(now.standing.version))
        await asyncio.to_thread(classroom.change, code, standing.play)
        assert (await asyncio.wait_for(later, 5)).standing.phase == "playing"
        opened = classroom.change(code, lambda each: standing.open_ballot(each, "How?", [("walk", "Walk")]))
        assert opened.ballot is not None
        await link.vote(opened.ballot.id, "walk")
        assert classroom.view(code).votes == {"walk": 1}
        await link.leave()
        assert not classroom.view(code).pupils[0].here


async def test_what_is_played_while_the_network_is_away_arrives_once_when_it_is_back(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn], port: int
) -> None:
    code, _ = classroom.open(lesson)
    async with linked(port, code) as link:
        async with serving(application(classroom), "127.0.0.1", port):
            await link.join()
            link.hand_in(played(3, 1))
            await settled(link)
        for most in range(2, 6):
            link.hand_in(played(3, most, revision=most))
            link.hand_in(played(4, most, revision=most, number=1))
        waiting = asyncio.create_task(link.seen(1))
        await asyncio.sleep(0.3)
        assert link.waiting
        assert classroom.view(code).pupils[0].runs[0].revision == 1
        async with serving(application(classroom), "127.0.0.1", port):
            await settled(link)
            await asyncio.to_thread(classroom.change, code, standing.play)
            assert (await asyncio.wait_for(waiting, 5)).standing.phase == "playing"
        (pupil,) = classroom.view(code).pupils
        assert [(run.number, run.revision) for run in pupil.runs] == [(0, 5), (1, 5)]


async def test_an_answer_that_is_lost_is_asked_for_again_and_nothing_is_there_twice(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn], port: int
) -> None:
    """Between the two sits a wire that cuts every other answer off."""
    code, _ = classroom.open(lesson)
    cut = 0

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal cut
        cut += 1
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", far)
        try:
            far_writer.write(await reader.read(65_536))
            said = await far_reader.read(65_536)
            writer.write(said[:20] if cut % 2 else said)
            await writer.drain()
        finally:
            writer.close()
            far_writer.close()

    async with serving(application(classroom), "127.0.0.1", 0) as far:
        wire = await asyncio.start_server(carry, "127.0.0.1", port)
        async with wire, linked(port, code) as link:
            with pytest.raises(AwayError):
                await link.join()
            await link.join()
            for most in range(1, 5):
                link.hand_in(played(3, most, revision=most))
                await settled(link)
    (pupil,) = classroom.view(code).pupils
    assert [run.revision for run in pupil.runs] == [4]
    assert cut > 5


async def test_coming_back_with_the_token_is_the_same_pupil(classroom: Classroom, lesson: Lesson, port: int) -> None:
    code, _ = classroom.open(lesson)
    async with serving(application(classroom), "127.0.0.1", port):
        async with linked(port, code) as link:
            first = await link.join()
        async with linked(port, code, link.token) as again:
            assert (await again.join()).pseudonym == first.pseudonym


async def test_what_is_refused_is_told_and_not_sent_again(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn], port: int
) -> None:
    code, _ = classroom.open(replace(lesson, seed=5))
    async with serving(application(classroom), "127.0.0.1", port), linked(port, code) as link:
        await link.join()
        link.hand_in(played(6))
        await settled(link)
        assert "luck of 5" in link.refusal
        assert classroom.view(code).refused == {"seed": 1}
        link.hand_in(played(5, revision=2))
        await settled(link)
        assert link.refusal == ""
        with pytest.raises(RefusedError, match="closed"):
            await link.vote(1, "walk")


async def test_a_class_that_is_gone_says_so(
    classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn], port: int
) -> None:
    code, _ = classroom.open(lesson)
    async with serving(application(classroom), "127.0.0.1", port), linked(port, code) as link:
        await link.join()
        waiting = asyncio.create_task(link.seen(1))
        await asyncio.sleep(0.1)
        await asyncio.to_thread(classroom.delete, code)
        with pytest.raises(GoneError):
            await asyncio.wait_for(waiting, 5)
        link.hand_in(played())
        with pytest.raises(GoneError):
            await link.join()


async def test_whatever_answers_that_is_no_class_is_away(port: int) -> None:
    answers = (
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
        b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"",
    )
    answer = b""

    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1_000)
        writer.write(answer)
        writer.close()

    async with await asyncio.start_server(babble, "127.0.0.1", port), linked(port, "1234567890") as link:
        for said in answers:
            answer = said
            with pytest.raises(AwayError):
                await link.join()


@pytest.mark.parametrize("address", ["", "http://", "ftp://x", "http://x:99999", "http://[::1"])
def test_an_address_that_is_none_says_so(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        HttpLink(address, "1234567890")
