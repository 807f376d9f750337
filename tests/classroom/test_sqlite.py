"""What only a file can show: nothing personal is in it, and what is deleted is not in it any more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.classroom.lesson import Lesson
from game.classroom.names import deal_token
from game.classroom.service import Classroom
from game.classroom.store import Store, StoreError
from game.classroom.wire import HandIn


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_tokens_and_secrets_are_not_in_the_file_and_a_deleted_class_neither(
    tmp_path: Path, classroom: Classroom, lesson: Lesson, played: Callable[..., HandIn]
) -> None:
    code, secret = classroom.open(lesson)
    token = deal_token()
    name = classroom.join(code, token).pseudonym
    run = played(3)
    classroom.hand_in(code, token, run)
    moves = run.moves[-1].choice.encode()
    there = all_bytes(tmp_path)
    assert token.encode() not in there
    assert secret.encode() not in there
    assert all(each in there for each in (code.encode(), name.encode(), moves))
    classroom.delete(code)
    gone = all_bytes(tmp_path)
    assert not any(each in gone for each in (code.encode(), name.encode(), b'","' + moves + b'"]'))


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "sqlite:////no/such/folder/x.db", "ftp:x"])
def test_a_database_that_is_none_says_so(url: str) -> None:
    with pytest.raises(StoreError):
        Store(url)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "classes.sqlite3"
    file.write_text("garbage", encoding="utf-8")
    with pytest.raises(StoreError, match=r"classes\.sqlite3"):
        Store(f"sqlite:///{file}")
    assert file.read_text(encoding="utf-8") == "garbage"
