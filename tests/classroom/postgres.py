"""A PostgreSQL of the tests' own: started in a temporary folder, reached through a socket there, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError


class NoPostgresError(Exception):
    """There is none on this machine."""


class Server:
    """A database in a folder, with a server that may be killed and started again."""

    def __init__(self, folder: Path) -> None:
        """Raises `NoPostgresError`."""
        self._programs = _programs()
        self._folder = folder
        self._user = _not_root()
        self.url = f"postgresql://tests@/postgres?host={quote(str(folder))}"
        if self._user:
            shutil.chown(folder, self._user)
        words = ("-D", "data", "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        subprocess.run(
            [self._programs / "initdb", *words], check=True, capture_output=True, cwd=folder, user=self._user
        )

    def start(self) -> None:
        settings = ("listen_addresses=", f"unix_socket_directories={self._folder}", "max_connections=60")
        words = [self._programs / "postgres", "-D", "data", *(part for each in settings for part in ("-c", each))]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(words, cwd=self._folder, user=self._user, stdout=quiet, stderr=quiet)
        self._wait()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: at once, whoever is connected; SIGQUIT: without putting anything in order."""
        self._process.send_signal(how)
        self._process.wait(30)

    def _wait(self) -> None:
        engine = sa.create_engine(sa.make_url(self.url).set(drivername="postgresql+psycopg"))
        until = time.monotonic() + 60
        while True:
            try:
                engine.connect().close()
            except OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise
                time.sleep(0.1)
            else:
                engine.dispose()
                return


@contextmanager
def running() -> Generator[Server]:
    """Raises `NoPostgresError`."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        server = Server(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def schema(url: str, name: str) -> Generator[str]:
    """A URL under which nothing is there yet, of the same database."""
    engine = sa.create_engine(sa.make_url(url).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(sa.schema.CreateSchema(name))
    try:
        yield f"{url}{'&' if '?' in url else '?'}options={quote(f'-csearch_path={name}')}"
    finally:
        with engine.begin() as connection:
            connection.execute(sa.schema.DropSchema(name, cascade=True))
        engine.dispose()


def _programs() -> Path:
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    raise NoPostgresError("there is no PostgreSQL here; on Debian: apt install postgresql")


def _not_root() -> str | None:
    """Whom to run it as: it refuses root."""
    if os.geteuid() != 0:
        return None
    names = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
