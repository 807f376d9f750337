"""A classroom on a story that is not the shipped one, in a file, and in PostgreSQL where a test asks for both.

`OTHERBANK_TEST_DATABASE` names a PostgreSQL to use; without it one is started. Where there is none, those tests are
skipped, but for `OTHERBANK_SKIP_NOTHING`, as in CI.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from game.classroom.lesson import Lesson, lesson_for
from game.classroom.service import Classroom
from game.classroom.store import Store
from game.classroom.wire import HandIn
from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from tests.classroom import postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    if given := os.environ.get("OTHERBANK_TEST_DATABASE"):
        yield given
        return
    try:
        with postgres.running() as server:
            yield server.url
    except postgres.NoPostgresError as error:
        if os.environ.get("OTHERBANK_SKIP_NOTHING"):
            raise
        pytest.skip(str(error))


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where nothing is kept yet; `on_both` has a test run on each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'class.sqlite3'}"
    else:
        with postgres.schema(request.getfixturevalue("postgres_server"), f"t{uuid4().hex}") as url:
            yield url


on_both = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    store = Store(database)
    yield store
    store.close()


@pytest.fixture
def classroom(store: Store, rules: Rules) -> Classroom:
    return Classroom(store, rules)


@pytest.fixture
def lesson(rules: Rules) -> Lesson:
    return lesson_for(rules.story)


@pytest.fixture
def played(rules: Rules, lesson: Lesson) -> Callable[..., HandIn]:
    """A playthrough that was really played, by choices drawn at random."""

    def play(seed: int = 7, most: int = 30, *, traveller: str = "owner", number: int = 0, revision: int = 1) -> HandIn:
        dice = random.Random(seed)
        playthrough = Playthrough(rules, traveller, seed)
        while not playthrough.ending and len(playthrough.moves) < most:
            playthrough.choose(dice.choice([each.id for each in playthrough.choices() if each.locked is None]))
        return HandIn(number, revision, lesson.edition, traveller, seed, tuple(playthrough.moves))

    return play
