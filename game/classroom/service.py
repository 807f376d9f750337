"""Everything that can be done with classes. Server, dashboard, projector and report call this, and nothing below."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from game.classroom import names
from game.classroom.admission import admit
from game.classroom.edition import edition
from game.classroom.lesson import Lesson, LessonError
from game.classroom.reading import RefusedError, Why
from game.classroom.standing import Standing
from game.classroom.store import ClassRow, PupilRow, RunRow, Store, TakenError
from game.classroom.tally import split
from game.classroom.view import Journeys, Pupil, PupilRun, View
from game.classroom.wire import (
    HandIn,
    Joined,
    Kept,
    Seen,
    read_lesson,
    read_moves,
    read_standing,
    written,
    written_moves,
)
from game.engine.rules import Rules
from game.wording import _

MOST_PUPILS = 400
"""In one class."""


_lesson = lru_cache(maxsize=64)(read_lesson)
"""A class's lesson does not change, and each run that is handed in is held against it."""


class NoSuchClassError(LookupError):
    """No class has this code, or no longer."""


class NoSuchPupilError(LookupError):
    """No pupil of this class has this token, or no longer."""


class Opened(NamedTuple):
    code: str
    secret: str
    """The facilitator's; it is told once, and kept only hashed."""


class AClass(NamedTuple):
    code: str
    lesson: Lesson
    standing: Standing


class Classroom:
    """All methods are safe to call from several threads, and raise `StoreError` where the database fails."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store = store
        self.rules = rules
        self.edition = edition(rules.story)
        self._journeys = Journeys(rules)

    def open(self, lesson: Lesson) -> Opened:
        """A new class. Raises `LessonError` where the lesson is on another edition of the story than this one."""
        if lesson.edition != self.edition:
            raise LessonError(_("the lesson is on another edition of the story than the one that is here"))
        secret, salt = names.deal_secret(), names.deal_salt()
        now = Standing()
        while True:
            code = names.deal_code()
            try:
                self._store.add_class(
                    code, written(lesson), salt, names.hashed_secret(secret, salt), written(now), now.version
                )
            except TakenError:
                continue
            return Opened(code, secret)

    def classes(self) -> list[AClass]:
        """All that are kept, the latest last."""
        return [_a_class(row) for row in self._store.all_classes()]

    def a_class(self, code: str) -> AClass:
        """Raises `NoSuchClassError`."""
        return _a_class(self._row(code))

    def is_facilitator(self, code: str, secret: str) -> bool:
        row = self._store.a_class(code)
        given = (row.salt, row.secret) if row else (names.deal_salt(), "")
        return names.is_secret(secret, *given) and row is not None

    def new_secret(self, code: str) -> str:
        """For whoever holds the database: the old one is of no use from then on. Raises `NoSuchClassError`."""
        self._row(code)
        secret, salt = names.deal_secret(), names.deal_salt()
        self._store.swap_secret(code, salt, names.hashed_secret(secret, salt))
        return secret

    def change(self, code: str, step: Callable[[Standing], Standing]) -> Standing:
        """Takes a step from `standing`; two at once are taken one after the other.

        Raises `NoSuchClassError`, `NotNowError`.
        """
        while True:
            row = self._row(code)
            now = read_standing(row.standing)
            then = step(now)
            if then == now or self._store.swap_standing(code, now.version, written(then), then.version):
                if now.ballot and then.ballot != now.ballot:
                    self._store.delete_votes(row.id)
                return then

    def delete(self, code: str) -> None:
        """The class, and all that was kept of it. Raises `NoSuchClassError`."""
        self._row(code)
        self._store.delete_class(code)
        self._journeys.forget()

    def versions(self, codes: list[str]) -> dict[str, int]:
        """Of the standings of those of these classes that are there."""
        return self._store.versions(codes)

    def join(self, code: str, token: str, pseudonym: str = "") -> Joined:
        """Joins, or comes back: with the same token it is the same pupil, whatever else is given.

        Raises `NoSuchClassError`, `RefusedError`.
        """
        row = self._row(code)
        lesson, now = _lesson(row.lesson), read_standing(row.standing)
        hashed = names.hashed_token(token)
        try:
            pupil = self._store.a_pupil(row.id, hashed) or self._new_pupil(row, hashed, pseudonym)
        except RefusedError as error:
            self._store.count_refusal(row.id, error.why)
            raise
        if not pupil.here:
            self._store.put_here(pupil.id, True)
        return Joined(pupil.pseudonym, lesson, now, self._store.revisions(pupil.id))

    def hand_in(self, code: str, token: str, run: HandIn) -> Kept:
        """Keeps a run, if it is one of this class's and no newer one is kept.

        It is taken however the class stands: what was played without a network arrives late.
        Raises `NoSuchClassError`, `NoSuchPupilError`, `RefusedError`.
        """
        row, pupil = self._member(code, token)
        try:
            admit(self.rules, _lesson(row.lesson), run)
        except RefusedError as error:
            self._store.count_refusal(row.id, error.why)
            raise
        kept = RunRow(pupil.id, run.number, run.revision, run.traveller, run.seed, written_moves(run.moves))
        try:
            return Kept(self._store.keep_run(kept), read_standing(row.standing))
        except TakenError:
            raise NoSuchPupilError(_("this pupil is no longer in the class")) from None

    def leave(self, code: str, token: str, forget: bool = False) -> None:
        """Leaves quietly; `forget`: and takes along what was played. Raises `NoSuchClassError`, `NoSuchPupilError`."""
        _, pupil = self._member(code, token)
        if forget:
            self._store.delete_runs(pupil.id)
        self._store.put_here(pupil.id, False)

    def put_door(self, code: str, *, shut: bool) -> None:
        """Whether the door is shut to newcomers. Whoever is in stays in, and may come back.

        Raises `NoSuchClassError`.
        """
        try:
            self._store.put_shut(self._row(code).id, shut)
        except TakenError:
            raise _gone() from None

    def remove(self, code: str, pseudonym: str) -> None:
        """A pupil and their runs, by the facilitator. Raises `NoSuchClassError`, `NoSuchPupilError`."""
        if not self._store.delete_pupil(self._row(code).id, pseudonym):
            raise NoSuchPupilError(_("nobody in this class is called {name}", name=pseudonym))

    def vote(self, code: str, token: str, ballot: int, choice: str) -> None:
        """Votes, or votes otherwise. Raises `NoSuchClassError`, `NoSuchPupilError`, `RefusedError`."""
        row, pupil = self._member(code, token)
        open_now = read_standing(row.standing).ballot
        if open_now is None or open_now.id != ballot:
            raise RefusedError("ballot", "this vote is closed")
        if choice not in dict(open_now.options):
            raise RefusedError("ballot", "that cannot be voted for")
        self._store.put_vote(pupil.id, ballot, choice)

    def know(self, code: str, token: str) -> None:
        """Raises `NoSuchClassError`, `NoSuchPupilError` where nobody has this token."""
        self._member(code, token)

    def count_refusal(self, code: str, token: str, why: Why) -> None:
        """Of what a pupil sent that cannot even be read. Raises `NoSuchClassError`, `NoSuchPupilError`."""
        row, _ = self._member(code, token)
        self._store.count_refusal(row.id, why)

    def seen(self, code: str) -> Seen:
        """What everybody in the class may see. Raises `NoSuchClassError`."""
        row = self._row(code)
        now = read_standing(row.standing)
        if now.phase != "revealed":
            return Seen(now)
        return Seen(now, split(self.rules, [self._journeys.of(run) for run in self._store.all_runs(row.id)], now.scene))

    def view(self, code: str) -> View:
        """What the facilitator sees. Raises `NoSuchClassError`."""
        row = self._row(code)
        now = read_standing(row.standing)
        runs = {
            pupil: tuple(
                PupilRun(each.number, each.revision, read_moves(each.moves), self._journeys.of(each)) for each in own
            )
            for pupil, own in groupby(self._store.all_runs(row.id), lambda run: run.pupil)
        }
        pupils = self._store.all_pupils(row.id)
        return View(
            code,
            _lesson(row.lesson),
            now,
            tuple(Pupil(each.pseudonym, each.here, runs.get(each.id, ())) for each in pupils),
            self._store.is_shut(row.id),
            self._store.refused(row.id),
            self._store.count_votes(row.id, now.ballot.id) if now.ballot else {},
        )

    def _row(self, code: str) -> ClassRow:
        if row := self._store.a_class(code):
            return row
        raise _gone()

    def _member(self, code: str, token: str) -> tuple[ClassRow, PupilRow]:
        row = self._row(code)
        if pupil := self._store.a_pupil(row.id, names.hashed_token(token)):
            return row, pupil
        raise NoSuchPupilError(_("nobody in this class has this token"))

    def _new_pupil(self, row: ClassRow, token: str, wanted: str) -> PupilRow:
        """Raises `RefusedError`."""
        lesson, now = _lesson(row.lesson), read_standing(row.standing)
        if now.phase == "ended":
            raise RefusedError("ended", _("the class has ended"))
        if self._store.is_shut(row.id):
            raise RefusedError("shut", _("the door is shut to newcomers; whoever leads the class can open it"))
        while True:
            there = self._store.all_pupils(row.id)
            if len(there) >= MOST_PUPILS:
                raise RefusedError("full", _("a class has at most {count} pupils", count=MOST_PUPILS))
            taken = {each.pseudonym for each in there}
            name = _chosen(wanted, taken) if wanted and lesson.pseudonyms == "chosen" else names.deal_pseudonym(taken)
            with suppress(TakenError):  # by somebody who joined at the same moment
                self._store.add_pupil(row.id, token, name)
            if pupil := self._store.a_pupil(row.id, token):
                return pupil


def _gone() -> NoSuchClassError:
    return NoSuchClassError(_("there is no class with this code"))


def _chosen(wanted: str, taken: Collection[str]) -> str:
    """Raises `RefusedError`."""
    try:
        name = names.read_pseudonym(wanted)
    except ValueError as error:
        raise RefusedError("pseudonym", str(error)) from None
    if name.casefold() in {each.casefold() for each in taken}:
        raise RefusedError("pseudonym", _("somebody in the class is called {name} already", name=name))
    return name


def _a_class(row: ClassRow) -> AClass:
    return AClass(row.code, _lesson(row.lesson), read_standing(row.standing))
