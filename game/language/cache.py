"""The compiled story, kept by the content of its files, so that a second start reads no YAML."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from game.engine.story import CORE_VERSION, Story
from game.language.folder import GEOGRAPHY, file_bytes, story_files, translation_files
from game.language.garbage import uncollected

if TYPE_CHECKING:
    from game.language.diagnostics import Report

COMPILED = ".compiled"
"""The folder within a story's in which it may lie compiled already, as in an installed game."""
_COMPILER = Path(__file__).parent
_KEPT = 8
"""Compiled stories that are kept; the oldest go."""


class BrokenStoryError(Exception):
    """A story has mistakes: `report` tells them all."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"{len(report.in_order())} mistakes")
        self.report = report


def load_story(folder: Path, cache_folder: Path, language: str = "") -> Story:
    """The story in a folder, compiled now or earlier, in its own language or another that it is translated into.
    Raises `BrokenStoryError`."""
    fingerprint = _fingerprint(folder, language)
    kept = cache_folder / f"{fingerprint}.json"
    for place in (kept, folder / COMPILED / kept.name):
        if (story := _kept_story(place)) is not None:
            return story
    from game.language.compiler import compile_story, compile_translated

    story, report = compile_translated(folder, language)[:2] if language else compile_story(folder)
    if story is None:
        raise BrokenStoryError(report)
    if (
        _fingerprint(folder, language) == fingerprint
    ):  # else somebody wrote while we read, and nobody knows what this is
        with suppress(OSError):  # a story that cannot be kept is compiled again next time
            _keep(kept, story)
    return story


def _kept_story(path: Path) -> Story | None:
    """None where it is not compiled yet, or the file was hurt."""
    with suppress(OSError, ValueError, RecursionError), uncollected():
        found: Any = json.loads(path.read_bytes())
        if isinstance(found, dict) and cast("dict[str, Any]", found).keys() == Story.__annotations__.keys():
            return cast("Story", found)
    return None


def _fingerprint(folder: Path, language: str) -> str:
    """A hash of all that the compiled story follows from: the story's files, and the compiler's."""
    digest = blake2b(f"{CORE_VERSION} {language}".encode(), digest_size=16)
    for path in sorted(_COMPILER.rglob("*.py")):
        digest.update(path.read_bytes())
    translated = translation_files(folder, language) if language else []
    for path in (*story_files(folder), folder / GEOGRAPHY, *translated):
        digest.update(os.fsencode(path.relative_to(folder)) + b"\0" + _content(path, folder))
    return digest.hexdigest()


def _content(path: Path, folder: Path) -> bytes:
    """A hash of what is in a file, and something else where it cannot be read."""
    try:
        return blake2b(file_bytes(path, folder), digest_size=16).digest()
    except OSError:
        return b"unread"


def _keep(path: Path, story: Story) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}")
    try:
        temporary.write_text(json.dumps(story, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    oldest_last = sorted(path.parent.glob("*.json"), key=lambda each: each.stat().st_mtime, reverse=True)
    for old in oldest_last[_KEPT:]:
        old.unlink(missing_ok=True)
