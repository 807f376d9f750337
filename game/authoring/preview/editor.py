"""The author's own editor, opened at a line."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textual.app import App

_COLON = {"code", "codium", "code-insiders", "cursor", "subl", "zed", "hx", "helix", "micro"}
"""Editors that want `file:line`; the others of a terminal take `+line file`."""
_GOTO = {"code", "codium", "code-insiders", "cursor"}


def edit(app: App[Any], file: Path, line: int) -> None:
    """Gives the terminal to the author's editor until that is closed; tells in the app where there is none."""
    opened = command(os.environ, file, line)
    problem = ""
    with app.suspend():
        try:  # within: an error that leaves `suspend` leaves the screen to nobody
            subprocess.run(opened, check=False)
        except OSError as error:
            problem = f"{opened[0]} could not be opened: {error.strerror}. Set $EDITOR."
    if problem:
        app.notify(problem, severity="error")


def command(environment: Mapping[str, str], file: Path, line: int) -> list[str]:
    """What to run; `vi`, which is everywhere, where no editor is named."""
    named = shlex.split(environment.get("VISUAL") or environment.get("EDITOR") or _usual())
    name = Path(named[0]).stem
    if name in _GOTO:
        return [*named, "--goto", f"{file}:{line}"]
    if name in _COLON:
        return [*named, f"{file}:{line}"]
    if name == "notepad":
        return [*named, str(file)]
    return [*named, f"+{line}", str(file)]


def _usual() -> str:
    return "notepad" if os.name == "nt" else "vi"
