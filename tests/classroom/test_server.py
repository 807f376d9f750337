"""A class over HTTP, on real sockets: what a pupil, a facilitator and a stranger may do, and how wrongly."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from game.classroom import routes, server, standing
from game.classroom.lesson import Lesson
from game.classroom.limits import Limits
from game.classroom.names import deal_token
from game.classroom.reading import LARGEST_BODY
from game.classroom.server import application, serving
from game.classroom.service import Classroom
from game.classroom.view import read_view
from game.classroom.wire import HandIn, read_joined, read_kept, read_seen, written


class Asker:
    """Somebody with a token or a secret, and what is answered to them."""

    def __init__(self, session: aiohttp.ClientSession, base: str, bearer: str = "") -> None:
        self.session = session
        self.base = base
        self.said = {"Authorization": f"Bearer {bearer}", "Content-Type": "application/json"}

    async def ask(self, method: str, path: str, body: Any = None, **more: str) -> tuple[int, Any]:
        data = body if isinstance(body, str | bytes | None) else json.dumps(body)
        headers = {**self.said, **more}
        async with self.session.request(method, f"{self.base}{path}", data=data, headers=headers) as response:
            return response.status, await response.json()


@pytest_asyncio.fixture
async def base(classroom: Classroom, tmp_path: Path) -> AsyncIterator[str]:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "index.html").write_text("<p>The page")
    (pages / "app.wasm").write_bytes(b"\0asm")
    (pages / "app.wasm.gz").write_bytes(gzip.compress(b"\0asm"))
    (tmp_path / "beside.txt").write_text("not a page")
    async with serving(application(classroom, pages=pages), "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}"


@pytest_asyncio.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def code(classroom: Classroom, lesson: Lesson) -> str:
    return classroom.open(lesson).code


@pytest.fixture
def someone(session: aiohttp.ClientSession, base: str) -> Callable[[str], Asker]:
    return lambda bearer="": Asker(session, base, bearer or deal_token())


async def joined(pupil: Asker, code: str) -> Asker:
    status, _ = await pupil.ask("POST", f"/api/{code}/join", {"pseudonym": ""})
    assert status == 200
    return pupil


async def test_from_joining_to_leaving(
    someone: Callable[..., Asker], classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, _ = classroom.open(lesson)
    pupil = someone()
    _, told = await pupil.ask("POST", f"/api/{code}/join", {"pseudonym": ""})
    found = read_joined(json.dumps(told))
    assert (found.lesson, found.revisions, found.standing.phase) == (lesson, {}, "gathering")
    run = played(revision=3)
    status, told = await pupil.ask("PUT", f"/api/{code}/run", written(run))
    assert (status, read_kept(json.dumps(told)).revision) == (200, 3)
    assert classroom.view(code).pupils[0].runs[0].moves == run.moves
    assert await pupil.ask("POST", f"/api/{code}/leave", {"forget": False}) == (200, {})
    assert not classroom.view(code).pupils[0].here


async def test_whoever_waits_hears_of_a_change_at_once_and_of_one_made_elsewhere_soon(
    someone: Callable[..., Asker], classroom: Classroom, lesson: Lesson
) -> None:
    opened = classroom.open(lesson)
    pupil, facilitator = await joined(someone(), opened.code), someone(opened.secret)
    for change in (
        facilitator.ask("POST", f"/api/{opened.code}/facilitator/play", {}),
        asyncio.to_thread(classroom.change, opened.code, standing.pause),
    ):
        now = classroom.a_class(opened.code).standing
        waiting = asyncio.create_task(pupil.ask("GET", f"/api/{opened.code}/seen?after={now.version}"))
        await asyncio.sleep(0.2)
        assert not waiting.done()
        await change
        _, told = await asyncio.wait_for(waiting, 5)
        assert read_seen(json.dumps(told)).standing.version == now.version + 1


async def test_a_wait_ends_after_a_while_with_what_there_is(
    someone: Callable[..., Asker], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.classroom.board.LONGEST_WAIT", 0.1)
    pupil = await joined(someone(), code)
    status, told = await pupil.ask("GET", f"/api/{code}/seen?after=1")
    assert (status, told["standing"]["version"], told["split"]) == (200, 1, None)


async def test_the_split_is_told_when_it_is_revealed(
    someone: Callable[..., Asker], classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, secret = classroom.open(lesson)
    pupil, facilitator = await joined(someone(), code), someone(secret)
    await pupil.ask("PUT", f"/api/{code}/run", written(played()))
    await facilitator.ask("POST", f"/api/{code}/facilitator/reveal", {"scene": "tram"})
    _, told = await pupil.ask("GET", f"/api/{code}/seen?after=1")
    seen = read_seen(json.dumps(told))
    assert seen.split is not None
    assert [(fork.scene, fork.reached) for fork in seen.split.forks] == [("tram", 1)]


async def test_the_facilitator_sees_and_does_everything_and_nobody_else_anything(
    someone: Callable[..., Asker], classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, secret = classroom.open(lesson)
    pupil, facilitator = await joined(someone(), code), someone(secret)
    await pupil.ask("PUT", f"/api/{code}/run", written(played()))
    status, told = await facilitator.ask("GET", f"/api/{code}/facilitator/view")
    assert status == 200
    assert read_view(json.dumps(told), classroom.rules) == classroom.view(code)
    steps: list[tuple[str, dict[str, Any]]] = [
        ("remove", {"pseudonym": classroom.view(code).pupils[0].pseudonym}),
        ("door", {"shut": True}),
        ("play", {}),
        ("pause", {}),
        ("talk", {"question": "Why?", "scene": ""}),
        ("reveal", {"scene": ""}),
        ("ballot", {"question": "How?", "options": [["walk", "Walk"]]}),
        ("ballot", {"question": "", "options": []}),
        ("end", {}),
        ("delete", {}),
    ]
    for step, body in steps:
        for stranger in (pupil, someone("x" * 24)):
            status, _ = await stranger.ask("POST", f"/api/{code}/facilitator/{step}", body)
            assert status == 401
        status, _ = await facilitator.ask("POST", f"/api/{code}/facilitator/{step}", body)
        assert status == 200, step
    assert classroom.classes() == []
    assert (await pupil.ask("GET", f"/api/{code}/seen?after=0"))[0] == 401


async def test_a_newcomer_at_a_shut_door_is_told_why(
    someone: Callable[..., Asker], classroom: Classroom, lesson: Lesson
) -> None:
    code, secret = classroom.open(lesson)
    pupil, facilitator, late = await joined(someone(), code), someone(secret), someone()
    await facilitator.ask("POST", f"/api/{code}/facilitator/door", {"shut": True})
    status, told = await late.ask("POST", f"/api/{code}/join", {"pseudonym": ""})
    assert (status, told["why"]) == (422, "shut")
    assert "door is shut" in told["reason"]
    await joined(pupil, code)
    status, told = await facilitator.ask("GET", f"/api/{code}/facilitator/view")
    assert (told["shut"], told["refused"]) == (True, {"shut": 1})
    await facilitator.ask("POST", f"/api/{code}/facilitator/door", {"shut": False})
    await joined(late, code)


async def test_no_pupil_reads_or_changes_anothers_run(
    someone: Callable[..., Asker], classroom: Classroom, code: str, played: Callable[..., HandIn]
) -> None:
    one, two = await joined(someone(), code), await joined(someone(), code)
    await one.ask("PUT", f"/api/{code}/run", written(played(1, revision=9)))
    await two.ask("PUT", f"/api/{code}/run", written(played(2, revision=99)))
    first, second = classroom.view(code).pupils
    assert (first.runs[0].journey.seed, second.runs[0].journey.seed) == (1, 2)
    for path in ("", "/run", "/runs", "/view", "/pupils", "/facilitator", "/facilitator/view"):
        status, told = await two.ask("GET", f"/api/{code}{path}")
        assert status in (401, 404, 405)
        assert first.pseudonym not in json.dumps(told)


async def test_what_is_wrong_is_told_with_a_status_and_a_reason(
    someone: Callable[..., Asker], classroom: Classroom, code: str, played: Callable[..., HandIn]
) -> None:
    pupil = await joined(someone(), code)
    run = f"/api/{code}/run"
    good = json.loads(written(played()))
    cases: list[tuple[int, str, Any]] = [
        (422, "malformed", b"\xff\xfe\x00garbage"),
        (422, "malformed", "[" * 50_000),
        (422, "malformed", {**good, "pseudonym": "x"}),
        (422, "strays", {**good, "moves": [["tram", "fly"]]}),
        (422, "edition", {**good, "edition": "x"}),
        (413, "http", b"x" * (LARGEST_BODY + 1)),
    ]
    for status, why, body in cases:
        answered, told = await pupil.ask("PUT", run, body)
        assert (answered, told["why"]) == (status, why)
        assert told["reason"]
    assert classroom.view(code).refused == {"malformed": 3, "strays": 1, "edition": 1}
    assert classroom.view(code).journeys == []
    assert (await pupil.ask("PUT", run, good))[0] == 200
    assert (await someone().ask("PUT", run, good))[0] == 401
    assert (await someone("short").ask("PUT", run, good))[0] == 401
    assert (await pupil.ask("PUT", "/api/0000000000/run", good))[0] == 401
    assert (await pupil.ask("PUT", "/api/x/run", good))[0] == 401
    assert (await pupil.ask("GET", f"/api/{code}/seen?after=x"))[0] == 422
    assert (await pupil.ask("DELETE", run))[0] == 405


async def test_a_gzip_bomb_is_not_unpacked(someone: Callable[..., Asker], code: str) -> None:
    import gzip

    pupil = await joined(someone(), code)
    bomb = gzip.compress(b" " * 50_000_000)
    status, told = await pupil.ask("PUT", f"/api/{code}/run", bomb, **{"Content-Encoding": "gzip"})
    assert (status, told["why"]) == (422, "malformed")


async def test_pages_from_elsewhere_may_ask_nothing(someone: Callable[..., Asker], base: str, code: str) -> None:
    pupil = someone()
    path, body = f"/api/{code}/join", {"pseudonym": ""}
    assert (await pupil.ask("POST", path, body, Origin="http://evil.example"))[0] == 403
    assert (await pupil.ask("POST", path, body, Origin="null"))[0] == 403
    assert (await pupil.ask("POST", path, body, **{"Sec-Fetch-Site": "cross-site"}))[0] == 403
    assert (await pupil.ask("POST", path, body, **{"Content-Type": "text/plain"}))[0] == 403
    assert (await pupil.ask("POST", path, body, Origin=base, **{"Sec-Fetch-Site": "same-origin"}))[0] == 200


async def test_every_answer_is_strict_and_sets_no_cookie(session: aiohttp.ClientSession, base: str, code: str) -> None:
    for path in ("/", f"/j/{code}", "/app.wasm", "/nothing", f"/api/{code}/seen", f"/api/{code}/facilitator/view"):
        async with session.get(f"{base}{path}") as response:
            said = response.headers
            assert said["Content-Security-Policy"].startswith("default-src 'none'"), path
            assert "frame-ancestors 'none'" in said["Content-Security-Policy"]
            assert said["X-Content-Type-Options"] == "nosniff"
            assert said["Referrer-Policy"] == "no-referrer"
            assert "Set-Cookie" not in said
            assert "aiohttp" not in said["Server"].lower()
            assert "Access-Control-Allow-Origin" not in said


async def test_pages_are_served_and_nothing_beside_them(session: aiohttp.ClientSession, base: str, code: str) -> None:
    async with session.get(f"{base}/j/{code}") as response:
        assert await response.text() == "<p>The page"
        assert str(response.url) == f"{base}/?class={code}"
    async with session.get(f"{base}/app.wasm", headers={"Accept-Encoding": "gzip"}) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        assert (response.content_type, await response.read()) == ("application/wasm", b"\0asm")
    async with session.get(f"{base}/app.wasm") as response:
        assert response.content_type == "application/wasm"
    host, port = base.removeprefix("http://").split(":")
    for path in ("/../beside.txt", "/%2e%2e/beside.txt", "/..%2fbeside.txt", "//etc/passwd", "/%00", "/class.sqlite3"):
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
        said = await reader.read()
        writer.close()
        assert said.split(b" ")[1] in (b"404", b"400"), path
        assert b"not a page" not in said


async def test_codes_cannot_be_tried_out(
    someone: Callable[..., Asker], classroom: Classroom, lesson: Lesson, code: str
) -> None:
    guesser = someone()
    statuses = [(await guesser.ask("POST", f"/api/{number:010}/join", {"pseudonym": ""}))[0] for number in range(60)]
    assert set(statuses) == {404, 429}
    assert statuses.count(404) <= 32
    joins, looks = ("POST", "join", {"pseudonym": ""}), ("GET", "lesson", None)
    for method, what, body in (joins, looks):
        status, told = await guesser.ask(method, f"/api/{code}/{what}", body)
        assert status == 429, "else a right guess would be told from a wrong one"
    assert told["why"] == "too often"
    status, _ = await someone(classroom.open(lesson).secret).ask("GET", f"/api/{code}/facilitator/view")
    assert status == 429


async def test_whoever_plays_already_is_not_hindered_by_a_guesser_at_the_same_address(
    someone: Callable[..., Asker], code: str, played: Callable[..., HandIn]
) -> None:
    pupil, guesser = await joined(someone(), code), someone()
    for number in range(40):
        await guesser.ask("POST", f"/api/{number:010}/join", {"pseudonym": ""})
    assert (await pupil.ask("PUT", f"/api/{code}/run", written(played())))[0] == 200
    assert (await pupil.ask("GET", f"/api/{code}/seen?after=0"))[0] == 200


async def test_one_pupil_cannot_post_without_end(
    someone: Callable[..., Asker], code: str, played: Callable[..., HandIn]
) -> None:
    pupil, other = await joined(someone(), code), await joined(someone(), code)
    body = written(played())
    answers = await asyncio.gather(*(pupil.ask("PUT", f"/api/{code}/run", body) for _ in range(60)))
    assert 20 <= [status for status, _ in answers].count(200) < 50
    assert (await other.ask("PUT", f"/api/{code}/run", body))[0] == 200


async def test_a_body_that_never_ends_is_not_waited_for(base: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "SLOWEST", 0.3)
    host, port = base.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        f"PUT /api/{code}/run HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {deal_token()}\r\n"
        "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{".encode()
    )
    said = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    assert said.startswith(b"HTTP/1.1 408")


async def test_half_open_and_dribbling_sockets_are_let_go_and_hinder_nobody(
    classroom: Classroom, code: str, session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "IDLE", 1.0)
    async with serving(application(classroom), "127.0.0.1", 0) as port:
        idle = [await asyncio.open_connection("127.0.0.1", port) for _ in range(200)]
        for number, (_, writer) in enumerate(idle):
            if number % 2:
                writer.write(b"POST /api/")
        assert await joined(Asker(session, f"http://127.0.0.1:{port}", deal_token()), code)
        ends = await asyncio.wait_for(asyncio.gather(*(reader.read() for reader, _ in idle)), 20)
        assert len(ends) == 200
        for _, writer in idle:
            with closing(writer):
                pass


async def test_noise_on_the_socket_is_answered_or_hung_up_on(
    base: str, someone: Callable[..., Asker], code: str
) -> None:
    host, port = base.removeprefix("http://").split(":")
    for noise in (
        b"\x16\x03\x01\x02\x00\x01\x00" + bytes(range(256)),
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5_000 + b"\r\n",
        b"PUT /api/x/run HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"PUT /api/x/run HTTP/1.1\r\nTransfer-Encoding: chunked\r\nHost: x\r\n\r\nzz\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
    ):
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(noise)
        if writer.can_write_eof():
            writer.write_eof()
        try:
            said = await asyncio.wait_for(reader.read(), 5)
        except ConnectionResetError:
            said = b""
        writer.close()
        assert said == b"" or said.split(b" ")[1].startswith(b"4")
    assert await joined(someone(), code)


async def test_no_address_and_no_token_is_logged(
    someone: Callable[..., Asker], code: str, base: str, played: Callable[..., HandIn], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    pupil = await joined(someone(), code)
    await pupil.ask("PUT", f"/api/{code}/run", written(played()))
    await pupil.ask("PUT", f"/api/{code}/run", b"noise")
    host, port = base.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"\x16\x03\x01 noise\r\n\r\n")
    await reader.read()
    writer.close()
    assert "127.0.0.1" not in caplog.text
    assert pupil.said["Authorization"].removeprefix("Bearer ") not in caplog.text
    assert code not in caplog.text


async def test_behind_a_proxy_each_is_known_by_what_the_proxy_says(
    classroom: Classroom, session: aiohttp.ClientSession, code: str
) -> None:
    async with serving(application(classroom, behind_proxy=True), "127.0.0.1", 0) as port:
        asker = Asker(session, f"http://127.0.0.1:{port}", deal_token())
        ask = lambda code, who: asker.ask("POST", f"/api/{code}/join", {"pseudonym": ""}, **{"X-Forwarded-For": who})  # noqa: E731
        for _ in range(40):
            await ask("0000000000", "spoofed, 10.0.0.1")
        assert (await ask(code, "10.0.0.1"))[0] == 429
        assert (await ask(code, "10.0.0.1, 10.0.0.2"))[0] == 200


def test_a_school_behind_one_address_gets_the_page_of_the_game() -> None:
    """Two hundred browsers that open it at once ask for some 26 files each, and join."""
    limits = Limits(lambda: 0.0)
    for _ in range(200 * 26):
        limits.file("the school")
    for _ in range(200 * 3):
        limits.request("the school")
    with pytest.raises(Exception, match="too often"):
        for _ in range(10_000):
            limits.file("the school")


def test_allowances_come_back_with_time() -> None:
    now = 0.0
    limits = Limits(lambda: now)
    with pytest.raises(Exception, match="too often"):
        for _ in range(100):
            limits.post("one")
    limits.post("two")
    now = 1.0
    limits.post("one")
