"""Killed in mid-save, many times; a full disk; two at once: what was saved stays whole."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from game.engine.rules import Rules
from game.saves.playthrough_file import Saved
from game.saves.run import Run
from game.saves.shelf import Shelf, load

SAVER = """
import sys
from pathlib import Path
from game.engine.playthrough import Move
from game.saves.playthrough_file import Saved
from game.saves.shelf import Autosave, Shelf
keeper = Autosave(Shelf(Path(sys.argv[1])), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
for number in range(10**6):
    keeper.keep(Saved("s", "t", number, tuple(Move("scene", "choice") for _ in range(number % 400))))
    print(number, flush=True)
"""


def saver(folder: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", SAVER, str(folder), *more], stdout=subprocess.PIPE, text=True)


def test_killed_in_mid_save_the_last_that_was_told_is_there(tmp_path: Path) -> None:
    dice = random.Random(4)
    for turn in range(25):
        folder = tmp_path / str(turn)
        process = saver(folder)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(dice.random() * 0.06)
        process.send_signal(signal.SIGKILL)
        told = int(("0\n" + process.communicate()[0]).splitlines()[-1])
        (entry,) = Shelf(folder).entries()
        assert entry.play is not None, entry.problem
        assert entry.play.seed in (told, told + 1)
        assert len(entry.play.moves) == entry.play.seed % 400


def test_what_a_killed_game_left_behind_does_not_stop_the_next(tmp_path: Path) -> None:
    (tmp_path / ".abc.part").write_text("half a sa")
    process = saver(tmp_path)
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.communicate()
    shelf = Shelf(tmp_path)
    assert len(shelf.entries()) == 1
    again = saver(tmp_path, str(shelf.entries()[0].path))
    assert again.stdout is not None
    assert again.stdout.readline()
    again.kill()
    again.communicate()


def test_two_games_at_once_on_one_file_and_one_shelf(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    path = shelf.put(Saved("s", "t", 7, name="run-one"))
    both = [saver(tmp_path, str(path)), saver(tmp_path, str(path))]
    time.sleep(0.8)
    told: list[int] = []
    for process in both:
        process.kill()
        told.append(int(("0\n" + process.communicate()[0]).splitlines()[-1]))
    entries = shelf.entries()
    assert len(entries) == 2
    assert all(entry.play for entry in entries)
    seeds = sorted(load(entry.path).seed for entry in entries)
    assert all(abs(seed - said) <= 1 for seed, said in zip(seeds, sorted(told), strict=True))


@pytest.mark.parametrize("fails", ["mkstemp", "fsync", "replace"])
def test_a_full_disk_leaves_the_earlier_save_whole(
    fails: str, tmp_path: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run.begin(rules, Shelf(tmp_path), "owner", 3)
    run.choose(run.playthrough.choices()[0].id)
    assert run.path is not None
    before = run.path.read_text()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        owner = {"mkstemp": tempfile, "fsync": os, "replace": Path}[fails]
        patch.setattr(owner, fails, full)
        run.choose(next(option.id for option in run.playthrough.choices() if option.locked is None))
        assert "No space left" in run.not_kept
        assert run.path.read_text() == before
        assert len(run.playthrough.moves) == 2
    assert not list(tmp_path.glob("*.part")) and not list(tmp_path.glob(".*.part"))
    run.undo()
    assert run.not_kept == ""
    assert run.path.read_text() == before
