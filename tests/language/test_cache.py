"""The compiled story is kept: a second start is the same story, read no YAML, and no hurt or stale file is believed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from game.language.cache import COMPILED, BrokenStoryError, load_story
from game.language.compiler import compile_story

SMALLEST = Path(__file__).parent / "smallest"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(SMALLEST, tmp_path / "story"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def kept(cache: Path) -> list[Path]:
    return sorted(cache.iterdir()) if cache.exists() else []


def title(folder: Path, cache: Path) -> str:
    return load_story(folder, cache)["about"]["title"]


def test_what_is_kept_is_what_was_compiled(folder: Path, cache: Path) -> None:
    compiled, _ = compile_story(folder)
    assert load_story(folder, cache) == compiled
    assert len(kept(cache)) == 1
    assert load_story(folder, cache) == compiled


def test_a_second_start_reads_no_yaml(folder: Path, cache: Path) -> None:
    load_story(folder, cache)
    script = (
        "import sys\nfrom pathlib import Path\nfrom game.language.cache import load_story\n"
        "print(load_story(Path(sys.argv[1]), Path(sys.argv[2]))['about']['title'], 'yaml' in sys.modules)"
    )
    command = [sys.executable, "-c", script, str(folder), str(cache)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout == "Small False\n"


def test_a_story_that_comes_compiled_is_not_compiled_again(folder: Path, cache: Path) -> None:
    load_story(folder, folder / COMPILED)
    load_story(folder, cache)
    assert kept(cache) == []
    (folder / "more.yaml").write_text("glossary:\n  rain: {term: Rain, meaning: Water}\n", "utf-8")
    assert "rain" in load_story(folder, cache)["glossary"]
    assert len(kept(cache)) == 1


def test_a_change_to_any_file_of_the_story_is_seen(folder: Path, cache: Path) -> None:
    load_story(folder, cache)
    story = folder / "story.yaml"
    story.write_text(story.read_text("utf-8").replace("title: Small", "title: Other"), "utf-8")
    assert title(folder, cache) == "Other"

    (folder / "more.yaml").write_text("glossary:\n  rain: {term: Rain, meaning: Water}\n", "utf-8")
    assert "rain" in load_story(folder, cache)["glossary"]

    (folder / "geography").mkdir()
    (folder / "geography" / "geography.json").write_text('{"coasts": []}', "utf-8")
    assert load_story(folder, cache)["geography"] == {"coasts": []}

    (folder / "more.yaml").unlink()
    assert load_story(folder, cache)["glossary"] == {}


def test_the_same_words_under_another_name_are_another_story(folder: Path, cache: Path) -> None:
    """News and events come in the order of the files' names."""
    load_story(folder, cache)
    (folder / "story.yaml").rename(folder / "a.yaml")
    load_story(folder, cache)
    assert len(kept(cache)) == 2


@pytest.mark.parametrize("hurt", [b"", b"{", b"null", b"[]", b'{"core": 1}', b"\xff\x00", b"[" * 200_000])
def test_a_hurt_file_is_made_again(folder: Path, cache: Path, hurt: bytes) -> None:
    compiled = load_story(folder, cache)
    (file,) = kept(cache)
    whole = file.read_bytes()
    file.write_bytes(hurt)
    assert load_story(folder, cache) == compiled
    assert file.read_bytes() == whole


def test_a_story_that_cannot_be_kept_is_played_all_the_same(folder: Path, tmp_path: Path) -> None:
    occupied = tmp_path / "occupied"
    occupied.write_text("a file where the cache would be", "utf-8")
    assert title(folder, occupied) == "Small"
    (tmp_path / "cache").mkdir()
    load_story(folder, tmp_path / "cache")
    (file,) = kept(tmp_path / "cache")
    file.unlink()
    file.mkdir()
    assert title(folder, tmp_path / "cache") == "Small"
    assert kept(tmp_path / "cache") == [file]


def test_a_broken_story_is_told_and_not_kept(folder: Path, cache: Path) -> None:
    load_story(folder, cache)
    (folder / "more.yaml").write_text("scenes: 1\n", "utf-8")
    for _ in range(2):
        with pytest.raises(BrokenStoryError) as broken:
            load_story(folder, cache)
        assert [found.position.file for found in broken.value.report.in_order()] == ["more.yaml"]
    assert len(kept(cache)) == 1


def test_a_file_that_was_fine_and_cannot_be_read_any_more_is_told(folder: Path, cache: Path) -> None:
    more = folder / "more.yaml"
    more.write_bytes(b"")
    load_story(folder, cache)
    more.unlink()
    os.mkfifo(more)
    with pytest.raises(BrokenStoryError):
        load_story(folder, cache)


def test_a_story_that_is_written_while_it_is_read_is_not_kept(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kept under the content it had before, it would come back when the author takes the change back."""
    before = (folder / "story.yaml").read_text("utf-8")

    def save_and_compile(where: Path) -> object:
        (folder / "story.yaml").write_text(before.replace("title: Small", "title: Other"), "utf-8")
        return compile_story(where)

    with monkeypatch.context() as patched:
        patched.setattr("game.language.compiler.compile_story", save_and_compile)
        assert title(folder, cache) == "Other"
    (folder / "story.yaml").write_text(before, "utf-8")
    assert title(folder, cache) == "Small"


def test_few_are_kept_and_nothing_else_is_left(folder: Path, cache: Path) -> None:
    story = folder / "story.yaml"
    text = story.read_text("utf-8")
    for number in range(11):
        story.write_text(text.replace("title: Small", f"title: Small {number}"), "utf-8")
        load_story(folder, cache)
    assert len(kept(cache)) == 8
    assert {file.suffix for file in kept(cache)} == {".json"}
