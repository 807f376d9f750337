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


@contextmanager
def running() -> Generator[str]:
    """Gives its URL. Raises `NoPostgresError`."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    user = _not_root()
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    try:
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"],
            check=True,
            capture_output=True,
            cwd=folder,
            user=user,
        )
        settings = ("listen_addresses=", f"unix_socket_directories={folder}", "max_connections=60")
        words = [programs / "postgres", "-D", data, *(part for each in settings for part in ("-c", each))]
        server = subprocess.Popen(words, cwd=folder, user=user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            url = f"postgresql://tests@/postgres?host={quote(str(folder))}"
            _wait_for(url, server)
            yield url
        finally:
            server.send_signal(signal.SIGINT)  # at once, whoever is connected
            server.wait(30)
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


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    engine = sa.create_engine(sa.make_url(url).set(drivername="postgresql+psycopg"))
    until = time.monotonic() + 60
    while True:
        try:
            engine.connect().close()
        except OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            engine.dispose()
            return
