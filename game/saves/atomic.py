"""Writing a file so that, whatever happens, either the old one or the new one is there whole."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Replaces a file, or makes it. Raises `OSError` with the old file untouched and nothing left behind. What is there
    and no file, such as a pipe or `/dev/stdout`, is written into."""
    if path.exists() and not path.is_file():
        path.write_text(text, "utf-8", newline="\n")
        return
    temporary = _written_beside(path, text)
    try:
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def write_new(path: Path, text: str) -> None:
    """Makes a file that was not there. Raises `FileExistsError` where it was, with that one untouched."""
    temporary = _written_beside(path, text)
    try:
        move_new(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def move_new(file: Path, path: Path) -> None:
    """Gives a file a name that nobody has. Raises `OSError`, `FileExistsError` where it is taken; both then stay."""
    _take_name(file, path)
    file.unlink(missing_ok=True)
    _sync_folder(path.parent)


@contextmanager
def alone_in(folder: Path) -> Generator[None]:
    """Holds the folder's lock, which the system lets go of even when the process is killed."""
    with (folder / ".lock").open("a+b") as handle:
        with suppress(OSError):  # a network disk may know no locks; better kept without one than not kept
            _lock(handle.fileno())
        yield


def _written_beside(path: Path, text: str) -> Path:
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    except OSError as error:  # whoever reads of it knows the name of the file, not that of the one beside it
        raise type(error)(error.errno, error.strerror, str(path)) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:  # an interrupt leaves nothing behind either
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _take_name(file: Path, path: Path) -> None:
    """Gives a finished file a name, if nobody has it."""
    try:
        path.hardlink_to(file)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # no hard links here: the name is taken first, then filled
        path.open("x").close()
        try:
            file.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # not every system lets a folder be opened
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)
