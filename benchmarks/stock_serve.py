"""The peer of a class in browsers: stock textual-serve, which runs the game for each pupil on the teacher's machine.

It is installed into an environment of its own; the game that it starts is ours, on screens, told to play on pipes.
"""

from __future__ import annotations

import asyncio
import os
import random
import shlex
import subprocess
import sys
import time
import urllib.request
import venv
from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_server

import aiohttp

_SERVE = (
    "import sys; from textual_serve.server import Server; "
    "Server(sys.argv[1], host='127.0.0.1', port=int(sys.argv[2])).serve()"
)
_PLAY = (
    "import sys; sys.stdin.isatty = sys.stdout.isatty = lambda: True; from game.cli import main; "
    "sys.exit(main(['play', *sys.argv[1:]]))"
)
"""`otherbank play` plays lines of text where it finds no terminal."""
QUIET = 0.3
"""Seconds without a byte after which a frame is whole."""
LONGEST = 600
"""Seconds until the first frame."""


def installed(room: Path) -> Path:
    """A Python that has textual-serve, as pip finds it."""
    python = room / "textual-serve" / "bin" / "python"
    if not python.exists():
        venv.create(python.parent.parent, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "textual-serve"], check=True)
    return python


@contextmanager
def served(python: Path, saves: Path, play: Sequence[str]) -> Generator[tuple[int, str]]:
    """Its process, and its address. `play`: what `otherbank play` is told."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    game = shlex.join([sys.executable, "-c", _PLAY, "--saves", str(saves), *play])
    said = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    process = subprocess.Popen(
        [python, "-c", _SERVE, game, str(port)], env=said, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            with suppress(OSError), urllib.request.urlopen(address, timeout=5):
                break
            time.sleep(0.1)
        yield process.pid, address
    finally:
        process.terminate()
        process.wait(60)


@dataclass
class Tab:
    """What the page of textual-serve does."""

    socket: aiohttp.ClientWebSocketResponse
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        async for message in self.socket:
            if message.type is aiohttp.WSMsgType.BINARY:
                self.heard.set()
        self.heard.set()  # its game has ended

    async def frame(self) -> None:
        """Until a frame has begun, and nothing more of it comes."""
        await self.heard.wait()
        while self.heard.is_set():
            self.heard.clear()
            await asyncio.sleep(QUIET)

    async def press(self, key: str) -> None:
        await self.socket.send_json(["stdin", key])
        await self.frame()


@asynccontextmanager
async def tabs(address: str, count: int) -> AsyncGenerator[list[Tab]]:
    """So many pages, all opened at once; in each the game has come."""
    async with aiohttp.ClientSession() as session:
        where = f"{address}/ws?width=120&height=40"
        opened = [Tab(await session.ws_connect(where, max_msg_size=0)) for _ in range(count)]
        listening = [asyncio.create_task(tab.listen()) for tab in opened]
        async with asyncio.timeout(LONGEST):
            await asyncio.gather(*(tab.frame() for tab in opened))
        yield opened
        for each in listening:
            each.cancel()


async def play(opened: Sequence[Tab], keys: Sequence[Sequence[str]], pause: float) -> None:
    """Each tab its own keys, as `classroom.lesson` makes choices."""

    async def one(tab: Tab, pressed: Sequence[str]) -> None:
        await asyncio.sleep(random.uniform(0, pause))
        for key in pressed:
            if tab.socket.closed:
                return
            await tab.press(key)
            await asyncio.sleep(random.uniform(0.5, 1.5) * pause)

    await asyncio.gather(*(one(tab, pressed) for tab, pressed in zip(opened, keys, strict=True)))
