"""The light page on which pupils vote: three small files, no framework, nothing that an old telephone has not."""

from __future__ import annotations

from importlib.resources import files

from aiohttp import web
from aiohttp.typedefs import Handler

from game.classroom import headers

_KINDS = {"vote.html": "text/html", "vote.js": "text/javascript", "vote.css": "text/css"}


def pages() -> list[web.RouteDef]:
    return [
        web.get("/v/{code}", _serving("vote.html")),
        *(web.get(f"/vote/{name}", _serving(name)) for name in _KINDS if name != "vote.html"),
    ]


def _serving(name: str) -> Handler:
    text = files("game.classroom.vote").joinpath("page", name).read_text("utf-8")

    async def serve(_: web.Request) -> web.Response:
        return web.Response(text=text, content_type=_KINDS[name], headers=headers.LIGHT_PAGES)

    return serve
