"""The two stories that are tested on: the shipped one, and one that has nothing to do with it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from game.engine.story import Story
from game.language.compiler import compile_story

SECOND = Path(__file__).parent / "second_story"
SHIPPED = Path(__file__).parents[1] / "story"


@cache
def compiled(folder: Path) -> Story:
    """Not to be changed: everybody gets the same."""
    story, report = compile_story(folder)
    assert story is not None, report.in_order()
    return story
