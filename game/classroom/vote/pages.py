"""The light page on which pupils vote: small files, no framework, nothing that an old telephone has not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from importlib.resources import files

from aiohttp import web
from aiohttp.typedefs import Handler

from game.classroom import headers
from game.classroom.vote.words import SAID, STANDING
from game.wording import _, language

_KINDS = {"vote.js": "text/javascript", "vote.css": "text/css"}


def pages() -> list[web.RouteDef]:
    """In the language that the game speaks now."""
    said = {name: _(words) for name, words in SAID.items()}
    return [
        web.get("/v/{code}", _serving(_worded(_file("vote.html")), "text/html")),
        web.get("/vote/words.js", _serving(f"var WORDS = {json.dumps(said)};\n", "text/javascript")),
        *(web.get(f"/vote/{name}", _serving(_file(name), kind)) for name, kind in _KINDS.items()),
    ]


def _file(name: str) -> str:
    return files("game.classroom.vote").joinpath("page", name).read_text("utf-8")


def _worded(page: str) -> str:
    words: Mapping[str, str] = {"language": language(), **{name: _(told) for name, told in STANDING.items()}}
    return re.sub(r"\{(\w+)\}", lambda found: escape(words[found[1]]), page)


def _serving(text: str, kind: str) -> Handler:
    async def serve(_request: web.Request) -> web.Response:
        return web.Response(text=text, content_type=kind, headers=headers.LIGHT_PAGES)

    return serve
