"""Every screen at every size, compared with how it was last looked at and found good.

Set UPDATE_SCREENS=1 to take them anew, then look at the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from game.saves.run import Run
from game.tui.app import OtherBank

from .conftest import SIZES
from .seen import screen

KEPT = Path(__file__).parent / "screens"

FROM_TITLE = {
    "title": [],
    "travellers": ["1"],
    "sources": ["3"],
    "settings": ["4"],
}
FROM_STORY = {
    "story": [],
    "menu": ["escape"],
    "help": ["question_mark"],
    "map": ["m"],
    "papers": ["p"],
    "journal": ["j"],
    "news": ["n"],
    "so-far": ["b"],
    "save": ["s"],
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", [*FROM_TITLE, *FROM_STORY])
async def test_screen_is_as_it_was(
    name: str, size: tuple[int, int], game: Callable[[Run | None], OtherBank], begun: Run
) -> None:
    app = game(begun if name in FROM_STORY else None)
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.1)
        await pilot.press(*FROM_TITLE.get(name, FROM_STORY.get(name, [])))
        await pilot.pause(0.1)
        compare(f"{name}-{size[0]}x{size[1]}", screen(app))


def compare(name: str, now: str) -> None:
    path = KEPT / f"{name}.txt"
    if os.environ.get("UPDATE_SCREENS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(now + "\n", encoding="utf-8")
    assert now + "\n" == path.read_text(encoding="utf-8")
