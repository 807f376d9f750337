"""What `benchmarks/web.py` counts by: the same choices on both sides, and all processes that a server started."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.engine.playthrough import Playthrough
from game.engine.rules import Rules

_CHILD = "print('here', flush=True); input()"
_PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {_CHILD!r}])"


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Any]:
    """A module of theirs, by name; they import one another as scripts do."""
    monkeypatch.syspath_prepend(Path(__file__).parents[2] / "benchmarks")
    return importlib.import_module


def test_keys_make_the_choices_that_are_handed_in(benchmark: Callable[[str], Any], rules: Rules) -> None:
    web = benchmark("web")
    for run in web.journeys(rules, 5, 15, same=("owner", 7)):
        assert (run.traveller, run.seed) == ("owner", 7)
        play = Playthrough(rules, run.traveller, run.seed)
        for key in web.pressed(rules, run):
            play.choose(play.choices()[int(key) - 1].id)
        assert tuple(play.moves) == run.moves


def test_what_a_process_started_is_counted_with_it(benchmark: Callable[[str], Any]) -> None:
    processes = benchmark("processes")
    with subprocess.Popen([sys.executable, "-c", _PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()  # the child is there
        assert len(processes.family(parent.pid)) == 2
        alone, both = (processes.cost_of_all(pids) for pids in ([parent.pid], processes.family(parent.pid)))
        parent.communicate(b"\n")
    assert both.memory > alone.memory > 0 and both.cpu >= alone.cpu
