from __future__ import annotations

import subprocess
import sys

FORBIDDEN = ("textual", "rich", "yaml", "game.language", "game.saves", "game.tui", "game.plain", "game.map", "asyncio")


def test_the_engine_loads_nothing_but_itself() -> None:
    """An import contract cannot tell what a module loads at run time; a fresh interpreter can."""
    script = (
        "import sys, pkgutil, importlib, game.engine\n"
        "for each in pkgutil.iter_modules(game.engine.__path__): importlib.import_module('game.engine.' + each.name)\n"
        f"print([name for name in sys.modules if name.startswith({FORBIDDEN!r})])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_cached_story_is_played_without_reading_yaml() -> None:
    script = (
        "import sys, game.cli, game.engine.playthrough, game.saves.run, game.plain.play; print('yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
