"""A built folder and a server of it, made once for a run of the tests; a real Chromium, once for a module."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, sync_playwright

from game.engine.rules import Rules
from game.saves.atomic import alone_in
from game.web.build import build, is_built
from game.web.serve import server

_QUIET = ("background-networking", "component-update", "sync", "quic", "gpu")
_FLAGS = ["--no-sandbox", "--no-first-run", *(f"--disable-{what}" for what in _QUIET)]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, shipped: Rules) -> Path:
    """The game for browsers; workers that test side by side share one."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = shared / "built"
    with alone_in(shared):
        if not is_built(folder):
            build(folder, shipped.story)
    return folder


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    with server(built, "127.0.0.1", 0) as serving:
        Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}/"
        serving.shutdown()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Gone after the module: while Playwright is there its event loop runs, and no other test can have one."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        if os.environ.get("OTHERBANK_SKIP_NOTHING"):
            pytest.fail("there is no chromium; .ci/run installs it")
        pytest.skip("there is no chromium here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()
