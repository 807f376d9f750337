"""A classroom on a story that is not the shipped one."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.classroom.lesson import Lesson, lesson_for
from game.classroom.service import Classroom
from game.classroom.store import Store
from game.classroom.wire import HandIn
from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.language.compiler import compile_story

SECOND = Path(__file__).parents[1] / "second_story"


@pytest.fixture(scope="session")
def rules() -> Rules:
    story, report = compile_story(SECOND)
    assert story is not None, report.in_order()
    return Rules(story)


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'class.sqlite3'}"


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
