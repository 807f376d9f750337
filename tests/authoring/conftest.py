"""Programs of others that open what an author makes: fetched once for a run of the tests, as they are pinned."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from game.saves.atomic import alone_in
from game.web.fetch import run, tool


@pytest.fixture(scope="session")
def others(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their folder; workers that test side by side share one."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = shared / "others"
    with alone_in(shared):
        if not (folder / "node_modules").exists():
            shutil.copytree(Path(__file__).parent / "others", folder, dirs_exist_ok=True)
            run([tool("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], folder)
    return folder
