"""The game on screens of three sizes, with a story that is not the shipped one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.engine.rules import Rules
from game.saves.run import Run
from game.saves.shelf import Shelf
from game.tui.app import OtherBank

SIZES = [(60, 20), (80, 24), (160, 50)]
SEED = 7


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "saves")


@pytest.fixture
def begun(rules: Rules, shelf: Shelf) -> Run:
    return Run.begin(rules, shelf, next(iter(rules.story["travellers"])), SEED)


@pytest.fixture
def game(rules: Rules, shelf: Shelf, tmp_path: Path) -> Callable[[Run | None], OtherBank]:
    def made(run: Run | None = None) -> OtherBank:
        return OtherBank(rules, shelf, run, tmp_path / "settings.json")

    return made
