"""What the browser's Python is given, without a browser."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from game.engine.rules import Rules
from game.web.payload import put_game

_MODULES = "import pkgutil, game; [print(each.name) for each in pkgutil.walk_packages(game.__path__, 'game.')]"


def test_whatever_the_game_imports_is_given(rules: Rules, tmp_path: Path) -> None:
    """Every module in turn, in a Python that has this part of the game and no other."""
    put_game(tmp_path / "game", rules.story)
    modules = [each for each in said(_MODULES, tmp_path).split() if each != "game.__main__"]  # it is left out
    assert "game.classroom.pupil.app" in modules and "game.classroom.server" not in modules
    assert said(f"import {', '.join(modules)}; print(game.__file__)", tmp_path).startswith(str(tmp_path))


def said(words: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", words], cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout
