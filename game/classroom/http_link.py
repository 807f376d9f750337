"""`Link` over HTTP, for a terminal."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlsplit

import aiohttp

from game.classroom.insisting import PATIENCE, InsistingLink
from game.classroom.link import AwayError
from game.classroom.names import deal_token, read_code
from game.classroom.wire import LARGEST_ANSWER
from game.wording import _


class HttpLink(InsistingLink):
    """`Link` over HTTP. To be used within one event loop, and closed."""

    def __init__(self, address: str, code: str, token: str = "") -> None:
        """Raises `ValueError` where the code cannot be one, or the address neither."""
        super().__init__(token or deal_token())
        self._base = f"{_base(address)}/api/{read_code(code)}"
        self._kept_session: aiohttp.ClientSession | None = None

    async def close(self, seconds: float = 0.0) -> None:
        await super().close(seconds)
        if self._kept_session:
            await self._kept_session.close()

    async def _carry(self, method: str, what: str, body: str) -> tuple[int, bytes]:
        said = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        try:
            async with self._session().request(
                method, f"{self._base}/{what}", data=body or None, headers=said, allow_redirects=False
            ) as response:
                return response.status, await _limited(response)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise AwayError(
                _("the class cannot be reached: {problem}", problem=str(error) or _("no answer in time"))
            ) from None

    def _session(self) -> aiohttp.ClientSession:
        if self._kept_session is None:
            timeout = aiohttp.ClientTimeout(total=PATIENCE, sock_connect=5)
            self._kept_session = aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar())
        return self._kept_session


async def _limited(response: aiohttp.ClientResponse) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in response.content.iter_chunked(65_536):
        size += len(part)
        if size > LARGEST_ANSWER:
            raise AwayError(_("what answers there is no class"))
        parts.append(part)
    return b"".join(parts)


def _base(address: str) -> str:
    """`http://HOST:PORT`, from however it was typed. Raises `ValueError`."""
    typed = address.strip()
    with suppress(ValueError):  # raised for a port that is none, or half a bracket
        parts = urlsplit(typed if "://" in typed else f"http://{typed}")
        if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0:
            return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    raise ValueError(_("`{typed}` is no address. One looks like http://192.168.1.7:8022", typed=typed[:60]))
