"""The compiled story, kept by the content of its files, so that a second start reads no YAML."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, cast

from game.engine.story import CORE_VERSION, Story
from game.language.garbage import uncollected

if TYPE_CHECKING:
    from game.language.diagnostics import Report

_COMPILER = Path(__file__).parent
_KEPT = 8
"""Compiled stories that are kept; the oldest go."""


class BrokenStoryError(Exception):
    """A story has mistakes: `report` tells them all."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"{len(report.in_order())} mistakes")
        self.report = report


def load_story(folder: Path, cache_folder: Path) -> Story:
    """The story in a folder, compiled now or earlier. Raises `BrokenStoryError`."""
    kept = cache_folder / f"{_fingerprint(folder)}.json"
    try:
        with uncollected():
            return cast("Story", json.loads(kept.read_bytes()))
    except (OSError, ValueError):
        pass  # not compiled yet, or the file was hurt
    from game.language.compiler import compile_story

    story, report = compile_story(folder)
    if story is None:
        raise BrokenStoryError(report)
    with suppress(OSError):  # a story that cannot be kept is compiled again next time
        _keep(kept, story)
    return story


def _fingerprint(folder: Path) -> str:
    """A hash of all that the compiled story follows from: the story's files, and the compiler's."""
    digest = blake2b(str(CORE_VERSION).encode(), digest_size=16)
    for root, endings in ((_COMPILER, (".py",)), (folder, (".yaml", ".yml", ".json"))):
        for path in sorted(_files(root, endings)):
            digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
            with suppress(OSError):
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(root: Path, endings: tuple[str, ...]) -> list[Path]:
    return [
        Path(where) / name
        for where, folders, names in os.walk(root)
        if not folders.sort() and Path(where).name != "playthroughs"
        for name in names
        if name.endswith(endings) and (Path(where) / name).is_file()
    ]


def _keep(path: Path, story: Story) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}")
    temporary.write_text(json.dumps(story, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    temporary.replace(path)
    oldest_last = sorted(path.parent.glob("*.json"), key=lambda each: each.stat().st_mtime, reverse=True)
    for old in oldest_last[_KEPT:]:
        old.unlink(missing_ok=True)
