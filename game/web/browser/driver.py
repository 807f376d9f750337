"""Textual's driver for a terminal that is part of a web page: no threads, no signals, no files."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar, Protocol

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size

BEGIN = "\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1006h\x1b[?25l\x1b[?2004h"
"""The other screen, every motion of the mouse in SGR form, no cursor, pastes in brackets."""
END = "\x1b[?2004l\x1b[?25h\x1b[?1006l\x1b[?1003l\x1b[?1000l\x1b[?1049l"
ESCAPE_ALONE = 0.1
"""Seconds after which an escape that nothing follows is the key."""


class Terminal(Protocol):
    """The page's terminal."""

    @property
    def cols(self) -> int: ...
    @property
    def rows(self) -> int: ...
    def write(self, data: str) -> object: ...
    def attach(self, driver: BrowserDriver | None) -> object:
        """From now on `typed` and `resized` of this driver are called; with None, of nobody."""
        ...


class BrowserDriver(Driver):
    """Textual makes it, by the name that `TEXTUAL_DRIVER` holds."""

    terminal: ClassVar[Terminal]
    """Set before the app is made; a page has one."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._parser = XTermParser(debug=False)

    @property
    def is_web(self) -> bool:
        return True

    def write(self, data: str) -> None:
        self.terminal.write(data)

    def typed(self, data: str) -> None:
        """Takes what the terminal sends: keys, the mouse, a paste."""
        for message in self._parser.feed(data):
            self.process_message(message)
        self._loop.call_later(ESCAPE_ALONE, self._end_escape)

    def resized(self, columns: int, rows: int) -> None:
        size = Size(columns, rows)
        self.process_message(events.Resize(size, size))

    def start_application_mode(self) -> None:
        self.write(BEGIN)
        self.terminal.attach(self)
        self.resized(self.terminal.cols, self.terminal.rows)
        asyncio.get_running_loop().call_soon(self._app.post_message, events.AppFocus())

    def disable_input(self) -> None:
        self.terminal.attach(None)

    def stop_application_mode(self) -> None:
        self.disable_input()
        self.write(END)

    def _end_escape(self) -> None:
        for message in self._parser.tick():
            self.process_message(message)
