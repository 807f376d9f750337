"""What can be asked for over HTTP: each route reads, calls one method of `Classroom`, writes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any, TypeVar

from aiohttp import web

from game.classroom import names, standing
from game.classroom.board import Board
from game.classroom.gate import WHO, answer
from game.classroom.lesson import LONGEST_NOTE
from game.classroom.limits import Limits
from game.classroom.reading import LARGEST_COUNT, RefusedError, flag, malformed, many, number, pair, read_object, text
from game.classroom.service import Classroom, NoSuchClassError, NoSuchPupilError
from game.classroom.standing import Standing
from game.classroom.view import written_view
from game.classroom.wire import HandIn, read_hand_in, written
from game.wording import N_, _

SLOWEST = 10.0
"""Seconds that a body may take to arrive."""
_NOBODY = N_("nobody in a class of this code has this token")

T = TypeVar("T")


class Routes:
    def __init__(self, classroom: Classroom, board: Board, limits: Limits, workers: Executor) -> None:
        self._classroom = classroom
        self._board = board
        self._limits = limits
        self._workers = workers

    def all(self) -> list[web.RouteDef]:
        here = "/api/{code}"
        return [
            web.get(f"{here}/lesson", self.lesson),
            web.post(f"{here}/join", self.join),
            web.put(f"{here}/run", self.hand_in),
            web.get(f"{here}/seen", self.seen),
            web.post(f"{here}/leave", self.leave),
            web.post(f"{here}/vote", self.vote),
            web.get(f"{here}/facilitator/view", self.view),
            web.post(f"{here}/facilitator/delete", self.delete),
            web.post(f"{here}/facilitator/remove", self.remove),
            web.post(f"{here}/facilitator/door", self.door),
            web.post(f"{here}/facilitator/{{step}}", self.change),
        ]

    async def lesson(self, request: web.Request) -> web.Response:
        """For whoever has the code, and wants to know before joining whether a pseudonym may be chosen."""
        with self._finding(request) as code:
            return answer(written((await self._work(lambda: self._classroom.a_class(code))).lesson))

    async def join(self, request: web.Request) -> web.Response:
        token = _token(request)
        with self._finding(request) as code:
            wanted = text(read_object(await _body(request), ("pseudonym",)), "pseudonym")
            return answer(written(await self._work(lambda: self._classroom.join(code, token, wanted))))

    @contextmanager
    def _finding(self, request: web.Request) -> Generator[str]:
        """The code of the class that somebody looks for who need not be in it; wrong ones are counted."""
        self._limits.guess(request[WHO])
        try:
            yield _code(request)
        except NoSuchClassError:
            self._limits.wrong(request[WHO])
            raise

    async def hand_in(self, request: web.Request) -> web.Response:
        token = self._posting(request)
        body = await _body(request)
        return answer(written(await self._as_pupil(request, lambda code: self._handed_in(code, token, body))))

    def _handed_in(self, code: str, token: str, body: bytes) -> Any:
        try:
            run: HandIn = read_hand_in(body)
        except RefusedError as error:
            self._classroom.count_refusal(code, token, error.why)
            raise
        return self._classroom.hand_in(code, token, run)

    async def seen(self, request: web.Request) -> web.Response:
        token = _token(request)
        after = _after(request)
        await self._as_pupil(request, lambda code: self._classroom.know(code, token))
        try:
            return answer(await self._board.seen(_code(request), after))
        except NoSuchClassError:
            raise NoSuchPupilError(_(_NOBODY)) from None

    async def leave(self, request: web.Request) -> web.Response:
        token = _token(request)
        forget = flag(read_object(await _body(request), ("forget",)), "forget")
        await self._as_pupil(request, lambda code: self._classroom.leave(code, token, forget))
        return answer("{}")

    async def vote(self, request: web.Request) -> web.Response:
        token = self._posting(request)
        found = read_object(await _body(request), ("ballot", "choice"))
        ballot, choice = number(found, "ballot"), text(found, "choice")
        await self._as_pupil(request, lambda code: self._classroom.vote(code, token, ballot, choice))
        return answer("{}")

    async def view(self, request: web.Request) -> web.Response:
        code = await self._as_facilitator(request)
        return answer(await self._work(lambda: written_view(self._classroom.view(code))))

    async def change(self, request: web.Request) -> web.Response:
        code = await self._as_facilitator(request)
        step = _step(request.match_info["step"], await _body(request))
        now = await self._work(lambda: self._classroom.change(code, step))
        await self._board.note(code, now.version)
        return answer(written(now))

    async def remove(self, request: web.Request) -> web.Response:
        code = await self._as_facilitator(request)
        pseudonym = text(read_object(await _body(request), ("pseudonym",)), "pseudonym")
        await self._work(lambda: self._classroom.remove(code, pseudonym))
        return answer("{}")

    async def door(self, request: web.Request) -> web.Response:
        code = await self._as_facilitator(request)
        shut = flag(read_object(await _body(request), ("shut",)), "shut")
        await self._work(lambda: self._classroom.put_door(code, shut=shut))
        return answer("{}")

    async def delete(self, request: web.Request) -> web.Response:
        code = await self._as_facilitator(request)
        await self._work(lambda: self._classroom.delete(code))
        await self._board.note(code, 0)
        return answer("{}")

    def _posting(self, request: web.Request) -> str:
        token = _token(request)
        self._limits.post(token)
        return token

    async def _as_pupil(self, request: web.Request, what: Callable[[str], T]) -> T:
        """Whether the code or the token is wrong is not told: nobody finds a class by asking so."""
        try:
            code = _code(request)
            return await self._work(lambda: what(code))
        except (NoSuchClassError, NoSuchPupilError):
            raise NoSuchPupilError(_(_NOBODY)) from None

    async def _as_facilitator(self, request: web.Request) -> str:
        """The class's code."""
        self._limits.guess(request[WHO])
        secret = _bearer(request)
        try:
            code = _code(request)
            if await self._work(lambda: self._classroom.is_facilitator(code, secret)):
                return code
        except NoSuchClassError:
            pass
        self._limits.wrong(request[WHO])
        raise NoSuchPupilError(_("no class of this code has this secret"))

    async def _work(self, what: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._workers, what)


def _step(name: str, body: bytes) -> Callable[[Standing], Standing]:
    """Raises `RefusedError`, `NoSuchClassError`."""
    plain = {"play": standing.play, "pause": standing.pause, "end": standing.end}
    if name in plain:
        read_object(body, ())
        return plain[name]
    if name == "talk":
        found = read_object(body, ("question", "scene"))
        question, scene = text(found, "question", LONGEST_NOTE), text(found, "scene")
        return lambda now: standing.talk(now, question, scene)
    if name == "reveal":
        of = text(read_object(body, ("scene",)), "scene")
        return lambda now: standing.reveal(now, of)
    if name == "ballot":
        return _ballot(body)
    raise web.HTTPNotFound


def _ballot(body: bytes) -> Callable[[Standing], Standing]:
    """Opens one; with no options, closes the open one."""
    found = read_object(body, ("question", "options"))
    question = text(found, "question", LONGEST_NOTE)
    options = [pair(each, "an option", LONGEST_NOTE) for each in many(found["options"], "`options`", 100)]
    return (lambda now: standing.open_ballot(now, question, options)) if options else standing.close_ballot


async def _body(request: web.Request) -> bytes:
    async with asyncio.timeout(SLOWEST):
        return await request.read()


def _code(request: web.Request) -> str:
    """Raises `NoSuchClassError`."""
    try:
        return names.read_code(request.match_info["code"])
    except ValueError as error:
        raise NoSuchClassError(str(error)) from None


def _token(request: web.Request) -> str:
    """Raises `NoSuchPupilError`."""
    token = _bearer(request)
    if not names.is_token(token):
        raise NoSuchPupilError("a token has 22 to 86 letters, digits, - and _")
    return token


def _bearer(request: web.Request) -> str:
    kind, _space, given = request.headers.get("Authorization", "").partition(" ")
    return given.strip() if kind.lower() == "bearer" else ""


def _after(request: web.Request) -> int:
    given = request.query.get("after", "0")
    if not given.isascii() or not given.isdecimal() or len(given) > len(str(LARGEST_COUNT)):
        raise malformed("`after` should be a whole number")
    return int(given)
