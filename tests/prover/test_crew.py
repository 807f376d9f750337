"""Several processes do what one would, however they come into being, and none of them is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from game.language.compiler import compile_again
from game.prover.check import _Desk, _looked, _Looking  # pyright: ignore[reportPrivateUsage]
from game.prover.crew import Tell, crew, meanwhile
from game.prover.explore import Budget

SECOND = Path(__file__).parents[1] / "second_story"


def _pid(_desk: object, _tell: Tell, _job: int) -> int:
    time.sleep(0.1)
    return os.getpid()


@pytest.fixture(params=["alone", "beside a thread"])
def threads(request: pytest.FixtureRequest) -> Generator[None]:
    """A process may be forked where there are no others."""
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    if request.param != "alone":
        other.start()
    yield
    over.set()


@pytest.mark.usefixtures("threads")
def test_each_process_has_what_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    compiled = compile_again(SECOND)
    assert compiled.story is not None
    desk = _Desk.of(SECOND, compiled.story, compiled.files)
    parts = [_Looking(each, Budget()) for each in compiled.story["travellers"]]
    with crew(desk, lambda _more: None, 2) as hands:
        looking = hands.begun(_looked, parts)
        pids = hands.each(_pid, [0, 1])
        found = looking()
    assert found == [_looked(desk, lambda _more: None, part) for part in parts]
    assert os.getpid() not in pids


@pytest.mark.usefixtures("threads")
def test_what_is_done_meanwhile_is_waited_for() -> None:
    with meanwhile(_many, 100_000) as done:
        assert done() == _many(100_000)


def _many(count: int) -> list[int]:
    return list(range(count))


_WAITS = """
import os, time
from game.prover.crew import crew

def work(_shared, _tell, _job):
    print(os.getpid(), flush=True)
    time.sleep(600)

if __name__ == "__main__":
    os.cpu_count = lambda: 2
    with crew(None, print, 2) as hands:
        hands.each(work, [0, 1])
"""


def test_who_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    """What they all write to ends with the last of them."""
    (tmp_path / "waits.py").write_text(_WAITS, "utf-8")
    first = subprocess.Popen([sys.executable, tmp_path / "waits.py"], stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None
    begun = [first.stdout.readline() for _ in range(2)]
    first.kill()
    assert all(begun)
    assert not first.communicate(timeout=20)[0].strip()
