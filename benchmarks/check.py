"""What `otherbank check` and `otherbank odds` of the shipped story cost, beside the least that it could.

    python check.py [ROUNDS]

The floor is numpy sorting as many 64-bit numbers as there are states, shuffled, in the same round: whoever keeps each
state once has to put them in order once. Printed are the wall clock, which two idle cores halve, and the time of
all processors; the median of the rounds.
"""

from __future__ import annotations

import os
import re
import resource
import statistics
import subprocess
import sys
import time
from typing import NamedTuple

import numpy as np


class Cost(NamedTuple):
    wall: float
    work: float
    """Seconds of computing, by all its processes."""


def measured(rounds: int) -> None:
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for command in ("check", "odds"):
        costs, floors, states = list[Cost](), list[Cost](), 0
        for _ in range(rounds):
            cost, states = _run(command)
            costs.append(cost)
            floors.append(_sorted(states))
        whole, floor = _median(costs), _median(floors)
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(
            f"{command}, {states:,} states: {whole.wall:.1f} s, {whole.work:.1f} s of computing; floor "
            f"{floor.work:.1f} s of computing; {whole.work / floor.work:.1f}x by computing, "
            f"{whole.wall / floor.wall:.1f}x by the clock; the largest process that was waited for {most:.0f} MiB"
        )


def _run(command: str) -> tuple[Cost, int]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "game", command], capture_output=True, text=True, check=True)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    states = re.search(r"over\s+all\s+([\d,]+)\s+states", done.stdout)
    assert states, done.stdout
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, work), int(states[1].replace(",", ""))


def _sorted(many: int) -> Cost:
    numbers = np.random.default_rng(1).permutation(many).astype(np.int64)
    began, busy = time.perf_counter(), time.process_time()
    numbers.sort(kind="stable")
    return Cost(time.perf_counter() - began, time.process_time() - busy)


def _median(costs: list[Cost]) -> Cost:
    return Cost(statistics.median(each.wall for each in costs), statistics.median(each.work for each in costs))


if __name__ == "__main__":
    measured(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
