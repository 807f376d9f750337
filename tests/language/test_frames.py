"""What an author reads when a story has mistakes: the place, the line, a pointer to the character, and a mend."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.language import mistakes_yaml as mistakes
from game.language.compiler import compile_story
from game.language.diagnostics import Position, Report
from game.language.frames import frames

SMALLEST = Path(__file__).parent / "smallest"


def told(folder: Path) -> str:
    _, report = compile_story(folder)
    return frames(report, folder)


def framed(line: str, column: int, folder: Path) -> list[str]:
    """The lines of the frame of a mistake in the second line of a file."""
    (folder / "yours.yaml").write_text(f"# before\n{line}\n", "utf-8")
    report = Report()
    report.add(mistakes.KEY_NOT_TEXT, Position("yours.yaml", 2, column))
    return frames(report, folder).split("\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(SMALLEST, tmp_path / "story"))


def test_a_mistake_is_shown_where_it_stands(folder: Path) -> None:
    (folder / "yours.yaml").write_text("# Mine.\nscenes:\n  extra:\n    goto: middel\n", "utf-8")
    assert told(folder).split("\n") == [
        "yours.yaml:4:11: S15 there is no scene `middel`. Did you mean `middle`?",
        "  3 |   extra:",
        "  4 |     goto: middel",
        "    |           ^",
        "  Declare `middel` in the story, or use the id of a scene that is.",
        "",
        "1 mistake.",
    ]


def test_all_mistakes_are_told_in_the_order_of_their_places(folder: Path) -> None:
    (folder / "b.yaml").write_text("scenes:\n  x: {goto: no1}\n  y: {goto: no2}\n", "utf-8")
    (folder / "a.yaml").write_text("nonsense: 1\n", "utf-8")
    heads = [line.split(" ")[0] for line in told(folder).split("\n") if ".yaml:" in line]
    assert heads == ["a.yaml:1:1:", "b.yaml:2:13:", "b.yaml:3:13:"]
    assert told(folder).endswith("\n\n3 mistakes.")


@given(st.integers(1, 400), st.integers(1, 400))
def test_the_pointer_points_at_the_character_however_long_the_line(length: int, column: int) -> None:
    column = min(column, length)
    line = "".join(chr(ord("a") + at % 26) for at in range(length))
    with tempfile.TemporaryDirectory() as name:
        _, before, shown, pointer, _ = framed(line, column, Path(name))[:5]
    assert before.startswith("  1 |")
    assert shown[pointer.index("^")] == line[column - 1]
    assert len(shown) <= 116


def test_what_a_file_hides_does_not_reach_the_terminal(folder: Path) -> None:
    (folder / "a.yaml").write_bytes(b"# \x1b]0;title\x07 \x1b[31m\nnews: []\n")
    (folder / "b.yaml").write_text('"\\e[31m": 1\n"\\e[31m": 2\n', "utf-8")
    (folder / "c.yaml").write_text("news: [\u202eabc\u0085]\n", "utf-8")
    (folder / os.fsdecode(b"d\xff\x1b[31m.yaml")).write_text("nonsense: 1\n", "utf-8")
    text = told(folder)
    assert [character for character in text if not character.isprintable() and character != "\n"] == []
    text.encode("utf-8")
    assert {line[0] for line in text.split("\n") if ".yaml:" in line} == {"a", "b", "c", "d"}


def test_no_line_is_shown_of_what_is_no_part_of_the_story(folder: Path) -> None:
    secret = folder.parent / "secret.yaml"
    secret.write_text("password: hunter2\n", "utf-8")
    (folder / "a.yaml").symlink_to(secret)
    os.mkfifo(folder / "b.yaml")
    text = told(folder)
    assert "a.yaml:1:1: Y04" in text
    assert "b.yaml:1:1: Y01" in text
    assert "hunter2" not in text


def test_a_file_of_another_encoding_is_shown_as_far_as_it_can_be(folder: Path) -> None:
    (folder / "a.yaml").write_bytes("scenes:\n  café: {goto: middle}\n".encode("latin-1"))
    assert "a.yaml:2:1: Y02" in told(folder)
    assert "  2 |   caf\ufffd: {goto: middle}" in told(folder)


def test_lines_are_counted_alike_whatever_ends_them(folder: Path) -> None:
    for end in ("\n", "\r\n", "\r"):
        (folder / "a.yaml").write_bytes(end.join(["\ufeff# one", "", "nonsense: 1", ""]).encode())
        assert told(folder).startswith("a.yaml:3:1: ")
        assert "  3 | nonsense: 1\n" in told(folder)
