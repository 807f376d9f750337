"""Compiling and loading large stories: against YAML's C parser on the same bytes, and against the story's own cache.

`python benchmarks/load.py [SCENES ...]`
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import synthetic
import yaml

from game.language.cache import load_story
from game.language.compiler import compile_story

ROUNDS = 3


def best_of(work: Callable[[], object]) -> float:
    """Seconds, the least of some rounds."""
    taken: list[float] = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def measure(scenes: int, room: Path) -> None:
    folder, _ = synthetic.write(room / str(scenes), scenes)
    text = (folder / "story.yaml").read_text(encoding="utf-8")
    cache = room / "cache" / str(scenes)
    parser = best_of(lambda: yaml.load(text, Loader=yaml.CSafeLoader))
    compiling = best_of(lambda: compile_story(folder))
    load_story(folder, cache)
    cached = best_of(lambda: load_story(folder, cache))
    print(
        f"{scenes:>6} scenes, {len(text) / 1e6:5.2f} MB   YAML alone {parser * 1e3:8.1f} ms   "
        f"compiled {compiling * 1e3:8.1f} ms ({compiling / parser:.2f}x, {compiling / scenes * 1e6:.0f} us a scene)   "
        f"from the cache {cached * 1e3:7.1f} ms ({cached / compiling:.3f} of it)"
    )


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [100, 1_000, 10_000]
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            measure(size, Path(name))


if __name__ == "__main__":
    main()
