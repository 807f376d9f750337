"""Where the page enters Python."""

from __future__ import annotations

import asyncio.tasks
import gc
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.engine.rules import Rules
from game.saves.shelf import Shelf

if TYPE_CHECKING:
    from game.classroom.pupil.attendance import Attendance
    from game.tui.app import OtherBank
    from game.web.browser.class_reading import ClassReading
    from game.web.browser.fetch_link import Ask
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
        self._kept = kept
        self._settings_file = kept / "settings.json"
        self._app: OtherBank | None = None

    async def screens(self, terminal: Any, place: str) -> None:
        """Plays until the player quits. `place` is where this tab was when it was last seen, or empty."""
        _draw_on(terminal)
        from game.tui.app import OtherBank
        from game.web.browser.place import run_at

        run = run_at(place, self.rules, self.shelf)
        await self._play(OtherBank(self.rules, self.shelf, run, self._settings_file))

    async def in_class(self, terminal: Any, ask: Ask, code: str) -> None:
        """Plays as a pupil of a class until the pupil quits; as the same one wherever this browser was in it before."""
        _draw_on(terminal)
        from game.classroom.pupil.app import PupilApp

        await self._play(PupilApp(self.rules, self._attendance(ask, code), self._settings_file))

    async def _play(self, app: OtherBank) -> None:
        self._app = app
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

    def class_as_text(self, show: Callable[[str], object], ask: Ask, code: str) -> ClassReading:
        """As `in_class`. `show` takes the views that the class has shown, as JSON."""
        from game.web.browser.class_reading import ClassReading

        gc.enable()
        return ClassReading(self.rules, self._attendance(ask, code), show)

    def _attendance(self, ask: Ask, code: str) -> Attendance:
        from game.classroom.pupil.attendance import Attendance
        from game.classroom.pupil.seat import take_seat
        from game.web.browser.fetch_link import FetchLink

        digits = re.sub("[^0-9]", "", code) or "0"  # what is no code, the class itself will say
        seat = take_seat(self._kept / f"class-{digits}")
        return Attendance(self.rules, seat, FetchLink(ask, digits, seat.token))


def _draw_on(terminal: Any) -> None:
    """Before Textual is imported, which reads these once."""
    os.environ.update(TEXTUAL_DRIVER="game.web.browser.driver:BrowserDriver", TERM="xterm-256color")
    os.environ.update(COLORTERM="truecolor", TEXTUAL_COLOR_SYSTEM="truecolor")
    from game.web.browser.driver import BrowserDriver

    BrowserDriver.terminal = terminal


def _mend() -> None:
    """Pyodide 314's event loop names tasks by a function that Python 3.14 no longer has."""
    if sys.platform == "emscripten" and not hasattr(asyncio.tasks, "_set_task_name"):

        def name_task(task: asyncio.Task[Any], name: str | None) -> None:
            if name is not None:
                task.set_name(name)

        asyncio.tasks._set_task_name = name_task  # pyright: ignore[reportAttributeAccessIssue]
