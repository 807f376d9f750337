"""Makes the folder that any static host can serve."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from game.classroom.edition import edition
from game.engine.story import Story
from game.pages import PAGE
from game.web.fetch import BuildError, fetch, run, tool
from game.web.payload import gather, pack, python_lock

_OURS = Path(__file__).parent
_SIGN = "built-by-otherbank.txt"
"""A file that says of a folder that it may be replaced, and in its last line which edition of the story is in it."""
_TAKEN = {
    "pyodide": ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"],
    "@xterm/xterm": ["lib/xterm.mjs", "css/xterm.css", "LICENSE"],
    "@xterm/addon-fit": ["lib/addon-fit.mjs"],
    "@fontsource/cascadia-code": [
        *(
            f"files/cascadia-code-{part}-400-normal.woff2"
            for part in ["latin", "latin-ext", "cyrillic", "braille", "symbols2"]
        ),
        "LICENSE",
    ],
}


def build(folder: Path, story: Story) -> None:
    """Builds into a folder, which is new, empty, or one that was built before. Raises `BuildError`, `OSError`."""
    if folder.exists() and not is_built(folder) and not _is_empty(folder):
        raise BuildError(f"{folder} is there already, and was not built by this command; choose another folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".building-") as name:
        room = Path(name)
        fetch(room)
        built = room / "built"
        _lay(room, built / "files", story)
        _put_page(built)
        run([tool("node"), str(_OURS / "squeeze.mjs"), str(built)], room)
        words = f"otherbank web build made this folder and may replace it.\n{edition(story)}\n"
        (built / _SIGN).write_text(words, encoding="utf-8")
        if folder.exists():
            folder.rename(room / "before")
        built.rename(folder)


def size(folder: Path) -> tuple[int, int]:
    """Bytes of a built folder's files as they are, and as they travel where the host sends them compressed."""
    whole = [file for file in folder.rglob("*") if file.is_file() and file.suffix not in (".br", ".gz")]
    sent = [file.with_name(f"{file.name}.br") for file in whole]
    sizes = [file.stat().st_size for file in whole]
    return sum(sizes), sum(br.stat().st_size if br.exists() else raw for br, raw in zip(sent, sizes, strict=True))


def is_built(folder: Path) -> bool:
    return (folder / _SIGN).is_file()


def holds(folder: Path, story: Story) -> bool:
    """Whether a built folder is there, of this very edition of the story: only then may its players sit in a class."""
    return is_built(folder) and (folder / _SIGN).read_text(encoding="utf-8").splitlines()[-1:] == [edition(story)]


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def _lay(room: Path, files: Path, story: Story) -> None:
    """All but the page itself."""
    shutil.copytree(_OURS / "page", files)
    for package, names in _TAKEN.items():
        for name in names:
            target = files / package.split("/")[-1] / name.split("/")[-1]
            target.parent.mkdir(exist_ok=True)
            shutil.copy(room / "node_modules" / package / name, target)
    payload = gather(room, story)
    shutil.copy(_OURS / "bytecode.mjs", room)  # where it finds the packages that it imports
    run([tool("node"), "bytecode.mjs", str(payload)], room)
    pack(payload / "python", files / "pyodide" / "python.zip")
    pack(payload / "packages", files / "game.zip")
    lock = python_lock(room / "node_modules" / "pyodide")
    (files / "pyodide" / "lock.json").write_text(json.dumps(lock), encoding="utf-8")


def _put_page(built: Path) -> None:
    """Gives the files a folder named by what is in them, so that a browser may keep them; the page names it."""
    files = built / "files"
    digest = hashlib.sha256()
    for path in sorted(path for path in files.rglob("*") if path.is_file()):
        digest.update(path.relative_to(files).as_posix().encode() + b"\0" + path.read_bytes())
    named = built / digest.hexdigest()[:16]
    page = (files / PAGE).read_text(encoding="utf-8")
    (files / PAGE).unlink()
    files.rename(named)
    (built / PAGE).write_text(page.replace("FILES/", f"{named.name}/"), encoding="utf-8")
