"""Times on a real pseudo-terminal: the first painted frame, and a key press to the next painted scene.

`python benchmarks/terminal.py [--rounds N]` runs the game and a bare Textual app with the same kinds of widgets in
turn, and prints the ratios.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path
from types import TracebackType

import synthetic

HERE = Path(__file__).parent
COLUMNS, ROWS = 120, 40
COLD_ROUNDS = 5
QUIET = 0.06
"""Seconds without output after which a frame is taken to be whole."""


class Terminal:
    """A program on a pseudo-terminal."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.begun = time.perf_counter()
        self._pid, self._file = pty.fork()
        if self._pid == 0:
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed game has its byte code
            os.environ.update(environment, TERM="xterm-256color", COLORTERM="truecolor")
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvp(command[0], command)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._file)

    def press(self, key: str) -> None:
        os.write(self._file, key.encode())

    def until(self, words: bytes, limit: float = 20) -> float:
        """Seconds from now until these words have been painted."""
        begun = time.perf_counter()
        seen = b""
        while words not in seen:
            if not select.select([self._file], [], [], limit)[0]:
                raise TimeoutError(f"{words!r} was never painted; the last was {seen[-300:]!r}")
            seen += os.read(self._file, 65536)
        return time.perf_counter() - begun

    def last_byte(self) -> float:
        """Seconds from now until the last byte of the frame that is being painted."""
        begun = last = time.perf_counter()
        while select.select([self._file], [], [], QUIET if last > begun else 2)[0]:
            os.read(self._file, 65536)
            last = time.perf_counter()
        return last - begun


def first_frame(command: list[str], environment: dict[str, str], words: bytes) -> float:
    with Terminal(command, environment) as terminal:
        terminal.until(words)
        return time.perf_counter() - terminal.begun


def key_presses(command: list[str], environment: dict[str, str], count: int) -> list[float]:
    with Terminal(command, environment) as terminal:
        terminal.last_byte()
        time.sleep(0.5)
        taken: list[float] = []
        for _ in range(count):
            terminal.press("1")
            taken.append(terminal.last_byte())
        return taken


def milliseconds(values: list[float]) -> str:
    ordered = sorted(values)
    return f"median {statistics.median(ordered) * 1e3:6.1f} ms, p95 {ordered[int(len(ordered) * 0.95)] * 1e3:6.1f} ms"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--presses", type=int, default=150)
    options.add_argument("--story", help="default: the game's own")
    given = options.parse_args()
    python = sys.executable
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        environment = {"HOME": name, "OTHERBANK_SAVES": str(room / "saves"), "XDG_CACHE_HOME": str(room / "cache")}
        game = [python, "-m", "game", "play"]
        bare = [python, str(HERE / "bare_app.py")]
        title = [*game, "--story", given.story] if given.story else game
        cold = [
            first_frame(title, {**environment, "XDG_CACHE_HOME": str(room / f"cache-{number}")}, b"New journey")
            for number in range(COLD_ROUNDS)
        ]
        ours: list[float] = []
        floor: list[float] = []
        for _ in range(given.rounds):
            ours.append(first_frame(title, environment, b"New journey"))
            floor.append(first_frame([*bare, "title"], environment, b"New journey"))
        least = statistics.median(floor)
        print(f"first frame, {COLUMNS}x{ROWS}")
        print(f"  a bare Textual app     {milliseconds(floor)}")
        print(f"  the game, second start {milliseconds(ours)}   {statistics.median(ours) / least:.2f}x the bare app")
        print(f"  the game, first start  {milliseconds(cold)}   {statistics.median(cold) / least:.2f}x the bare app")

        folder, _ = synthetic.write(room, 50)
        story = [*game, "--story", str(folder), "--traveller", "one", "--seed", "1"]
        pressed = key_presses(story, environment, given.presses)
        lowest = key_presses([*bare, "story"], environment, given.presses)
        ratio = sorted(pressed)[int(len(pressed) * 0.95)] / sorted(lowest)[int(len(lowest) * 0.95)]
        print("key press to the last byte of the next scene")
        print(f"  a bare Textual app     {milliseconds(lowest)}")
        print(f"  the game               {milliseconds(pressed)}   p95 {ratio:.2f}x the bare app")


if __name__ == "__main__":
    main()
