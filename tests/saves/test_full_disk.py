"""A full disk: the earlier save stays whole, the game says why the last choice is not kept, and goes on."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from game.engine.rules import Rules
from game.saves.run import Run
from game.saves.shelf import Shelf, load

PLAYER = """
import resource, sys
from pathlib import Path
from game.engine.rules import Rules
from game.language.compiler import compile_story
from game.saves.run import Run
from game.saves.shelf import Shelf, load

story, _ = compile_story(Path(sys.argv[1]))
run = Run.begin(Rules(story), Shelf(Path(sys.argv[2])), "owner", 3)
step = lambda: run.choose(next(option.id for option in run.playthrough.choices() if option.locked is None))
step()
before = run.path.read_text()
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 5, hard))
step()
print(run.not_kept, run.path.read_text() == before, len(run.playthrough.moves), sep="|")
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
step()
print(run.not_kept, len(load(run.path).moves), sep="|")
"""


def test_a_file_that_may_not_grow_is_left_whole_and_kept_again_once_it_may(tmp_path: Path) -> None:
    second = Path(__file__).parents[1] / "second_story"
    done = subprocess.run(
        [sys.executable, "-c", PLAYER, second, tmp_path], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        f"This choice could not be saved ({os.strerror(errno.EFBIG)}); the game goes on.|True|2",
        "|3",
    ]
    assert not list(tmp_path.glob(".*.part"))


def step(run: Run) -> None:
    run.choose(next(option.id for option in run.playthrough.choices() if option.locked is None))


@pytest.mark.parametrize(
    "steps",
    [[(tempfile, "mkstemp")], [(os, "fsync")], [(Path, "replace"), (Path, "hardlink_to")]],
    ids=["made", "written", "named"],
)
def test_wherever_it_fails_the_earlier_save_is_whole(
    steps: list[tuple[object, str]], tmp_path: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run.begin(rules, Shelf(tmp_path), "owner", 3)
    step(run)
    assert run.path is not None
    before = run.path.read_text()
    with monkeypatch.context() as patch:
        for owner, name in steps:
            patch.setattr(owner, name, refusing(errno.ENOSPC))
        step(run)
        with pytest.raises(OSError, match="No space left"):
            run.save_as("by name")
    assert "No space left" in run.not_kept
    assert run.path.read_text() == before
    assert len(run.playthrough.moves) == 2
    assert [path for path in tmp_path.iterdir() if path.name != ".lock"] == [run.path]
    run.undo()
    assert run.not_kept == ""
    assert run.path.read_text() == before


def test_a_first_save_that_fails_is_made_up_for_by_the_next(
    tmp_path: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run.begin(rules, Shelf(tmp_path / "not" / "yet"), "owner", 3)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", refusing(errno.EROFS))
        step(run)
    assert "Read-only file system" in run.not_kept
    assert run.path is None
    step(run)
    assert run.not_kept == ""
    assert run.path is not None
    assert len(load(run.path).moves) == 2


def test_a_disk_that_knows_no_locks_still_keeps_the_game(
    tmp_path: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fcntl, "flock", refusing(errno.ENOLCK))
    run = Run.begin(rules, Shelf(tmp_path), "owner", 3)
    step(run)
    step(run)
    assert run.not_kept == ""
    (entry,) = Shelf(tmp_path).entries()
    assert entry.play is not None
    assert list(entry.play.moves) == run.playthrough.moves


def refusing(why: int) -> Callable[..., None]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(why, os.strerror(why))

    return refuse
