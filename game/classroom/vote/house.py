"""The whole class as one: what it plays on one screen is handed in like a pupil's run."""

from __future__ import annotations

import asyncio
from pathlib import Path

from game.classroom.pupil.seat import Seat
from game.classroom.reading import RefusedError
from game.classroom.service import Classroom, NoSuchClassError, NoSuchPupilError
from game.classroom.standing import close_ballot, open_ballot, play
from game.classroom.store import StoreError
from game.classroom.vote.count import Count, ballots
from game.classroom.wire import HandIn
from game.engine.playthrough import Playthrough
from game.engine.rules import Option
from game.engine.text import plain
from game.wording import _


class House:
    """Every method but `hand_in` may wait for the database, and raises `StoreError`, `NoSuchClassError`."""

    def __init__(self, classroom: Classroom, code: str, seat: Seat) -> None:
        self._classroom = classroom
        self._code = code
        self.seat = seat
        self.lesson = classroom.a_class(code).lesson
        self.note = ""
        """What whoever leads should know of what was handed in; empty where all is well."""
        self._newest: dict[int, HandIn] = {}
        self._sending = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    def join(self) -> None:
        """Also closes a vote that was left open. Raises `RefusedError` where nobody is let in."""
        self.seat.catch_up(self._classroom.join(self._code, self.seat.token))
        self.seat.save()
        self.close()

    @property
    def last_file(self) -> Path | None:
        """In which this class's journey is kept, where it has begun one."""
        found = [self.seat.folder.parent / name for name in self.seat.runs]
        return next((path for path in reversed(found) if path.is_file()), None)

    def hand_in(self, file: str, playthrough: Playthrough) -> None:
        """Nobody waits for it; what is newest arrives, if need be with the next choice."""
        run = self.seat.next_revision(file)
        moves = tuple(playthrough.moves)
        self._newest[run.number] = HandIn(
            run.number, run.revision, self._classroom.edition, playthrough.traveller, playthrough.seed, moves
        )
        self.seat.save()
        task = asyncio.get_running_loop().create_task(self._send())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self) -> None:
        async with self._sending:
            for number, run in list(self._newest.items()):
                try:
                    await asyncio.to_thread(self._classroom.hand_in, self._code, self.seat.token, run)
                except (StoreError, RefusedError, NoSuchClassError, NoSuchPupilError) as error:
                    self.note = _("The class did not take this: {reason}. It is kept on this machine.", reason=error)
                    return
                if self._newest[number] is run:
                    del self._newest[number]
            self.note = ""

    def open(self, question: str, options: list[Option]) -> None:
        """Has pupils vote on their telephones."""
        words = [(option.id, plain(option.say)) for option in options]
        self._classroom.change(self._code, lambda now: open_ballot(now, question, words))

    def count(self, choices: list[str]) -> Count:
        """What has come in so far."""
        view = self._classroom.view(self._code)
        here = sum(pupil.here for pupil in view.pupils) - 1  # the class itself sits in the class
        return ballots(view.votes, choices, max(0, here))

    def close(self) -> None:
        if self._classroom.a_class(self._code).standing.ballot:
            self._classroom.change(self._code, close_ballot)

    def begin(self) -> None:
        """From now on the class plays."""
        if self._classroom.a_class(self._code).standing.phase not in ("playing", "ended"):
            self._classroom.change(self._code, play)
