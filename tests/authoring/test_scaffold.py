"""The story that `otherbank new` writes: sound, proved, tested, and under whatever title it is given."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game.authoring.scaffold.scaffold import scaffold
from game.language.compiler import compile_story
from game.saves.playthrough_file import read


def otherbank(*arguments: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "game", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


def test_a_new_story_is_proved_and_its_test_passes(tmp_path: Path) -> None:
    story = tmp_path / "mine"
    assert otherbank("new", story, "--title", "Mine: a story").returncode == 0
    checked = otherbank("check", story)
    assert checked.returncode == 0
    assert "no mistakes, no things to look at" in checked.stdout
    assert "Proved over all" in checked.stdout
    tested = otherbank("test", story)
    assert (tested.returncode, tested.stderr) == (0, "1 of 1 playthroughs come out as they say\n")
    for file in story.rglob("*.yaml"):
        named = file.read_text("utf-8").split("\n")[0].partition("$schema=")[2]
        assert (file.parent / named).is_file(), file


def test_a_folder_that_is_not_empty_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    done = otherbank("new", tmp_path)
    assert done.returncode == 2
    assert "not empty" in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]
    assert otherbank("new", tmp_path / "letter.txt").returncode == 2
    assert otherbank("new", tmp_path / "letter.txt" / "below").returncode == 2


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20))
@example("true")
@example("Bees over the Pass: 'the return' #2 \\")
@example("Ночной паром")
def test_any_title_will_do(title: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        list(scaffold(Path(name), title))
        story, report = compile_story(Path(name))
        assert story is not None, report.in_order()
        assert story["about"]["title"] == title
        kept = (Path(name) / "playthroughs" / "over-the-pass.yaml").read_text("utf-8")
        assert read(kept).story == story["about"]["id"]


def made(folder: Path, title: str | None) -> str:
    """The id of a new story."""
    list(scaffold(folder, title))
    story, report = compile_story(folder)
    assert story is not None, report.in_order()
    return story["about"]["id"]


@pytest.mark.parametrize(
    ("title", "folder", "id_"),
    [
        ("The Night Ferry", "mine", "the-night-ferry"),
        ("Ночной паром", "Night Ferry", "night-ferry"),
        ("Ночь 2", "night-2", "night-2"),
        (None, "mine", "mine"),
        ("Bees over the Pass", "mine", "bees-over-the-pass"),
    ],
)
def test_a_story_is_kept_apart_by_its_title_or_else_by_its_folder(
    title: str | None, folder: str, id_: str, tmp_path: Path
) -> None:
    assert made(tmp_path / folder, title) == id_


def test_stories_without_a_latin_letter_do_not_share_their_saves(tmp_path: Path) -> None:
    places = [
        ("паром", "Паром"),
        ("паром-2", "Паром"),
        ("чужие/паром", "Паром"),
        ("мост", "Мост"),
        ("мост-2", "Мост 2"),
        ("дом", None),
        ("сад", None),
    ]
    assert len({made(tmp_path / folder, title) for folder, title in places}) == len(places)
