"""What the browser's Python is given: its own library, the packages, the game, the compiled story."""

from __future__ import annotations

import json
import shutil
import zipfile
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from game.engine.story import Story

_GAME = Path(__file__).parent.parent
_PARTS = ("engine", "wording", "saves", "map", "tui", "plain", "classroom/pupil", "web/browser")
"""Of the game, beside the modules of `game/` itself."""
_OF_A_CLASS = (
    "__init__", "edition", "game", "insisting", "lesson", "link", "names", "reading", "standing", "tally", "wire",
)  # fmt: skip
"""What a pupil's side needs of the classroom: neither a server nor a database."""
_LEFT_OUT = [
    line
    for line in (_GAME / "web" / "left_out.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def gather(room: Path, story: Story) -> Path:
    """Lays `python/` (the library) and `packages/` (all else) under `room/payload`, as sources; gives that folder."""
    payload = room / "payload"
    _unpack(room / "node_modules" / "pyodide" / "python_stdlib.zip", payload / "python")
    for wheel in sorted((room / "wheels").glob("*.whl")):
        _unpack(wheel, payload / "packages")
    put_game(payload / "packages" / "game", story)
    for path in sorted(payload.rglob("*")):
        if path.is_file() and _is_left_out(path.relative_to(payload).as_posix()):
            path.unlink()
    return payload


def pack(folder: Path, file: Path) -> None:
    """One archive of a folder, not compressed: the whole of it is compressed better on its way."""
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix())  # undated: same files, same bytes
            archive.writestr(entry, path.read_bytes())


def python_lock(pyodide: Path) -> dict[str, Any]:
    """Pyodide's own list of packages, emptied: all that the game needs comes with it."""
    lock: dict[str, Any] = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    return {**lock, "packages": {}}


def _unpack(archive: Path, folder: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)


def put_game(folder: Path, story: Story) -> None:
    """All of the game that a browser is given."""
    no_bytecode = shutil.ignore_patterns("__pycache__")
    for part in _PARTS:
        shutil.copytree(_GAME / part, folder / part, ignore=no_bytecode)
    of_a_class = (_GAME / "classroom" / f"{name}.py" for name in _OF_A_CLASS)
    for module in (*_GAME.glob("*.py"), _GAME / "web" / "__init__.py", *of_a_class):
        shutil.copy(module, folder / module.relative_to(_GAME))
    text = json.dumps(story, ensure_ascii=False, separators=(",", ":"))
    (folder / "web" / "browser" / "story.json").write_text(text, encoding="utf-8")


def _is_left_out(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in _LEFT_OUT)
