"""`otherbank join` on a real terminal: what the class does is said while a line is waited for, or half typed."""

from __future__ import annotations

import asyncio
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from game.classroom import standing
from game.classroom.lesson import lesson_for
from game.classroom.server import application, serving
from game.classroom.service import Classroom
from tests.stories import SECOND


class Terminal:
    def __init__(self, words: list[str], folder: Path) -> None:
        self._here, there = pty.openpty()
        places = {"XDG_CACHE_HOME": str(folder / "cache"), "XDG_CONFIG_HOME": str(folder / "config")}
        more = {"OTHERBANK_SAVES": str(folder / "saves"), "TERM": "xterm-256color"}
        self.process = subprocess.Popen(
            words, stdin=there, stdout=there, stderr=there, env={**os.environ, **places, **more}, start_new_session=True
        )
        os.close(there)
        self._seen = ""

    def type(self, text: str) -> None:
        os.write(self._here, text.encode())

    async def says(self, words: str) -> str:
        """Waits until that is said, and gives all that was said up to then since it was last asked."""
        return await asyncio.to_thread(self._says, words)

    def _says(self, words: str) -> str:
        until = time.monotonic() + 60
        while words not in self._seen:
            assert time.monotonic() < until, f"{words!r} is not said:\n{self._seen}"
            if select.select([self._here], [], [], 0.2)[0]:
                self._seen += os.read(self._here, 65_536).decode(errors="replace").replace("\r\n", "\n")
        before, found, self._seen = self._seen.partition(words)
        return before + found

    async def ends(self) -> int:
        def drained() -> int:
            while self.process.poll() is None:
                if select.select([self._here], [], [], 0.1)[0]:
                    try:
                        os.read(self._here, 65_536)
                    except OSError:  # nobody is at the other end any more
                        break
            return self.process.wait(30)

        return await asyncio.to_thread(drained)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._here)


@contextmanager
def terminal(words: list[str], folder: Path) -> Iterator[Terminal]:
    made = Terminal(words, folder)
    try:
        yield made
    finally:
        made.close()


def join(port: int, code: str, *more: str) -> list[str]:
    return ["-m", "game", "join", f"127.0.0.1:{port}", code, "--story", str(SECOND), *more]


async def test_stops_and_the_end_are_said_at_once_and_nothing_half_typed_is_taken(
    classroom: Classroom, tmp_path: Path
) -> None:
    lesson = lesson_for(classroom.rules.story, travellers=["owner"], seed=7, help_line="Ms Koski, room 12")
    code = classroom.open(lesson).code
    classroom.change(code, standing.play)

    def moves() -> int:
        return len(classroom.view(code).pupils[0].runs[0].moves)

    async with serving(application(classroom), "127.0.0.1", 0) as port:
        with terminal([sys.executable, *join(port, code, "--plain")], tmp_path) as pupil:
            await pupil.says("\n> ")
            pupil.type("1\n")
            await pupil.says("\n> ")
            pupil.type("1")  # and no Enter
            classroom.change(code, lambda now: standing.talk(now, "Who is missing here?"))
            await pupil.says("Who is missing here?")
            classroom.change(code, standing.play)
            await pupil.says("\n> ")
            pupil.type("1\n")
            assert "no choice 11" not in await pupil.says("\n> ")
            async with asyncio.timeout(30):
                while moves() < 2:  # it is handed in while one reads on
                    await asyncio.sleep(0.05)
            classroom.change(code, standing.end)
            assert "is over" in await pupil.says("Ms Koski, room 12")
            await pupil.says("\n> ")
            classroom.delete(code)
            await pupil.says("no longer in this class")
            await pupil.says("\n> ")
            pupil.type("q\n")
            assert await pupil.ends() == 0


async def test_a_class_that_is_deleted_while_it_stands_still_lets_its_pupils_go(
    classroom: Classroom, tmp_path: Path
) -> None:
    code = classroom.open(lesson_for(classroom.rules.story, travellers=["owner"])).code
    async with serving(application(classroom), "127.0.0.1", 0) as port:
        with terminal([sys.executable, *join(port, code, "--plain")], tmp_path) as pupil:
            await pupil.says("has not begun yet")
            classroom.delete(code)
            await pupil.says("no longer in this class")
            told = await pupil.says("\n> ")
            assert "no longer" not in told
            pupil.type("q\n")
            assert await pupil.ends() == 0


async def test_join_ends_as_its_screens_ended(classroom: Classroom, tmp_path: Path) -> None:
    code = classroom.open(lesson_for(classroom.rules.story)).code
    broken = (
        "import sys\nfrom game.classroom.pupil.app import PupilApp\nfrom game.cli import main\n"
        "PupilApp.on_ready = lambda self: self.exit(return_code=3)\nsys.exit(main(sys.argv[3:]))"
    )
    async with serving(application(classroom), "127.0.0.1", 0) as port:
        with terminal([sys.executable, "-c", broken, *join(port, code)], tmp_path) as pupil:
            assert await pupil.ends() == 3
