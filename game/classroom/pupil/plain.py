"""A pupil's game as plain lines: as alone, but it waits where the class stops."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import CancelledError
from contextlib import suppress
from threading import Condition, Thread
from typing import Any, TextIO, TypeVar

from game.classroom.link import AwayError, GoneError
from game.classroom.pupil.attendance import CALLED, NO_NAME, Attendance
from game.classroom.pupil.run import ClassRun
from game.classroom.pupil.together import together
from game.classroom.reading import RefusedError
from game.classroom.wire import Seen
from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.plain.console import Console, InputEnded
from game.plain.lines import forget_typed, typed
from game.plain.play import ask_traveller, play
from game.saves.run import Run
from game.wording import _

_PATIENCE = 3.0
_LOOK_EVERY = 0.3
"""Seconds."""
_WHERE = "w"
"""What is typed to be told where one stands."""
_T = TypeVar("_T")


def attend(lines: tuple[TextIO, TextIO], rules: Rules, make: Callable[[], Attendance], pseudonym: str) -> None:
    """Plays in a class until the pupil has had enough. `make` is called where the link has its loop.

    Raises `RefusedError`, `GoneError`.
    """
    company = _Company()
    attendance = company.do(_made(make))
    try:
        with suppress(InputEnded):
            _join(Console(*lines), attendance, company, pseudonym)
            company.follow(attendance)
            _play(_Waiting(lines, company, attendance), rules, attendance, company)
    finally:
        company.do(attendance.leave())
        company.do(attendance.close(_PATIENCE))
        company.close()


async def _made(make: Callable[[], Attendance]) -> Attendance:
    return make()


def _join(console: Console, attendance: Attendance, company: _Company, pseudonym: str) -> None:
    """Asks for a pseudonym where one may be chosen and none was given. Raises `InputEnded`."""
    asks = not pseudonym and company.do(_reached(attendance.may_choose, console))
    while True:
        wanted = console.ask(f"{_(CALLED)} {_(NO_NAME)}") if asks else pseudonym
        try:
            return company.do(_reached(lambda: attendance.join(wanted), console))  # noqa: B023 - done before the next
        except RefusedError as error:
            if not asks or error.why != "pseudonym":
                raise
            console.say(_("That cannot be: {reason}.", reason=error))


async def _reached(ask: Callable[[], Awaitable[_T]], console: Console) -> _T:
    """Tries until the class answers, and says once that it is not to be found."""
    told = False
    while True:
        try:
            return await ask()
        except AwayError:
            if not told:
                console.say(
                    _("The class cannot be reached. Are you in its network? It is tried again and again."),
                    _("If the address is wrong, stop with Ctrl+C and type it as it is on the teacher's screen."),
                )
                told = True
        await asyncio.sleep(_PATIENCE)


def _play(console: _Waiting, rules: Rules, attendance: Attendance, company: _Company) -> None:
    lesson, shelf = attendance.lesson, attendance.seat.shelf
    assert lesson is not None  # it has joined
    console.say(lesson.title.upper(), "", lesson.content, "")
    console.say(_("You are {pseudonym} here.", pseudonym=attendance.pseudonym), "")
    console.wait()
    if latest := shelf.latest(rules.story["about"]["id"]):
        run, _strays = Run.resume(rules, shelf, latest.path)
    else:
        one = len(lesson.travellers) == 1
        who = lesson.travellers[0] if one else ask_traveller(console, rules, lesson.travellers)
        run = Run.begin(rules, shelf, who, lesson.seed)
    play(console, ClassRun(run, _Handed(attendance, company)), lesson.short)


class _Company:
    """The class's loop, in a thread of its own; the game waits in the main one."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._changed = Condition()
        self._over = False
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def do(self, what: Coroutine[Any, Any, _T]) -> _T:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result()

    def follow(self, attendance: Attendance) -> None:
        asyncio.run_coroutine_threadsafe(self._follow(attendance), self._loop)

    async def _follow(self, attendance: Attendance) -> None:
        with suppress(GoneError, CancelledError):
            await attendance.follow(self._tell)
        self._over = True
        self._tell(attendance.seen)

    def _tell(self, _seen: Seen) -> None:
        with self._changed:
            self._changed.notify_all()

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to follow."""
        return self._over

    def wait(self, until: Callable[[], bool]) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._over or until())

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PATIENCE)


class _Handed:
    """Hands in from the thread of the game, in that of the class."""

    def __init__(self, attendance: Attendance, company: _Company) -> None:
        self._attendance = attendance
        self._company = company

    @property
    def note(self) -> str:
        return self._attendance.note

    def hand_in(self, file: str, playthrough: Playthrough) -> None:
        self._company.do(self._handed(file, playthrough))

    async def _handed(self, file: str, playthrough: Playthrough) -> None:
        self._attendance.hand_in(file, playthrough)


class _News(Exception):  # noqa: N818 - no error: the class has done something while a line was waited for
    pass


class _Waiting(Console):
    """A console that asks nothing while the class stands still, and says at once what the class does."""

    def __init__(self, lines: tuple[TextIO, TextIO], company: _Company, attendance: Attendance) -> None:
        super().__init__(*lines)
        self._company = company
        self._attendance = attendance
        self._farewell: list[str] = []
        """What was said last of a class that is over, or gone."""

    def ask(self, prompt: str) -> str:
        if self.wait():
            return _WHERE
        try:
            answer = super().ask(prompt)
        except _News:
            self.say("")
            self.wait()
            return _WHERE
        return _WHERE if self.wait() else answer

    def _line(self) -> str:
        """On a terminal, what is begun of it is let go as soon as there is something to say; a pipe is just read."""
        if self._in.isatty():
            while not typed(self._in, _LOOK_EVERY):
                if self._words(self._attendance.seen):
                    forget_typed(self._in)
                    raise _News
        return super()._line()

    def wait(self) -> bool:
        """Says what the class does, until it plays; whether there was anything to say."""
        waited = False
        while words := self._words(seen := self._attendance.seen):
            waited = True
            self.say("", *words, "")
            if self._is_over(seen):
                self._farewell = words
            else:
                self._company.wait(lambda now=seen: self._attendance.seen != now)
        return waited

    def _is_over(self, seen: Seen) -> bool:
        return self._company.is_over or seen.standing.phase == "ended"

    def _words(self, seen: Seen) -> list[str]:
        """What there is to say of how the class stands now; a farewell is said once."""
        words = self._stopped(seen)
        return [] if words == self._farewell else words

    def _stopped(self, seen: Seen) -> list[str]:
        if self._company.is_over:
            return [_("You are no longer in this class, or it was deleted. What you played is kept on this machine.")]
        if seen.standing.phase == "gathering":
            return [_("The class has not begun yet. It goes on here by itself.")]
        what = together(seen, self._attendance.lesson, self._attendance.rules.story)
        if what is None:
            return []
        return [f"{what.title}.", *(line for part in what.parts for line in ("", part.heading, *part.lines) if line)]
