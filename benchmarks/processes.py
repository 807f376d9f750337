"""What a process costs with all that it started, read from /proc."""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from types import TracebackType

from classroom import Cost, cost

_EVERY = 2.0
"""Seconds between two looks at the memory."""


def family(pid: int) -> list[int]:
    """The process, its children, theirs."""
    children: dict[int, list[int]] = defaultdict(list)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            children[int(stat.read_text().rpartition(")")[2].split()[1])].append(int(stat.parent.name))
    found = [pid]
    for each in found:
        found += children[each]
    return found


def memory(pid: int) -> float:
    """MiB; what processes share is divided among them."""
    pss = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(pss[1]) / 1024 if pss else 0.0


def cost_of_all(pids: list[int]) -> Cost:
    """Memory as it is now, and the CPU of those that still run."""
    total = Cost(0.0, 0.0)
    for pid in pids:
        with suppress(OSError):  # it has ended
            total = Cost(total.memory + memory(pid), total.cpu + cost(pid).cpu)
    return total


class Watch:
    """Looks at a process and all that it started, until it is left."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._left = Event()
        self._looking = Thread(target=self._look)
        self.highest = 0.0
        """MiB."""

    def __enter__(self) -> Watch:
        self._looking.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._left.set()
        self._looking.join()

    def cpu(self) -> float:
        """Seconds, by now."""
        return cost_of_all(family(self._pid)).cpu

    def _look(self) -> None:
        while True:
            self.highest = max(self.highest, cost_of_all(family(self._pid)).memory)
            if self._left.wait(_EVERY):
                return
