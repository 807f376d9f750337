"""The server of classes: the routes, the pages, and running both. Nobody's address or name is logged or kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from aiohttp import web

from game.classroom import headers
from game.classroom.board import Board
from game.classroom.gate import gate
from game.classroom.limits import Limits
from game.classroom.reading import LARGEST_BODY
from game.classroom.routes import Routes
from game.classroom.service import Classroom
from game.classroom.vote.pages import pages as light_pages

IDLE = 30.0
"""Seconds after which a connection is closed on which nothing whole is asked for."""
_WORKERS = 4
"""Threads; each waits for the database, or replays what was handed in."""

_quiet = logging.getLogger("game.classroom.http")
_quiet.disabled = True  # aiohttp writes addresses beside what it complains of


def application(
    classroom: Classroom, *, pages: Path | None = None, limits: Limits | None = None, behind_proxy: bool = False
) -> web.Application:
    """`pages`: a folder of static files, whose index.html is the page at / and /j/CODE."""
    allowed = limits or Limits()
    app = web.Application(middlewares=[gate(allowed, behind_proxy=behind_proxy)], client_max_size=LARGEST_BODY)
    workers = ThreadPoolExecutor(_WORKERS, "class")
    board = Board(classroom, workers)

    async def watching(_: web.Application) -> AsyncIterator[None]:
        watch = asyncio.create_task(board.watch())
        yield
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch
        workers.shutdown()

    app.cleanup_ctx.append(watching)
    app.add_routes(Routes(classroom, board, allowed, workers).all())
    app.add_routes(light_pages())
    app.add_routes(_pages(pages))
    return app


@asynccontextmanager
async def serving(app: web.Application, host: str, port: int) -> AsyncGenerator[int]:
    """Serves while inside, and gives the port: the one asked for or, for nought, a free one. Raises `OSError`."""
    runner = web.AppRunner(
        app,
        access_log=None,
        logger=_quiet,
        keepalive_timeout=IDLE,
        handler_cancellation=True,
        auto_decompress=False,
        lingering_time=2.0,
        shutdown_timeout=1,
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port, backlog=512)
        await site.start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def _pages(folder: Path | None) -> list[web.AbstractRouteDef]:
    async def index(_: web.Request) -> web.StreamResponse:
        if folder is None:
            words = "This is a class of The Other Bank. Join it in a terminal: otherbank join ADDRESS CODE\n"
            return web.Response(text=words, headers=headers.PAGES)
        return web.FileResponse(folder / "index.html", headers=headers.PAGES)

    async def file(request: web.Request) -> web.StreamResponse:
        path = _within(folder, request.match_info["path"])
        if path is None:
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=headers.PAGES)

    found: list[web.AbstractRouteDef] = [web.get("/", index), web.get("/j/{code}", index)]
    return [*found, web.get("/{path:.+}", file)] if folder else found


def _within(folder: Path | None, name: str) -> Path | None:
    """An ordinary file of the pages; None for whatever lies elsewhere, or is hidden, or is not there."""
    if folder is None or "\0" in name:
        return None
    path = (folder / name).resolve()
    hidden = any(part.startswith(".") for part in Path(name).parts)
    return path if path.is_relative_to(folder.resolve()) and path.is_file() and not hidden else None
