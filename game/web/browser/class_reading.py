"""A class as text: as the game alone, but it stops when the class stops, whatever is being read."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any

from game.classroom.link import AwayError, GoneError
from game.classroom.names import LONGEST_PSEUDONYM
from game.classroom.pupil.attendance import CALLED, NO_NAME, Attendance
from game.classroom.pupil.together import Together, together
from game.classroom.reading import RefusedError
from game.classroom.standing import Ballot
from game.engine.rules import Rules
from game.engine.text import plain
from game.web.browser.pupil_reading import LEAVE, PupilReading
from game.web.browser.view import Field, View, button, view
from game.wording import _

_PSEUDONYM: Field = {"do": "call", "say": "Your pseudonym", "press": "Join", "longest": LONGEST_PSEUDONYM}


class ClassReading:
    """To be made and used where an event loop runs."""

    place = ""
    """It begins on the class's first page, wherever the tab was."""

    def __init__(self, rules: Rules, attendance: Attendance, show: Callable[[str], object]) -> None:
        """`show` is called with a view, as JSON, whenever the class has another one shown than the page has."""
        self._rules = rules
        self._attendance = attendance
        self._show = show
        self._shown = ""
        self._reading = PupilReading(rules, attendance)
        self._notice = ""
        self._left = False
        self._answered = 0
        """The ballot that was voted on, or not."""
        self._read_on = 0
        """The version of the standing that is looked at no longer."""
        self._doing: set[asyncio.Task[None]] = set()
        self._attending = self._attend()

    def view(self) -> str:
        now = self._now()
        self._shown = json.dumps({**now, "notice": self._notice or now["notice"]})
        return self._shown

    def do(self, said: str) -> str:
        """Does what a button of the view that is shown says; gives the view after it, as JSON."""
        self._notice = ""
        shown = json.loads(self._shown)
        buttons = [each["do"] for each in (*shown["choices"], *shown["more"]) if not each["locked"]]
        what, _, rest = said.partition(" ")
        if said in buttons or (shown["field"] and what == shown["field"]["do"]):
            self._do(what, rest)
        return self.view()

    def _do(self, what: str, rest: str) -> None:
        doings: dict[str, Callable[[], None]] = {
            "leave": self._leave,
            "back": self._come_back,
            "vote": lambda: self._vote(rest),
            "read-on": self._read_alone,
            "call": lambda: self._attendance.call_me(rest),
        }
        if what in doings:
            doings[what]()
        else:
            self._reading.do(what, rest)

    def _changed(self) -> None:
        before = self._shown
        if self.view() != before:
            self._show(self._shown)

    def _now(self) -> View:
        seen = self._attendance.seen
        if self._left:
            words = ["Nobody asks why, and nothing is lost. This page can be closed now."]
            return view("You have left", words, [button("back", "Come back")])
        if self._attendance.is_asked:
            return _asked(self._attendance.not_taken)
        if (ballot := seen.standing.ballot) and ballot.id != self._answered:
            return _ballot(ballot)
        what = together(seen, self._attendance.lesson, self._rules.story)
        if what and seen.standing.version != self._read_on:
            return _together(what)
        return self._reading.view()

    def _read_alone(self) -> None:
        self._read_on = self._attendance.seen.standing.version

    def _vote(self, choice: str) -> None:
        if ballot := self._attendance.seen.standing.ballot:
            self._answered = ballot.id
            if choice:
                self._start(self._send_vote(ballot.id, choice))

    async def _send_vote(self, ballot: int, choice: str) -> None:
        try:
            await self._attendance.vote(ballot, choice)
        except (AwayError, GoneError, RefusedError) as error:
            self._notice = f"The vote was not taken: {error}."
        else:
            self._notice = "Your vote is in."
        self._changed()

    def _leave(self) -> None:
        self._attending.cancel()
        self._reading.do("first")
        self._left = True
        self._start(self._attendance.leave())

    def _come_back(self) -> None:
        self._left = False
        self._attending = self._attend()

    def _attend(self) -> asyncio.Task[None]:
        return self._start(self._attendance.attend("", self._changed))

    def _start(self, what: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(what)
        self._doing.add(task)  # who holds none of them loses them
        task.add_done_callback(self._doing.discard)
        return task


def _asked(not_taken: str) -> View:
    given = button("call", "Give me one")
    return view(_(CALLED), [_(NO_NAME)], [], [given, LEAVE], field=_PSEUDONYM, notice=not_taken)


def _together(what: Together) -> View:
    told = [line for part in what.parts for line in (f"# {part.heading}" if part.heading else "", *part.lines) if line]
    return view(what.title, told, [button("read-on", "Read on alone")] if what.closes else [], [LEAVE])


def _ballot(ballot: Ballot) -> View:
    options = (button(f"vote {choice}", plain(say)) for choice, say in ballot.options)
    more = [button("vote", "Abstain"), LEAVE]
    return view(plain(ballot.question), ["Nobody sees who voted for what."], options, more)
