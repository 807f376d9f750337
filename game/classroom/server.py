"""The server of classes: the routes, the pages, and running both. Nobody's address or name is logged or kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

from aiohttp import web

from game.classroom import headers
from game.classroom.board import Board
from game.classroom.gate import gate
from game.classroom.limits import Limits
from game.classroom.reading import LARGEST_BODY
from game.classroom.routes import Routes
from game.classroom.service import Classroom
from game.classroom.vote.pages import pages as light_pages
from game.pages import find
from game.wording import _

IDLE = 30.0
"""Seconds after which a connection is closed on which nothing whole is asked for."""
_WORKERS = 16
"""Threads; each replays what was handed in, or waits for a commit that takes along what others ask for."""

_quiet = logging.getLogger("game.classroom.http")
_quiet.disabled = True  # aiohttp writes addresses beside what it complains of


def application(
    classroom: Classroom, *, pages: Path | None = None, limits: Limits | None = None, behind_proxy: bool = False
) -> web.Application:
    """`pages`: a folder of static files, whose index.html is the page at /, to which /j/CODE leads."""
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
    async def words(_request: web.Request) -> web.Response:
        words = _("This is a class of The Other Bank. Join it in a terminal: otherbank join ADDRESS CODE")
        return web.Response(text=f"{words}\n", headers=headers.LIGHT_PAGES)

    async def to_page(request: web.Request) -> web.Response:
        """One page for every class, at one address: what it names beside it is found, also below a proxy's folder."""
        looks = {each: "" for each in ("text", "screens") if each in request.query}
        there = f"../?{urlencode({'class': request.match_info['code'], **looks})}"
        return web.Response(status=307, headers={**headers.LIGHT_PAGES, "Location": there})

    async def file(request: web.Request) -> web.StreamResponse:
        assert folder is not None
        path = request.match_info["path"]
        found = None if "\0" in path else find(folder, path, request.headers.get("Accept-Encoding", ""))
        if found is None:
            raise web.HTTPNotFound
        return web.FileResponse(found.file, headers=found.headers)

    if folder is None:
        return [web.get("/", words), web.get("/j/{code}", words)]
    return [web.get("/j/{code}", to_page), web.get("/{path:.*}", file)]
