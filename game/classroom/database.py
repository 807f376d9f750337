"""One database, a SQLite file or PostgreSQL: reached, and written to in groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, OperationalError

PATIENCE = 10
"""Seconds for a database that does not answer, or that somebody else is writing to."""
AT_ONCE = 16
"""Connections that are kept open."""

T = TypeVar("T")


class _Asked(NamedTuple):
    work: Callable[[sa.Connection], Any]
    done: Future[Any]


class Commits:
    """Putting something on the disk takes as long for one as for many: what is asked for meanwhile is the next
    transaction, in the order in which it was asked for. Safe to use from several threads."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._asked: SimpleQueue[_Asked] = SimpleQueue()
        self._turns = ThreadPoolExecutor(1, "commits")

    def make(self, work: Callable[[sa.Connection], T]) -> T:
        """Gives what `work` gives, once what it wrote is on the disk. Raises what `work` raises, `SQLAlchemyError`.

        `work` may be asked to do it again, after what it did was taken back.
        """
        done: Future[T] = Future()
        self._asked.put(_Asked(work, done))
        self._turns.submit(self._next)
        return done.result()

    @property
    def waiting(self) -> int:
        """How much is asked for and not begun."""
        return self._asked.qsize()

    def close(self) -> None:
        self._turns.shutdown()

    def _next(self) -> None:
        """All that waits; nothing, where an earlier turn took it along."""
        group: list[_Asked] = []
        with suppress(Empty):
            while True:
                group.append(self._asked.get_nowait())
        if group:
            self._commit(group)

    def _commit(self, group: Sequence[_Asked]) -> None:
        """One transaction. Where one of them cannot be done, each is one of its own, and fails or not by itself."""
        try:
            with self._engine.begin() as connection:
                found = [each.work(connection) for each in group]
        except Exception as error:
            if len(group) > 1 and not isinstance(error, OperationalError):  # the disk, the database: it is nobody's own
                for each in group:
                    self._commit([each])
                return
            for each in group:
                each.done.set_exception(error)
        else:
            for each, result in zip(group, found, strict=True):
                each.done.set_result(result)


def engine(url: str) -> sa.Engine:
    """Raises `ArgumentError`, `NoSuchModuleError`, `ImportError`."""
    address = sa.make_url(url)
    if address.drivername in ("postgresql", "postgres"):
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        raise ArgumentError("it should begin with sqlite:/// or postgresql://")
    if address.get_backend_name() == "postgresql":
        return sa.create_engine(
            address,
            connect_args={"connect_timeout": PATIENCE},
            pool_size=AT_ONCE,
            pool_timeout=PATIENCE,
            pool_pre_ping=True,  # the database may have been away meanwhile
            hide_parameters=True,
        )
    made = sa.create_engine(address, connect_args={"timeout": PATIENCE}, pool_size=AT_ONCE, hide_parameters=True)
    event.listen(made, "connect", _prepare_sqlite)
    event.listen(made, "begin", _begin_sqlite)
    return made


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions are begun by us: the driver begins them too late
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: sa.Connection) -> None:
    if not connection.get_execution_options().get("reading"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
