"""Where the page enters Python."""

from __future__ import annotations

import asyncio.tasks
import gc
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.engine.rules import Rules
from game.saves.shelf import Shelf

if TYPE_CHECKING:
    from game.tui.app import OtherBank
    from game.web.browser.reading import Reading

KEPT = Path("/kept")
"""Where the page lays the browser's storage."""


class Game:
    """The story and the shelf; the page asks it for screens or for text."""

    def __init__(self, kept: Path = KEPT) -> None:
        gc.disable()  # as in a terminal: on again with the first frame
        _mend()
        story = json.loads((Path(__file__).parent / "story.json").read_bytes())
        self.rules = Rules(story)
        self.shelf = Shelf(kept / "saves")
        self._settings_file = kept / "settings.json"
        self._app: OtherBank | None = None

    async def screens(self, terminal: Any, place: str) -> None:
        """Plays until the player quits. `place` is where this tab was when it was last seen, or empty."""
        os.environ.update(TEXTUAL_DRIVER="game.web.browser.driver:BrowserDriver", TERM="xterm-256color")
        os.environ.update(COLORTERM="truecolor", TEXTUAL_COLOR_SYSTEM="truecolor")
        from game.tui.app import OtherBank
        from game.web.browser.driver import BrowserDriver
        from game.web.browser.place import run_at

        BrowserDriver.terminal = terminal
        run = run_at(place, self.rules, self.shelf)
        self._app = OtherBank(self.rules, self.shelf, run, self._settings_file)
        await self._app.run_async()
        if self._app.return_code:
            raise RuntimeError("the game stopped by a mistake of its own; the browser's console tells which")
        self._app = None

    def place(self) -> str:
        """Where this tab is now: the file of the run on its screen, or empty."""
        from game.web.browser.place import place_of

        return place_of(self._app) if self._app else ""

    def text(self, place: str) -> Reading:
        from game.web.browser.reading import Reading

        gc.enable()
        return Reading(self.rules, self.shelf, place)


def _mend() -> None:
    """Pyodide 314's event loop names tasks by a function that Python 3.14 no longer has."""
    if sys.platform == "emscripten" and not hasattr(asyncio.tasks, "_set_task_name"):

        def name_task(task: asyncio.Task[Any], name: str | None) -> None:
            if name is not None:
                task.set_name(name)

        asyncio.tasks._set_task_name = name_task  # pyright: ignore[reportAttributeAccessIssue]
