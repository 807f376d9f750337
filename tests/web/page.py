"""A tab, as a player has it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

COMES = 90_000
"""Milliseconds that a loaded machine may take for a cold start."""
PRESSES = 150
"""More than any journey takes along the first open choice of each menu."""
DEBRIEF = "What was true, and what the luck was"


class Tab:
    """Opens the game; keeps what the page asked for, and what went wrong in it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.asked: list[str] = []
        self.wrong: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("crash", lambda _: self.wrong.append("the page crashed"))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)

    def open(self, words: str, query: str = "") -> Tab:
        self.page.goto(self.address + query)
        expect(self.page.locator("#text" if query else ".xterm-rows")).to_contain_text(words, timeout=COMES)
        return self

    @property
    def screen(self) -> Locator:
        return self.page.locator(".xterm-rows")

    def lines(self) -> list[str]:
        return [line.replace("\xa0", " ") for line in self.screen.locator("> div").all_inner_texts()]

    def settled(self, before: list[str]) -> list[str]:
        """The lines of the screen, once they are others than before, and stay."""
        lines = before
        for _ in range(200):
            if lines != before and lines == self.lines():
                return lines
            lines = self.lines()
            self.page.wait_for_timeout(100)
        raise TimeoutError

    def shows(self, words: str) -> None:
        expect(self.screen).to_contain_text(words, timeout=20_000)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def tap(self, words: str) -> None:
        box = self.screen.locator("> div").filter(has_text=words).first.bounding_box()
        assert box is not None, f"{words} is not on the screen"
        self.page.touchscreen.tap(box["x"] + 80, box["y"] + box["height"] / 2)

    def until(self, holds: Callable[[], bool]) -> None:
        for _ in range(200):
            if holds():
                return
            self.page.wait_for_timeout(100)
        raise TimeoutError

    def kept(self) -> dict[str, str]:
        """The playthroughs in the browser's storage, by file name."""
        everything: dict[str, str] = self.page.evaluate("() => ({ ...localStorage })")
        games = {key: text for key, text in everything.items() if key.startswith("otherbank:/saves/run-")}
        return {key.rsplit("/", 1)[1]: text.split("\n", 1)[1] for key, text in games.items()}


def choices(text: str) -> int:
    return text.count("\n  - ")
