"""Killed in mid-save, many times, or two at once: what was saved stays whole."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from game.saves import atomic
from game.saves.playthrough_file import Saved
from game.saves.shelf import Autosave, Shelf, load

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

SHUFFLER = """
import sys
from pathlib import Path
from game.saves.playthrough_file import Saved
from game.saves.shelf import Shelf
shelf = Shelf(Path(sys.argv[1]))
for seed in range(int(sys.argv[2]), int(sys.argv[2]) + 40):
    path = shelf.put(Saved("s", "t", seed, name="same"))
    if seed % 2:
        shelf.rename(path, "other")
    else:
        shelf.restore(shelf.delete(path))
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


def test_a_game_waits_while_another_writes(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    waiting = threading.Thread(target=Autosave(shelf).keep, args=[Saved("s", "t", 1)])
    with atomic.alone_in(tmp_path):
        waiting.start()
        waiting.join(0.3)
        assert shelf.entries() == []
    waiting.join()
    assert len(shelf.entries()) == 1


def test_two_games_at_once_on_one_file_and_one_shelf(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    path = shelf.put(Saved("s", "t", 7, name="run-one"))
    both = [saver(tmp_path, str(path)), saver(tmp_path, str(path))]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "0\n"
    time.sleep(0.4)
    told: list[int] = []
    for process in both:
        process.kill()
        told.append(int(("0\n" + process.communicate()[0]).splitlines()[-1]))
    entries = shelf.entries()
    assert len(entries) == 2
    assert all(entry.play for entry in entries)
    seeds = sorted(load(entry.path).seed for entry in entries)
    assert all(abs(seed - said) <= 1 for seed, said in zip(seeds, sorted(told), strict=True))


def test_two_that_save_rename_delete_and_restore_on_one_shelf_lose_nothing(tmp_path: Path) -> None:
    both = [
        subprocess.Popen([sys.executable, "-c", SHUFFLER, str(tmp_path), first], stderr=subprocess.PIPE, text=True)
        for first in ("0", "40")
    ]
    assert [process.communicate()[1] for process in both] == ["", ""]
    assert sorted(entry.play.seed for entry in Shelf(tmp_path).entries() if entry.play) == list(range(80))


def test_what_cannot_be_written_is_named_as_it_was_asked_for(tmp_path: Path) -> None:
    wanted = tmp_path / "no such folder" / "page.html"
    with pytest.raises(FileNotFoundError) as refused:
        atomic.write(wanted, "words")
    assert refused.value.filename == str(wanted)
