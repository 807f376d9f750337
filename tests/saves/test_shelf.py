"""The shelf: nothing put there is lost, whatever else is done beside it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from game.engine.rules import Rules
from game.saves.playthrough_file import Saved, UnreadableError
from game.saves.run import Run
from game.saves.shelf import Autosave, Shelf, load

PLAY = Saved("s", "t", 1, name="The same name")


def test_two_of_one_name_are_both_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "new" / "folder")
    paths = {shelf.put(PLAY), shelf.put(PLAY), shelf.put(PLAY)}
    assert len(paths) == 3
    assert {entry.path for entry in shelf.entries()} == paths


def test_the_latest_is_that_of_the_story_that_is_played(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    ours = shelf.put(PLAY)
    later = shelf.put(Saved("another", "t", 1, name="Later"))
    os.utime(later, (time.time() + 60, time.time() + 60))
    assert shelf.entries()[0].path == later
    latest = shelf.latest("s")
    assert latest is not None
    assert latest.path == ours
    assert shelf.latest("a third") is None


def test_renaming_keeps_what_had_that_name(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first = shelf.put(PLAY)
    second = shelf.put(Saved("s", "t", 2, name="Other"))
    renamed = shelf.rename(second, "The same name")
    assert load(first).seed == 1
    assert load(renamed).seed == 2
    assert not second.exists()


def test_deleting_is_taken_back(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    path = shelf.put(PLAY)
    deleted = shelf.delete(path)
    assert shelf.entries() == []
    shelf.put(Saved("s", "t", 9, name="The same name"))
    restored = shelf.restore(deleted)
    assert load(restored) == PLAY
    assert {load(entry.path).seed for entry in shelf.entries()} == {1, 9}


@pytest.mark.parametrize("text", ["playthrough: 99\n", "garbage", "playthrough: 1\nstory: s\n", "\x00"])
def test_a_file_that_cannot_be_read_is_told_of_and_left(tmp_path: Path, text: str) -> None:
    shelf = Shelf(tmp_path)
    broken = tmp_path / "the-same-name.yaml"
    broken.write_text(text)
    shelf.put(PLAY)
    (entry,) = [entry for entry in shelf.entries() if entry.play is None]
    assert entry.problem.startswith("the-same-name.yaml: ")
    with pytest.raises(UnreadableError):
        shelf.rename(broken, "x")
    assert broken.read_text() == text


def test_a_file_that_cannot_be_read_is_deleted_and_brought_back_as_it_was(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    broken = tmp_path / "broken.yaml"
    broken.write_bytes(b"\xff\xfe\x00")
    assert shelf.restore(shelf.delete(broken)) == broken
    assert broken.read_bytes() == b"\xff\xfe\x00"


def test_what_is_gone_already_is_said_and_leaves_nothing_in_its_place(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    path = shelf.put(PLAY)
    deleted = shelf.delete(path)
    for again in (lambda: shelf.delete(path), lambda: shelf.restore(tmp_path / "deleted" / "gone.yaml")):
        with pytest.raises(FileNotFoundError):
            again()
    assert list((tmp_path / "deleted").iterdir()) == [deleted]
    assert shelf.entries() == []


def test_deleting_two_of_one_name_keeps_both(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    deleted = [shelf.delete(shelf.put(Saved("s", "t", seed, name="Same"))) for seed in range(3)]
    assert [load(path).seed for path in deleted] == [0, 1, 2]


def test_what_is_no_file_is_not_listed_and_does_not_stop_the_list(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    path = shelf.put(PLAY)
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    assert [entry.path for entry in shelf.entries()] == [path]


def test_a_file_from_the_future_is_as_old_as_now(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    os.utime(shelf.put(PLAY), (10**11, 10**11))
    (entry,) = shelf.entries()
    assert entry.when.timestamp() <= time.time()


def test_a_run_is_kept_in_one_file_and_gone_on_with(tmp_path: Path, rules: Rules) -> None:
    shelf = Shelf(tmp_path)
    run = Run.begin(rules, shelf, "owner", 3)
    run.choose(run.playthrough.choices()[0].id)
    again, divergence = Run.resume(rules, shelf, shelf.entries()[0].path)
    assert divergence is None
    assert again.playthrough.transcript == run.playthrough.transcript
    again.choose(next(option.id for option in again.playthrough.choices() if option.locked is None))
    (entry,) = shelf.entries()
    assert entry.play is not None
    assert list(entry.play.moves) == again.playthrough.moves


def test_two_games_that_go_on_with_one_file_lose_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    path = Autosave(shelf).keep(Saved("s", "t", 1))
    one, other = Autosave(shelf, path), Autosave(shelf, path)
    assert one.keep(Saved("s", "t", 2)) == path
    apart = other.keep(Saved("s", "t", 3))
    assert apart != path
    one.keep(Saved("s", "t", 4))
    other.keep(Saved("s", "t", 5))
    assert {load(entry.path).seed for entry in shelf.entries()} == {4, 5}


def test_what_another_game_writes_while_this_one_reads_is_not_written_over(
    tmp_path: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path)
    other = Run.begin(rules, shelf, "owner", 3)
    other.choose(other.playthrough.choices()[0].id)
    path = other.path
    assert path is not None

    def slowly(path: Path) -> Saved:
        play = load(path)
        other.choose(next(option.id for option in other.playthrough.choices() if option.locked is None))
        return play

    monkeypatch.setattr("game.saves.run.load", slowly)
    run, _ = Run.resume(rules, shelf, path)
    theirs = path.read_text()
    run.choose(next(option.id for option in run.playthrough.choices() if option.locked is None))
    assert run.path != path
    assert path.read_text() == theirs


@pytest.mark.parametrize("name", ["mine", "Run to the border", "run", "../up", ".", "con\x1b[31m", "Граница " * 40])
def test_a_named_game_is_not_changed_by_playing_on(name: str, tmp_path: Path, rules: Rules) -> None:
    shelf = Shelf(tmp_path)
    run = Run.begin(rules, shelf, "owner", 3)
    path = run.save_as(name)
    assert path.parent == tmp_path
    assert load(path).name == name
    before = path.read_text()
    again, _ = Run.resume(rules, shelf, path)
    again.choose(again.playthrough.choices()[0].id)
    assert path.read_text() == before


def test_a_story_that_is_another(tmp_path: Path, rules: Rules) -> None:
    shelf = Shelf(tmp_path)
    with pytest.raises(UnreadableError, match="belongs to the story `s`"):
        Run.resume(rules, shelf, shelf.put(PLAY))
    with pytest.raises(UnreadableError, match="no traveller `t`"):
        Run.resume(rules, shelf, shelf.put(Saved(rules.story["about"]["id"], "t", 1)))


def test_a_disk_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, _target: Path) -> None:
        raise FileExistsError if path.exists() else PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    shelf = Shelf(tmp_path)
    first, second = shelf.put(PLAY), shelf.put(PLAY)
    assert first != second
    assert shelf.restore(shelf.delete(first)) == first
    with pytest.raises(FileNotFoundError):
        shelf.restore(tmp_path / "deleted" / "gone.yaml")
    assert {entry.path: entry.play for entry in shelf.entries()} == {first: PLAY, second: PLAY}
