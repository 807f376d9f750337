from __future__ import annotations

from pathlib import Path

import pytest

from game.engine.rules import Rules
from game.language.compiler import compile_story

SECOND = Path(__file__).parents[1] / "second_story"


@pytest.fixture(scope="session")
def rules() -> Rules:
    story, report = compile_story(SECOND)
    assert story is not None, report.in_order()
    return Rules(story)
