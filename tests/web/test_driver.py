"""Textual before a page's terminal, without a browser."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from game.engine.rules import Rules
from game.saves.shelf import Shelf
from game.tui.app import OtherBank
from game.web.browser.driver import BEGIN, END, BrowserDriver
from game.web.browser.place import place_of, run_at


class FakeTerminal:
    cols, rows = 100, 40

    def __init__(self) -> None:
        self.written = ""
        self.driver: BrowserDriver | None = None

    def write(self, data: str) -> None:
        self.written += data

    def attach(self, driver: BrowserDriver | None) -> None:
        self.driver = driver


async def test_keys_mouse_size_and_a_lone_escape(
    shipped: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = FakeTerminal()
    monkeypatch.setattr(BrowserDriver, "terminal", terminal, raising=False)
    shelf = Shelf(tmp_path / "saves")
    app = OtherBank(shipped, shelf, None, tmp_path / "settings.json")
    app.driver_class = BrowserDriver
    playing = asyncio.create_task(app.run_async())

    async def shows(words: str) -> None:
        async with asyncio.timeout(20):
            while words not in terminal.written or terminal.driver is None:
                await asyncio.sleep(0.02)
        terminal.written = ""

    await shows("New journey")
    driver = terminal.driver
    assert driver is not None
    row = app.screen.query_one("#menu").content_region.y  # the first of the menu: a new journey
    driver.typed(f"\x1b[<0;30;{row + 1}M\x1b[<0;30;{row + 1}m")
    await shows("footsteps")
    driver.typed("\r")
    await shows("September")
    driver.typed("\r")
    async with asyncio.timeout(20):
        while not place_of(app):
            await asyncio.sleep(0.02)
    run = run_at(place_of(app), shipped, shelf)
    assert run is not None and len(run.playthrough.moves) == 1
    driver.typed("\x1b")
    await shows("The game is saved")
    driver.resized(60, 20)
    async with asyncio.timeout(20):
        while app.size.width != 60:
            await asyncio.sleep(0.02)
    app.exit()
    await playing
    assert terminal.driver is None and terminal.written.endswith(END) and BEGIN not in terminal.written
