"""What stands before every route: limits, origins, and every failure told as a status and one clear reason."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from game.classroom import headers
from game.classroom.limits import Limits, TooOftenError, neighbourhood
from game.classroom.reading import RefusedError
from game.classroom.service import NoSuchClassError, NoSuchPupilError
from game.classroom.standing import NotNowError
from game.classroom.store import StoreError
from game.wording import _

TRY_AGAIN = 2
"""Seconds, where the database failed."""

WHO = web.RequestKey("who", str)
"""Under which a request says who counts as having asked."""

_log = logging.getLogger(__name__)


class NotAllowedError(Exception):
    """Nobody may ask for this in this way; the words say why."""


def gate(limits: Limits, *, behind_proxy: bool) -> Middleware:
    """`behind_proxy`: who asks is told by the proxy, in the last part of X-Forwarded-For."""

    @web.middleware
    async def through(request: web.Request, handler: Handler) -> web.StreamResponse:
        request[WHO] = neighbourhood(_address(request, behind_proxy))
        try:
            (limits.request if request.path.startswith("/api/") else limits.file)(request[WHO])
            _refuse_strangers(request)
            response = await handler(request)
        except Exception as error:  # told to whoever asked, in a word, whatever it is
            response = _failure(error)
        response.headers.update(headers.ALWAYS)
        return response

    return through


def answer(body: str, status: int = 200, more: Mapping[str, str] | None = None) -> web.Response:
    """JSON."""
    said = {**headers.ANSWERS, **(more or {})}
    return web.Response(text=body, status=status, content_type="application/json", headers=said)


def _refuse_strangers(request: web.Request) -> None:
    """A page from elsewhere can ask nothing here; it could not send a token or JSON without leave in any case."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise NotAllowedError("this is asked for by a page from elsewhere")
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin") and "/api/" in request.path:
        raise NotAllowedError("this is asked for by a page from elsewhere")
    if request.method in ("POST", "PUT") and request.content_type != "application/json":
        raise NotAllowedError("this takes application/json")


def _failure(error: Exception) -> web.Response:
    match error:
        case TooOftenError():
            return _told(429, "too often", str(error), error.seconds)
        case RefusedError():
            return _told(413 if error.why == "too large" else 422, error.why, str(error))
        case NoSuchClassError():
            return _told(404, "no class", str(error))
        case NoSuchPupilError():
            return _told(401, "unknown", str(error))
        case NotNowError():
            return _told(409, "not now", str(error))
        case NotAllowedError():
            return _told(403, "not allowed", str(error))
        case StoreError():
            return _told(503, "not kept", _("nothing was changed: {problem}", problem=error), TRY_AGAIN)
        case TimeoutError():
            return _told(408, "too slow", _("what was sent did not arrive in time"))
        case web.HTTPException():
            return _told(error.status, "http", error.reason)
        case _:
            _log.error("a mistake of the server's own", exc_info=error)
            return _told(500, "mistake", _("a mistake of the server's own"))


def _told(status: int, why: str, reason: str, seconds: int | None = None) -> web.Response:
    said: dict[str, Any] = {"why": why, "reason": reason}
    response = answer(json.dumps(said), status, None if seconds is None else {"Retry-After": str(seconds)})
    if status in (408, 413):
        response.force_close()  # the rest of what was sent is not waited for
    return response


def _address(request: web.Request, behind_proxy: bool) -> str:
    told = request.headers.get("X-Forwarded-For", "") if behind_proxy else ""
    return told.rpartition(",")[2].strip() or request.remote or ""
