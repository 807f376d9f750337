"""One pupil in one class: what is played is handed in, and how the class stands is followed."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress

from game.classroom.edition import edition
from game.classroom.lesson import Lesson
from game.classroom.link import AwayError, GoneError, Link
from game.classroom.pupil.seat import Seat
from game.classroom.reading import RefusedError
from game.classroom.standing import Standing
from game.classroom.wire import HandIn, Joined, Seen
from game.engine.playthrough import Move, Playthrough
from game.engine.rules import Rules
from game.saves.playthrough_file import UnreadableError
from game.saves.shelf import load
from game.wording import N_, _

_PATIENCE = 3.0
"""Seconds until a class that could not be reached is tried again."""
CALLED = N_("What do you want to be called here?")
NO_NAME = N_("The class sees it: choose no name of yours, nor anything that you are known by. Empty: one is given.")

_IN_A_TERMINAL = N_(
    "the class plays another edition of the story than the one that is installed here;"
    " join in a browser, by the address on the teacher's screen"
)
_IN_A_BROWSER = N_(
    "the class plays another edition of the story than the one that this page has;"
    " load the page again, and if that does not help, tell whoever leads the class"
)


class Attendance:
    def __init__(self, rules: Rules, seat: Seat, link: Link) -> None:
        self.rules = rules
        self.seat = seat
        self._link = link
        self._edition = edition(rules.story)
        self.seen = Seen(seat.joined.standing if seat.joined else Standing())
        self.trouble = ""
        """Why one is not in the class now; empty where one is, or where it has not answered yet."""
        self.not_taken = ""
        """Why one could not be called as one wanted; empty where one could."""
        self._answer: asyncio.Future[str] | None = None
        """To what one wants to be called, while that is asked."""
        self._looked_up: Lesson | None = None
        self._late = False
        """Whether what was handed in before the last choice had not arrived by then."""

    @property
    def lesson(self) -> Lesson | None:
        """None before the class has answered for the first time."""
        return self.seat.joined.lesson if self.seat.joined else self._looked_up

    @property
    def pseudonym(self) -> str:
        return self.seat.joined.pseudonym if self.seat.joined else ""

    @property
    def note(self) -> str:
        """What the pupil should know of what is handed in; empty where all is well."""
        if self._link.refusal:
            return _("The class did not take this: {reason}. It is kept on this machine.", reason=self._link.refusal)
        if self._late and self._link.waiting:
            return _("The class cannot be reached now. Go on: what you play is kept here, and handed in later.")
        return ""

    @property
    def has_begun(self) -> bool:
        return self.seat.joined is not None and self.seen.standing.phase != "gathering"

    @property
    def state(self) -> str:
        """One or two sentences for the first page."""
        if self.trouble:
            return self.trouble
        if not self.seat.joined:
            return _("The class is being looked for.")
        if not self.has_begun:
            return _("You are {pseudonym} here. The class has not begun yet.", pseudonym=self.pseudonym)
        return _("You are {pseudonym} here.", pseudonym=self.pseudonym)

    async def attend(self, pseudonym: str, tell: Callable[[], None]) -> None:
        """Joins and follows the class, and tells of every change of its standing and of one's own `trouble`.

        A class that cannot be reached is tried again and again; one that does not let one in is let be.
        """
        wanted = pseudonym or None
        while True:
            try:
                if wanted is None and await self.may_choose():
                    wanted = await self._ask(tell)
                await self.join(wanted or "")
                self.trouble = ""
                tell()
                await self.follow(lambda _: tell())
            except (RefusedError, GoneError) as error:
                if isinstance(error, RefusedError) and error.why == "pseudonym":
                    self.not_taken, wanted = _("That cannot be: {reason}.", reason=error), None
                    continue
                self.trouble = _("The class did not let you in: {reason}.", reason=error)
                tell()
                return
            except AwayError:
                self.trouble = _("The class cannot be reached. Are you in its network? It is tried again and again.")
                tell()
            await asyncio.sleep(_PATIENCE)

    async def may_choose(self) -> bool:
        """Whether whoever joins now is called as they wish. Raises as `Link.lesson`."""
        if self.seat.joined is None:
            self._looked_up = await self._link.lesson()
        return self._looked_up is not None and self._looked_up.pseudonyms == "chosen"

    @property
    def is_asked(self) -> bool:
        """Whether the class can be joined as soon as one has said what one wants to be called."""
        return self._answer is not None

    def call_me(self, pseudonym: str) -> None:
        """Answers; empty: as the class likes."""
        if self._answer and not self._answer.done():
            self._answer.set_result(pseudonym)

    async def _ask(self, tell: Callable[[], None]) -> str:
        self.trouble = ""
        self._answer = asyncio.get_running_loop().create_future()
        try:
            tell()
            return await self._answer
        finally:
            self._answer = None

    async def join(self, pseudonym: str = "") -> None:
        """Takes the seat, and hands in what is kept here. Raises as `Link.join`."""
        joined = await self._link.join(pseudonym)
        if joined.lesson.edition != self._edition:
            raise RefusedError("edition", _(_IN_A_BROWSER if sys.platform == "emscripten" else _IN_A_TERMINAL))
        self._joined(joined)

    def _joined(self, joined: Joined) -> None:
        self.seat.catch_up(joined)
        self.seen = Seen(joined.standing)
        for file in list(self.seat.runs):
            with suppress(UnreadableError):
                play = load(self.seat.folder / file)
                self._hand_in(file, play.traveller, play.seed, play.moves)
        self.seat.save()

    async def follow(self, tell: Callable[[Seen], None]) -> None:
        """Tells how the class stands whenever that changes, for as long as it is let. Raises `GoneError`."""
        while True:
            self.seen = await self._link.seen(self.seen.standing.version)
            tell(self.seen)

    def hand_in(self, file: str, playthrough: Playthrough) -> None:
        """A run as it stands now, and the file in which it is kept. Nobody waits for it."""
        self._late = self._link.waiting
        self._hand_in(file, playthrough.traveller, playthrough.seed, tuple(playthrough.moves))
        self.seat.save()

    def _hand_in(self, file: str, traveller: str, seed: int, moves: tuple[Move, ...]) -> None:
        run = self.seat.next_revision(file)
        self._link.hand_in(HandIn(run.number, run.revision, self._edition, traveller, seed, moves))

    async def vote(self, ballot: int, choice: str) -> None:
        """Raises as `Link.vote`."""
        await self._link.vote(ballot, choice)

    async def leave(self) -> None:
        """Quietly; a class that cannot be told of it is not told."""
        if self.seat.joined:
            with suppress(AwayError, GoneError):
                await self._link.leave()

    async def close(self, seconds: float = 0.0) -> None:
        """Waits so long for what is not yet handed in, then lets the class go."""
        await self._link.close(seconds)
