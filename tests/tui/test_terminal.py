"""The installed game on a real pseudo-terminal: started, played, resized while it paints, quit, killed."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pytest

from game.saves.shelf import Shelf
from tests.stories import SECOND

ESCAPES = re.compile(r"\x1b(\[[0-9;?<>=]*[a-zA-Z]|[^\[])")


class Played:
    """The game in a process of its own."""

    def __init__(
        self, tmp_path: Path, columns: int = 80, rows: int = 24, *more: str, command: tuple[str, ...] = ()
    ) -> None:
        """`command`: what is run instead of a game of the second story."""
        self._pid, self._file = pty.fork()
        if self._pid == 0:
            os.environ.update(
                TERM="xterm-256color", XDG_CACHE_HOME=str(tmp_path / "cache"), XDG_CONFIG_HOME=str(tmp_path)
            )
            self.resize(columns, rows, 0)
            saves = ["--saves", str(tmp_path / "saves"), "--story", str(SECOND)]
            words = command or ("play", *saves, *more)
            os.execvp(sys.executable, [sys.executable, "-m", "game", *words])
        self.seen = ""

    def resize(self, columns: int, rows: int, file: int | None = None) -> None:
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._file if file is None else file, termios.TIOCSWINSZ, size)

    def press(self, keys: str) -> None:
        os.write(self._file, keys.encode())

    def read(self, seconds: float) -> str:
        """What is painted in that time, without the escapes."""
        ends = time.monotonic() + seconds
        raw = b""
        while (left := ends - time.monotonic()) > 0 and select.select([self._file], [], [], left)[0]:
            try:
                raw += os.read(self._file, 65536)
            except OSError:
                break
        self.seen += ESCAPES.sub("", raw.decode(errors="replace"))
        return self.seen

    def until(self, words: str) -> None:
        ends = time.monotonic() + 20
        while words not in self.read(0.1):
            assert time.monotonic() < ends, f"{words!r} was never painted: {self.seen[-500:]!r}"
        self.seen = ""

    def exit_code(self) -> int:
        ends = time.monotonic() + 10
        while time.monotonic() < ends:
            self.read(0.1)
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("the game does not end")

    def kill(self) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def test_played_from_the_title_and_quit(tmp_path: Path) -> None:
    played = Played(tmp_path)
    played.until("New journey")
    played.press("1")
    played.until("Whose road?")
    played.press("\r")
    played.until("The tram is")
    played.press("1")
    played.until("smells of wet coats")
    played.press("q")
    played.until("The game is saved")
    played.press("\x1b[F\r")  # End, the last line: Quit
    assert played.exit_code() == 0
    assert "Traceback" not in played.seen
    (entry,) = Shelf(tmp_path / "saves").entries()
    assert entry.play and len(entry.play.moves) == 1


@pytest.mark.parametrize("size", [(60, 20), (160, 50)])
def test_resized_while_it_paints(size: tuple[int, int], tmp_path: Path) -> None:
    played = Played(tmp_path, *size, "--traveller", "owner", "--seed", "7")
    played.until("The tram is")
    for columns, rows in [(61, 20), (200, 60), (20, 5), (80, 24), (1, 1), (100, 30), (60, 20)] * 3:
        played.resize(columns, rows)
        played.press("m\x1b")
        time.sleep(0.03)
    played.resize(80, 24)
    played.read(1.0)
    played.press("u")
    played.seen = ""
    played.press("n")
    played.until("The Gazette")
    played.kill()


def test_killed_in_the_middle_it_goes_on_where_it_was(tmp_path: Path) -> None:
    played = Played(tmp_path, 80, 24, "--traveller", "owner", "--seed", "7")
    played.until("The tram is")
    played.press("1")
    played.until("smells of wet coats")
    played.kill()
    again = Played(tmp_path, 80, 24, "--continue")
    again.until("smells of wet coats")
    again.kill()
