"""`otherbank join` as a process of its own, against a class on a real socket."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from game.classroom import standing
from game.classroom.lesson import lesson_for
from game.classroom.server import application, serving
from game.classroom.service import Classroom
from tests.stories import SECOND


async def joined(tmp_path: Path, address: str, code: str, typed: str = "") -> tuple[int, str, str]:
    places = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "OTHERBANK_SAVES": str(tmp_path / "saves")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "game", "join", address, code, "--story", str(SECOND),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        env={**os.environ, **places},
    )  # fmt: skip
    said, warned = await asyncio.wait_for(process.communicate(typed.encode()), 60)
    assert b"Traceback" not in said + warned
    assert b"Unclosed" not in warned
    return process.returncode or 0, said.decode(), warned.decode()


async def test_a_journey_played_in_lines_arrives_and_the_seat_is_kept(classroom: Classroom, tmp_path: Path) -> None:
    code = classroom.open(lesson_for(classroom.rules.story, travellers=["owner"], seed=7)).code
    classroom.change(code, standing.play)
    async with serving(application(classroom), "127.0.0.1", 0) as port:
        address = f"127.0.0.1:{port}"
        done, said, _ = await joined(tmp_path, address, f"{code[:3]}-{code[3:6]}-{code[6:]}", "1\n1\n")
        assert done == 0
        (pupil,) = classroom.view(code).pupils
        assert f"You are {pupil.pseudonym} here." in said
        assert len(pupil.runs[0].moves) == 2
        assert not pupil.here
        await joined(tmp_path, address, code, "1\n")
        (pupil,) = classroom.view(code).pupils
        assert [len(run.moves) for run in pupil.runs] == [3]


async def test_lines_wait_for_a_class_that_stands_still(classroom: Classroom, tmp_path: Path) -> None:
    code = classroom.open(lesson_for(classroom.rules.story, travellers=["owner"], seed=7)).code
    async with serving(application(classroom), "127.0.0.1", 0) as port:
        playing = asyncio.create_task(joined(tmp_path, f"http://127.0.0.1:{port}/", code, "1\n"))
        while not classroom.view(code).pupils:
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.3)
        assert not playing.done()
        classroom.change(code, standing.play)
        _, said, _ = await playing
        assert "has not begun yet" in said
        assert len(classroom.view(code).pupils[0].runs[0].moves) == 1


async def test_a_pseudonym_is_asked_for_where_it_may_be_chosen(classroom: Classroom, tmp_path: Path) -> None:
    code = classroom.open(lesson_for(classroom.rules.story, travellers=["owner"], pseudonyms="chosen")).code
    classroom.join(code, "a" * 22, "Heron")
    classroom.change(code, standing.play)
    async with serving(application(classroom), "127.0.0.1", 0) as port:
        done, said, _ = await joined(tmp_path, f"127.0.0.1:{port}", code, "heron\nowl 7\n1\n")
    assert done == 0
    assert "is called heron already" in said and "You are owl 7 here." in said
    assert [(each.pseudonym, len(each.runs)) for each in classroom.view(code).pupils] == [("Heron", 0), ("owl 7", 1)]


async def test_what_cannot_be_joined_says_why(classroom: Classroom, tmp_path: Path) -> None:
    async with serving(application(classroom), "127.0.0.1", 0) as port:
        for address, code, why in [
            (f"127.0.0.1:{port}", "1234567890", "no class with this code"),
            (f"127.0.0.1:{port}", "12", "10 digits"),
            ("not an address://", "1234567890", "is no address"),
        ]:
            done, _, warned = await joined(tmp_path, address, code)
            assert (done, why in warned) == (2, True), warned


async def test_whoever_types_a_wrong_address_is_told(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "game", "join", "127.0.0.1:1", "1234567890", "--story", str(SECOND), "--plain",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "OTHERBANK_SAVES": str(tmp_path / "saves"),
             "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout
    try:
        said = await asyncio.wait_for(process.stdout.readline(), 60)
        assert b"cannot be reached" in said
    finally:
        process.kill()
        await process.wait()
