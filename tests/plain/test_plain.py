"""The game as plain lines, run as a person, a pipe or a screen reader runs it: a process of its own."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.saves.shelf import load

SECOND = Path(__file__).parents[1] / "second_story"
ANSI = re.compile("\x1b")


def command(tmp_path: Path, *more: str) -> list[str]:
    saves = ["--saves", str(tmp_path / "saves")]
    return [sys.executable, "-m", "game", "play", "--plain", "--story", str(SECOND), *saves, *more]


def played(tmp_path: Path, lines: str | bytes, *more: str) -> subprocess.CompletedProcess[bytes]:
    given = lines.encode() if isinstance(lines, str) else lines
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    arguments = more or ("--traveller", "owner", "--seed", "7")
    done = subprocess.run(
        command(tmp_path, *arguments), input=given, capture_output=True, timeout=60, check=False, env=environment
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert not ANSI.search(done.stdout.decode())
    return done


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    return " ".join(done.stdout.decode().split())


def test_a_scripted_game_reaches_an_ending_and_its_debrief(tmp_path: Path) -> None:
    told = said(played(tmp_path, "1\n" * 60))
    assert "This is an ending." in told
    assert "What was reported." in told
    assert "The game is saved:" in told


def test_the_end_of_the_input_keeps_the_game_and_it_goes_on(tmp_path: Path) -> None:
    first = said(played(tmp_path, "1\n"))
    assert "The game is saved:" in first
    again = said(played(tmp_path, "w\n", "--continue"))
    assert "A hall. It smells of wet coats." in again
    (kept,) = (tmp_path / "saves").glob("run-*.yaml")
    assert kept.read_text().count("  - ") == 1


def test_without_a_traveller_it_asks(tmp_path: Path) -> None:
    told = said(played(tmp_path, "nobody\n99\n1\n1\n", "--seed", "7"))
    assert "Type a number from 1 to" in told
    assert "1. Walk" in told


PAGES = {
    "?": "show this help",
    "j": "Facts met so far",
    "n": "The Gazette",
    "p": "Coins",
    "m": "tram stop",
    "t": "The tram is late",
    "w": "1. Walk",
}


@pytest.mark.parametrize("key", PAGES)
def test_every_page_can_be_read(key: str, tmp_path: Path) -> None:
    told = said(played(tmp_path, f"{key}\n")).split(">")[1]
    assert re.search(PAGES[key], told)


def test_a_queue_is_listed_once_it_is_reported(tmp_path: Path) -> None:
    before, after, past = said(played(tmp_path, "m\n1\nm\n2\n1\nm\n")).split("You are here")[1:]
    line = (
        "Queues, as reported: - The counter, Nowhere: nine people. Monday 3 March, afternoon; reported by The desk [F3]"
    )
    assert line in after
    assert "Queues" not in before + past


def test_a_cyrillic_letter_is_the_key_it_stands_on(tmp_path: Path) -> None:
    latin, cyrillic = (
        said(played(tmp_path / "saves", "\n".join(["1", *keys, "1"]))).partition("The game is saved")[0]
        for keys in (
            ["j", "n", "p", "m", "t", "w", "b", "r", "s x", "q"],
            ["о", "т", "з", "ь", "е", "ц", "и", "к", "ы y", "й"],
        )
    )
    assert "nothing I know" not in latin
    assert "Saved as x (x.yaml)" in latin
    assert cyrillic == latin.replace("Saved as x (x.yaml)", "Saved as y (y.yaml)")


def test_going_back_saving_marks_and_nonsense(tmp_path: Path) -> None:
    told = said(played(tmp_path, "1\nb\nb\nr\ns my game\ns\nxyzzy\n7\n0\n-1\n\n q \n"))
    assert "You take that back." in told
    assert "There is nothing to take back." in told
    assert "Marks are shown" in told and "[F" in told
    assert "Saved as my game (my-game.yaml)" in told
    assert "`xyzzy` is nothing I know" in told
    assert "There is no choice 7" in told and "There is no choice 0" in told
    assert (tmp_path / "saves" / "my-game.yaml").exists()


def test_hostile_lines(tmp_path: Path) -> None:
    lines = [
        b"\xff\xfe",
        b"x" * 200_000,
        b"9" * 200_000,
        b"\x1b[31m",
        b"\x00",
        b"\xd0",
        b"s \x1b[31mred\x7f\xc2\x9b",
        b"1",
    ]
    told = said(played(tmp_path, b"\n".join(lines) + b"\n"))
    assert "is nothing I know" in told
    assert "There is no choice 999999999" in told
    assert "Saved as [31mred" in told
    assert "You: " not in told
    assert "A hall. It smells of wet coats." in told


def test_hostile_lines_for_whose_road(tmp_path: Path) -> None:
    told = said(played(tmp_path, b"\xff\n0000000012\n" + b"1" * 5000 + b"\n\n-1\n1\nq\n", "--seed", "7"))
    assert told.count("Type a number from 1 to") == 5
    assert "1. Walk" in told


def test_a_name_too_long_for_a_file_is_cut(tmp_path: Path) -> None:
    told = said(played(tmp_path, f"s {'long ' * 300_000}\n"))
    assert len(told) < 5000
    (kept,) = (tmp_path / "saves").glob("long-*.yaml")
    assert load(kept).name == ("long " * 12).strip()


def test_a_save_that_cannot_be_written_is_said_and_the_game_goes_on(tmp_path: Path) -> None:
    (tmp_path / "saves").write_text("no folder")
    told = said(played(tmp_path, "1\n1\ns x\n"))
    assert "could not be saved" in told
    assert "It could not be saved" in told


def test_a_disk_that_is_full_in_mid_game(tmp_path: Path) -> None:
    played(tmp_path, "1\n")
    (kept,) = (tmp_path / "saves").glob("*.yaml")
    before = kept.read_text()
    line = " ".join(["ulimit -f 0;", "exec", *command(tmp_path, "--continue")])
    done = subprocess.run(["sh", "-c", line], input=b"1\ns x\nw\n", capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
    assert done.stderr == b""
    told = said(done)
    assert "This choice could not be saved" in told
    assert "It could not be saved" in told
    assert [kept] == [path for path in (tmp_path / "saves").iterdir() if path.name != ".lock"]
    assert kept.read_text() == before


def test_on_a_terminal_lines_are_wrapped_and_bare(tmp_path: Path) -> None:
    text = on_a_terminal(tmp_path, b"1\nq\n")
    assert "The game is saved" in text
    assert "\x1b" not in text
    assert max(len(line) for line in text.splitlines() if "saves" not in line) <= 72


def test_the_end_of_the_input_on_a_terminal(tmp_path: Path) -> None:
    text = on_a_terminal(tmp_path, b"\xff\xd0\n1\n\x04")
    assert "is nothing I know" in text
    assert "The game is saved" in text


def test_an_interrupted_game_is_kept_and_says_so(tmp_path: Path) -> None:
    text = on_a_terminal(tmp_path, b"1\n", interrupt=True)
    assert "The game is saved" in text
    (kept,) = (tmp_path / "saves").glob("run-*.yaml")
    assert kept.read_text().count("  - ") == 1


def on_a_terminal(tmp_path: Path, typed: bytes, *, interrupt: bool = False) -> str:
    pid, terminal = pty.fork()
    if pid == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # which a shell's background jobs begin without
        os.environ.update(COLUMNS="60", LINES="20", TERM="xterm-256color")
        os.execvp(sys.executable, command(tmp_path, "--traveller", "owner", "--seed", "7"))
    seen = b""
    expected = 0
    os.write(terminal, typed)
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        if not select.select([terminal], [], [], 3)[0]:
            if not expected:
                break
            os.write(terminal, b"\x03")  # Python loses one that comes just before it begins to read: pressed again
            continue
        try:
            seen += os.read(terminal, 65536)
        except OSError:
            break
        if interrupt and b"A hall." in seen and seen.endswith(b"> "):
            os.write(terminal, b"\x03")
            interrupt = False
            expected = 130
    os.close(terminal)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == expected
    text = seen.decode(errors="replace")
    assert "Traceback" not in text
    return text
