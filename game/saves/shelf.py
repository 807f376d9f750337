"""The folder where a player's playthroughs are kept: one file each, never overwritten by another's."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from game.saves import atomic
from game.saves.playthrough_file import LARGEST, Saved, UnreadableError, read, written
from game.wording import _

AUTOSAVE = "run-"
"""How the names of files begin that the game keeps by itself, one for each run."""
_DELETED = "deleted"
_KEPT_DELETED = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """A file on the shelf: what it holds, or why it cannot be read."""

    path: Path
    when: datetime
    play: Saved | None
    problem: str = ""

    @property
    def automatic(self) -> bool:
        return self.path.name.startswith(AUTOSAVE)


class Shelf:
    """The playthroughs in one folder. The folder is made when something is first put there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def latest(self, story: str) -> Entry | None:
        """The latest playthrough of a story, by the story's id."""
        found = (_entry(when, path) for when, path in self._files())
        return next((entry for entry in found if entry.play and entry.play.story == story), None)

    def entries(self) -> list[Entry]:
        """All playthroughs, the latest first; those that cannot be read say why, and stay where they are."""
        return [_entry(when, path) for when, path in self._files()]

    def _files(self) -> list[tuple[datetime, Path]]:
        """The files and when each was written, the latest first."""
        try:
            paths = [path for path in self.folder.glob("*.yaml") if not path.name.startswith(".") and path.is_file()]
        except OSError:
            return []
        return sorted([(when, path) for path in paths if (when := _written_at(path))], reverse=True)

    def put(self, play: Saved) -> Path:
        """Keeps a playthrough under its name; where that is taken, a number is added. Raises `OSError`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        stem = _slug(play.name) or "playthrough"
        return _put_new(self.folder, f"named-{stem}" if stem.startswith(AUTOSAVE) else stem, written(play))

    def rename(self, path: Path, name: str) -> Path:
        """Gives a playthrough another name, and its file with it. Raises `OSError`, `UnreadableError`."""
        with atomic.alone_in(self.folder):  # a game that goes on with it meanwhile waits
            renamed = self.put(replace(load(path), name=name))
            path.unlink(missing_ok=True)
        return renamed

    def delete(self, path: Path) -> Path:
        """Takes a file off the shelf; `restore` of what this gives puts it back. Raises `OSError`."""
        bin_folder = self.folder / _DELETED
        bin_folder.mkdir(exist_ok=True)
        with atomic.alone_in(self.folder):  # two that empty the bin at once would trip over each other
            kept = _first_free(bin_folder, path.stem, lambda free: atomic.move_new(path, free))
            kept.touch()
            oldest_last = sorted(bin_folder.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)
            for gone in oldest_last[_KEPT_DELETED:]:
                gone.unlink(missing_ok=True)
        return kept

    def restore(self, deleted: Path) -> Path:
        """Puts back what `delete` took away. Raises `OSError`."""
        return _first_free(self.folder, deleted.stem, lambda free: atomic.move_new(deleted, free))


class Autosave:
    """Keeps one run up to date on the shelf, from its first choice on.

    Should another game have gone on with the same file meanwhile, this run goes on in a file of its own.
    """

    def __init__(self, shelf: Shelf, path: Path | None = None) -> None:
        self._shelf = shelf
        self.path = path
        self._last = _content(path) if path else None

    def keep(self, play: Saved) -> Path:
        """Writes the run as it stands now. Raises `OSError`, with the file as it last was."""
        text = written(play)
        folder = self._shelf.folder
        folder.mkdir(parents=True, exist_ok=True)
        with atomic.alone_in(folder):
            if self.path and _content(self.path) == self._last:
                atomic.write(self.path, text)
            else:
                self.path = _put_new(folder, f"{AUTOSAVE}{_slug(play.traveller)}-{_moment()}", text)
        self._last = text
        return self.path


def _moment() -> str:
    """Now, to the millisecond: a browser's other tab may not yet be seen to have a file of the same second."""
    return f"{datetime.now():%Y%m%d-%H%M%S-%f}"[:-3]


def load(path: Path) -> Saved:
    """Raises `UnreadableError` for whatever is wrong with the file, its name included in the words."""
    name = path.name or path
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(LARGEST + 1)  # so much tells that it is too long
        return read(text, whole=path.name.startswith(AUTOSAVE))
    except UnicodeDecodeError:
        raise UnreadableError(f"{name}: {_('this is no text file')}") from None
    except OSError as error:
        raise UnreadableError(f"{name}: {error.strerror or error}") from None
    except UnreadableError as error:
        raise UnreadableError(f"{name}: {error}") from None


def _written_at(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(min(path.stat().st_mtime, time.time()))  # no later than now, whatever it says
    except OSError:  # taken away meanwhile
        return None


def _entry(when: datetime, path: Path) -> Entry:
    try:
        return Entry(path, when, load(path))
    except UnreadableError as error:
        return Entry(path, when, None, str(error))


def _content(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _put_new(folder: Path, stem: str, text: str) -> Path:
    return _first_free(folder, stem, lambda free: atomic.write_new(free, text))


def _first_free(folder: Path, stem: str, fill: Callable[[Path], None]) -> Path:
    """Fills the first of `stem.yaml`, `stem-2.yaml` ... that nobody has; `fill` raises `FileExistsError` for others."""
    number = 1
    while True:
        path = folder / (f"{stem}.yaml" if number == 1 else f"{stem}-{number}.yaml")
        try:
            fill(path)
        except FileExistsError:
            number += 1
        else:
            return path


def _slug(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-_")[:60]
