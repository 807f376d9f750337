"""What one pupil sees in a real headless Chromium: first frame, keys, memory; of our page, and of textual-serve's."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from processes import cost_of_all

ROUNDS = 3
TURNS = 25
"""A choice, and the same taken back."""
COMES, SETTLES = 120_000, 20_000
"""Milliseconds at most."""
_FLAGS = [
    "--no-sandbox", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
_WATCH = """
window.painted = { last: 0, text: "" };
const paint = (text) => { painted.last = performance.now(); painted.text = (painted.text + text).slice(-200_000); };
const words = async (data) => new TextDecoder().decode(data instanceof Blob ? await data.arrayBuffer() : data);
const Real = WebSocket;
window.WebSocket = class extends Real {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", async ({ data }) => paint(typeof data === "string" ? data : await words(data)));
  }
};
const press = (event) => { if (event.isTrusted) painted.pressed = event.timeStamp; };
for (const kind of ["keydown", "click"]) addEventListener(kind, press, true);
new MutationObserver(() => paint("")).observe(document, { subtree: true, childList: true, characterData: true });
"""
"""Our page paints into its elements; of textual-serve's, which paints on a canvas, the last bytes to arrive count."""
_SHOWN = """(words) => {
  const shown = ["#text", ".xterm-rows"].map((each) => document.querySelector(each)?.textContent ?? "").join();
  const all = shown.replaceAll("\\u00a0", " ") + painted.text.replace(/\\x1b\\[[0-9;?]*[A-Za-z]/g, "");
  return all.includes(words) && performance.now();
}"""
_SETTLED = """() => {
  const took = painted.last - painted.pressed;
  return took > 0 && performance.now() - painted.last > 150 && took;
}"""


class Seen(NamedTuple):
    """Medians, and the 95th of a hundred of keys; seconds and MiB."""

    cold: float
    warm: float
    key: float
    key_p95: float
    memory: float
    """With the game on the page, above that of the same browser with an empty one."""


def seen(address: str, words: str, to_the_story: Sequence[str], back: str) -> Seen:
    """`words`: of the first frame. `to_the_story`: what is pressed there first; `back` takes a choice back.

    What begins with `[` is no key, but a button that is clicked.
    """
    cold: list[float] = []
    warm: list[float] = []
    for _ in range(ROUNDS):
        with _browser() as browser, browser.new_context(viewport={"width": 1280, "height": 800}) as desk:
            cold.append(_first_frame(_page(desk), address, words))
            warm.append(_first_frame(_page(desk), address, words))
    with _browser() as browser, browser.new_context(viewport={"width": 1280, "height": 800}) as desk:
        page = _page(desk)
        empty = _memory(browser)
        _first_frame(page, address, words)
        for each in to_the_story:
            page.wait_for_timeout(1000)
            _press(page, each)
        page.wait_for_timeout(1000)
        keys = sorted(_press(page, each) for _ in range(TURNS) for each in ("1", back))
        memory = _memory(browser) - empty
    middle = statistics.median
    return Seen(middle(cold), middle(warm), middle(keys), keys[int(len(keys) * 0.95)], memory)


@contextmanager
def _browser() -> Generator[Browser]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()


def _page(desk: BrowserContext) -> Page:
    page = desk.new_page()
    page.add_init_script(_WATCH)
    return page


def _first_frame(page: Page, address: str, words: str) -> float:
    page.goto(address, wait_until="commit")
    came = page.wait_for_function(_SHOWN, arg=words, timeout=COMES, polling="raf")
    for terminal in page.locator(".xterm-helper-textarea").all():
        terminal.focus()  # textual-serve's is not
    return float(came.json_value()) / 1000


def _press(page: Page, key: str) -> float:
    if key.startswith("["):
        page.locator(key).click()
    else:
        page.keyboard.press(key)
    took = page.wait_for_function(_SETTLED, timeout=SETTLES, polling=30)
    return float(took.json_value()) / 1000


def _memory(browser: Browser) -> float:
    asked = browser.new_browser_cdp_session()
    found = asked.send("SystemInfo.getProcessInfo")["processInfo"]
    return cost_of_all([int(each["id"]) for each in found]).memory
