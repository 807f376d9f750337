"""`Link` for a page: what the class is asked travels by the browser's own `fetch`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from game.classroom.insisting import InsistingLink
from game.classroom.link import AwayError
from game.wording import _

Ask: TypeAlias = Callable[[str, str, str, str], Awaitable[tuple[int, str]]]
"""Method, path, token, body (empty: none) -> the answer's status and text; 0 and why, where nobody answered."""


class FetchLink(InsistingLink):
    def __init__(self, ask: Ask, code: str, token: str) -> None:
        super().__init__(token)
        self._fetch = ask
        self._base = f"api/{code}"

    async def _carry(self, method: str, what: str, body: str) -> tuple[int, bytes]:
        status, text = await self._fetch(method, f"{self._base}/{what}", self.token, body)
        if status == 0:
            raise AwayError(_("the class cannot be reached: {problem}", problem=text))
        return status, text.encode()
