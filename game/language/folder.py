"""A story's folder: which files make the story, and their content, read with care for what may lie there."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

LARGEST_FILE = 16_000_000
"""Bytes; a novel has about one million."""
LARGEST_STORY = 64_000_000
"""Characters of all files together."""
MOST_FILES = 2_000
PLAYTHROUGHS = "playthroughs"
TRANSLATIONS = "translations"
_BESIDE = (PLAYTHROUGHS, TRANSLATIONS)
GEOGRAPHY = "geography/geography.json"
"""Coasts and borders for the map, in a story that has them."""


class OutsideError(OSError):
    """The file is a link to something outside the story's folder."""


class TooLargeError(OSError):
    """The file has more bytes than `LARGEST_FILE`."""


def story_files(folder: Path) -> list[Path]:
    """Every YAML file of a story in the order of their names; of a folder that has too many, one too many."""
    return list(islice(yaml_files(folder), MOST_FILES + 1))


def stamps(folder: Path) -> list[tuple[str, int, int]]:
    """Of each file of a story, what tells whether it was written since; asked for many times a second."""
    found = list[tuple[str, int, int]]()
    for entry in islice(_yaml_entries(str(folder)), MOST_FILES + 1):
        with suppress(OSError):  # it went away just now
            of = entry.stat()
            found.append((entry.path, of.st_mtime_ns, of.st_size))
    return found


def languages(folder: Path) -> list[str]:
    """Those that a story is translated into, wholly or in part."""
    place = folder / TRANSLATIONS
    return sorted(each.name for each in place.iterdir() if each.is_dir()) if place.is_dir() else []


def translation_files(folder: Path, language: str) -> list[Path]:
    """The catalogues of one language."""
    return list(islice(yaml_files(folder / TRANSLATIONS / language), MOST_FILES))


def file_bytes(path: Path, folder: Path) -> bytes:
    """What is in an ordinary file of a story. Raises `OutsideError`, `TooLargeError` and other `OSError`s."""
    real = os.path.realpath(path, strict=True)
    if not real.startswith(os.path.realpath(folder).rstrip(os.sep) + os.sep):
        raise OutsideError("it lies outside the story's folder")
    file = Path(real)
    found = file.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is no ordinary file")
    with file.open("rb") as opened:
        content = opened.read(min(found.st_size, LARGEST_FILE) + 1)  # room for what is there, not for the largest
    if len(content) > LARGEST_FILE:
        raise TooLargeError("it is too large")
    return content


def decoded(content: bytes, errors: str = "strict") -> str:
    """The text of a file, each line ended by one newline. Raises `UnicodeDecodeError`."""
    text = content.decode("utf-8-sig", errors)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def yaml_files(folder: Path) -> Iterator[Path]:
    """Those in a folder and below it, playthroughs and translations excepted, in the order of their names."""
    return (Path(entry.path) for entry in _yaml_entries(str(folder)))


def _yaml_entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            shown = sorted((each for each in found if not each.name.startswith(".")), key=lambda each: each.name)
    except OSError:  # it is not there, or not for us
        return
    for each in shown:
        if each.name.endswith((".yaml", ".yml")) and not each.is_dir(follow_symlinks=False):
            yield each
    for each in shown:
        if each.name not in _BESIDE and each.is_dir(follow_symlinks=False):
            yield from _yaml_entries(each.path)
