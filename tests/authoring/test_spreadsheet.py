"""What a translator gets to see in a spreadsheet is what the story says, and no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.authoring.export.spreadsheet import guarded, read_back, spreadsheet
from game.cli import main
from game.language.diagnostics import Report
from game.language.folder import languages
from game.language.source import read_files
from game.language.translation import catalogue
from game.language.words import words
from tests.stories import SECOND, SHIPPED


@pytest.mark.parametrize("folder", [SECOND, SHIPPED])
def test_read_back_gives_the_same_words(folder: Path, tmp_path: Path) -> None:
    written = tmp_path / "words.csv"
    assert main(["export", "csv", str(folder), "-o", str(written)]) == 0
    rows = list(read_back(written.read_bytes().decode("utf-8")))
    report = Report()
    files = read_files(folder, report)
    assert [(row["id"], row["story"]) for row in rows] == [(word.id, word.text) for word in words(files)]
    for language in languages(folder):
        entries = catalogue(folder, language, report)
        known = {word.id for word in words(files)} & {id_ for id_, entry in entries.items() if entry.own}
        assert known
        assert {row["id"]: row[language] for row in rows if row[language]} == {id_: entries[id_].own for id_ in known}
    lines = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8").split("\n") for path in folder.rglob("*.y*ml")
    }
    for row in rows[::7]:
        file, _, line = row["where"].rpartition(":")
        key = row["id"].rpartition("/")[2]
        assert key.isdecimal() or key in "\n".join(lines[file][int(line) - 3 : int(line)])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_no_cell_is_a_formula_and_none_is_changed(text: str) -> None:
    cell = guarded(text)
    assert not cell.startswith(tuple("=+-@\t\r＝＋－＠"))
    assert cell.removeprefix("'") == text


def test_a_hostile_story_stays_text(tmp_path: Path) -> None:
    hostile = """scenes:\n  door:\n    title: '=HYPERLINK("http://x",A1)'\n    text: "a\\"b,\\nc"\n"""
    (tmp_path / "a.yaml").write_text(hostile, "utf-8")
    report = Report()
    text = spreadsheet(read_files(tmp_path, report), {})
    assert not report
    assert text.endswith("\r\n")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not any(cell.startswith("=") for cell in cells)
    assert [(row["where"], row["story"]) for row in read_back(text)] == [
        ("a.yaml:3", '=HYPERLINK("http://x",A1)'),
        ("a.yaml:4", 'a"b,\nc'),
    ]
