"""Keeping classes in SQLite or PostgreSQL. What a method has written is on the disk when it returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from game.classroom.database import Commits, engine
from game.classroom.tables import classes, metadata, pupils, refusals, runs, shut_doors, votes
from game.wording import N_, _

T = TypeVar("T")

# What is asked at every choice of every pupil is put into words once.
_A_CLASS = sa.select(classes).where(classes.c.code == sa.bindparam("code"))
_A_PUPIL = sa.select(pupils.c.id, pupils.c.pseudonym, pupils.c.here).where(
    pupils.c["class"] == sa.bindparam("class_id"), pupils.c.token == sa.bindparam("token")
)
_NEWEST = sa.select(runs.c.revision).where(
    runs.c.pupil == sa.bindparam("pupil"), runs.c.number == sa.bindparam("number")
)

_POSTGRES = N_("In the game's folder: pip install '.[postgres]'")


class StoreError(Exception):
    """It could not be kept or looked up: a full disk, a database that is away. What was kept before is untouched."""


class TakenError(ValueError):
    """Somebody has that already: a code, a pseudonym."""


class ClassRow(NamedTuple):
    id: int
    code: str
    lesson: str
    salt: str
    secret: str
    standing: str
    version: int


class PupilRow(NamedTuple):
    id: int
    pseudonym: str
    here: bool


class RunRow(NamedTuple):
    pupil: int
    number: int
    revision: int
    traveller: str
    seed: int
    moves: str


class Store:
    """Safe to use from several threads; several processes may share one database."""

    def __init__(self, url: str) -> None:
        """`sqlite:///FILE` or `postgresql://...`; tables that are not there are made. Raises `StoreError`."""
        try:
            self._engine = engine(url)
        except (ArgumentError, NoSuchModuleError, ImportError) as error:
            words = _("this is no database that can be used: {problem}", problem=error)
            mend = f". {_(_POSTGRES)}" if "psycopg" in str(error) else ""
            raise StoreError(f"{words}{mend}") from None
        self._commits = Commits(self._engine)
        self._insert: Any = postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert
        self._keep = _keeping(self._insert(runs))
        try:
            self._together(metadata.create_all)
        except StoreError as error:
            raise StoreError(f"{self._engine.url.render_as_string()}: {error}") from None

    def close(self) -> None:
        self._commits.close()
        self._engine.dispose()

    def add_class(self, code: str, lesson: str, salt: str, secret: str, standing: str, version: int) -> None:
        """Raises `TakenError`, `StoreError`."""
        row = {"code": code, "lesson": lesson, "salt": salt, "secret": secret, "standing": standing, "version": version}
        self._write(classes.insert().values(row))

    def a_class(self, code: str) -> ClassRow | None:
        return next((ClassRow(*row) for row in self._read(_A_CLASS, code=code)), None)

    def all_classes(self) -> list[ClassRow]:
        """In the order in which they were opened."""
        return [ClassRow(*row) for row in self._read(sa.select(classes).order_by(classes.c.id))]

    def versions(self, codes: list[str]) -> dict[str, int]:
        """Of those of these classes that are there."""
        found = self._read(sa.select(classes.c.code, classes.c.version).where(classes.c.code.in_(codes)))
        return dict(found)

    def swap_standing(self, code: str, version: int, standing: str, new_version: int) -> bool:
        """Replaces a standing; False, with nothing changed, where it is no longer the one of that version."""
        where = (classes.c.code == code) & (classes.c.version == version)
        return self._write(classes.update().where(where).values(standing=standing, version=new_version)) == 1

    def swap_secret(self, code: str, salt: str, secret: str) -> None:
        self._write(classes.update().where(classes.c.code == code).values(salt=salt, secret=secret))

    def is_shut(self, class_id: int) -> bool:
        """Whether nobody new comes in."""
        return bool(self._read(sa.select(shut_doors).where(shut_doors.c["class"] == class_id)))

    def put_shut(self, class_id: int, shut: bool) -> None:
        """Raises `StoreError`; `TakenError`: the class is gone."""
        to_open = shut_doors.delete().where(shut_doors.c["class"] == class_id)
        self._write(self._insert(shut_doors).values({"class": class_id}).on_conflict_do_nothing() if shut else to_open)

    def delete_class(self, code: str) -> None:
        """With all that belongs to it; in SQLite what was there is overwritten."""
        self._write(classes.delete().where(classes.c.code == code))
        if self._engine.dialect.name == "sqlite":
            self._read(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def add_pupil(self, class_id: int, token: str, pseudonym: str) -> None:
        """Raises `TakenError`, `StoreError`."""
        row = {"class": class_id, "token": token, "pseudonym": pseudonym, "here": True}
        self._write(pupils.insert().values(row))

    def a_pupil(self, class_id: int, token: str) -> PupilRow | None:
        return next((PupilRow(*row) for row in self._read(_A_PUPIL, class_id=class_id, token=token)), None)

    def all_pupils(self, class_id: int) -> list[PupilRow]:
        """In the order in which they came."""
        wanted = sa.select(pupils.c.id, pupils.c.pseudonym, pupils.c.here)
        found = self._read(wanted.where(pupils.c["class"] == class_id).order_by(pupils.c.id))
        return [PupilRow(*row) for row in found]

    def put_here(self, pupil: int, here: bool) -> None:
        self._write(pupils.update().where(pupils.c.id == pupil).values(here=here))

    def keep_run(self, row: RunRow) -> int:
        """Keeps a run unless a newer one is kept; gives the newest revision. Raises `TakenError`: the pupil is gone."""

        def keep(connection: sa.Connection) -> int:
            connection.execute(self._keep, row._asdict())
            return connection.execute(_NEWEST, {"pupil": row.pupil, "number": row.number}).scalar_one()

        return self._together(keep)

    def revisions(self, pupil: int) -> dict[int, int]:
        """The newest of each of a pupil's runs, by its number."""
        found = self._read(sa.select(runs.c.number, runs.c.revision).where(runs.c.pupil == pupil))
        return dict(found)

    def all_runs(self, class_id: int) -> list[RunRow]:
        """By pupil and number."""
        wanted = sa.select(runs).join(pupils, pupils.c.id == runs.c.pupil).where(pupils.c["class"] == class_id)
        return [RunRow(*row) for row in self._read(wanted.order_by(runs.c.pupil, runs.c.number))]

    def delete_pupil(self, class_id: int, pseudonym: str) -> bool:
        """With their runs; False where there is none of that pseudonym."""
        where = (pupils.c["class"] == class_id) & (pupils.c.pseudonym == pseudonym)
        return self._write(pupils.delete().where(where)) == 1

    def delete_runs(self, pupil: int) -> None:
        self._write(runs.delete().where(runs.c.pupil == pupil))

    def put_vote(self, pupil: int, ballot: int, choice: str) -> None:
        """One vote a pupil; the last one counts."""
        insert = self._insert(votes).values(pupil=pupil, ballot=ballot, choice=choice)
        self._write(insert.on_conflict_do_update(index_elements=["pupil"], set_={"ballot": ballot, "choice": choice}))

    def count_votes(self, class_id: int, ballot: int) -> dict[str, int]:
        """By choice."""
        wanted = sa.select(votes.c.choice, sa.func.count()).join(pupils, pupils.c.id == votes.c.pupil)
        where = (pupils.c["class"] == class_id) & (votes.c.ballot == ballot)
        return dict(self._read(wanted.where(where).group_by(votes.c.choice)))

    def delete_votes(self, class_id: int) -> None:
        of_class = sa.select(pupils.c.id).where(pupils.c["class"] == class_id)
        self._write(votes.delete().where(votes.c.pupil.in_(of_class)))

    def count_refusal(self, class_id: int, why: str) -> None:
        insert = self._insert(refusals).values({"class": class_id, "why": why, "count": 1})
        more = {"count": refusals.c["count"] + 1}
        self._write(insert.on_conflict_do_update(index_elements=["class", "why"], set_=more))

    def refused(self, class_id: int) -> Mapping[str, int]:
        """How many, by the kind of reason."""
        found = self._read(sa.select(refusals.c.why, refusals.c["count"]).where(refusals.c["class"] == class_id))
        return dict(found)

    def _write(self, statement: Any) -> int:
        """Gives how many rows are changed by it."""
        return self._together(lambda connection: connection.execute(statement).rowcount)

    def _together(self, work: Callable[[sa.Connection], T]) -> T:
        """With what others write at the same time. Raises `TakenError`, `StoreError`."""
        try:
            return self._commits.make(work)
        except IntegrityError:
            raise TakenError(_("that is taken, or what it belongs to is gone")) from None
        except SQLAlchemyError as error:
            raise StoreError(_words(error)) from None

    def _read(self, wanted: Any, **given: Any) -> list[Any]:
        try:
            with self._engine.connect().execution_options(reading=True) as connection:
                found: Any = connection.execute(wanted, given)
                return list(found)
        except SQLAlchemyError as error:
            raise StoreError(_words(error)) from None


def _keeping(insert: Any) -> Any:
    """Keeps a run, if there is none of that number or an older one."""
    newer = {name: insert.excluded[name] for name in ("revision", "traveller", "seed", "moves")}
    older = runs.c.revision < insert.excluded.revision
    return insert.on_conflict_do_update(index_elements=["pupil", "number"], set_=newer, where=older)


def _words(error: SQLAlchemyError) -> str:
    """What the database says, without what was being written."""
    return " ".join(str(getattr(error, "orig", None) or _("the database does not answer")).split())[:200]
