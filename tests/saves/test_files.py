"""The playthrough file: what is written is read back, and whatever else is found there is said in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.playthrough import Move
from game.saves.playthrough_file import LARGEST, LARGEST_SEED, Saved, UnreadableError, read, written
from game.saves.shelf import load

WORDS = st.text(min_size=1, max_size=12).filter(lambda text: text.isprintable())
IDS = st.from_regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*(/[a-z]+)?", fullmatch=True) | WORDS
PLAYS = st.builds(
    Saved,
    story=IDS,
    traveller=IDS,
    seed=st.integers(0, LARGEST_SEED),
    moves=st.lists(st.builds(Move, IDS, IDS), max_size=5).map(tuple),
    name=st.just("") | WORDS,
    expect=st.sampled_from([{}, {"ending": "home"}, {"values": {"coins": "4"}, "text": ["a: b", "{c}"]}]),
)


@given(PLAYS)
def test_what_is_written_is_read_back(play: Saved) -> None:
    assert read(written(play), whole=True) == play


@given(PLAYS, st.integers(0, 300), st.binary(max_size=4))
def test_a_hurt_file_is_refused_or_read_and_nothing_else(play: Saved, at: int, hurt: bytes) -> None:
    raw = written(play).encode()
    text = (raw[:at] + hurt + raw[at + len(hurt) :]).decode("utf-8", errors="replace")
    try:
        read(text)
    except UnreadableError as error:
        assert str(error)


@given(PLAYS, st.integers(0, 300))
def test_a_file_cut_short_is_known(play: Saved, at: int) -> None:
    text = written(play)
    cut = text[:at]
    if cut.rstrip().endswith("..."):
        return
    with pytest.raises(UnreadableError):
        read(cut, whole=True)


HEAD = "playthrough: 1\nstory: s\ntraveller: t\nseed: 1\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "list of `key: value`"),
        ("hello", "list of `key: value`"),
        ("story: s\n", "does not begin with `playthrough: 1`"),
        ("playthrough: 2\n", "later version of the game"),
        ("playthrough: one\n", "version of the file"),
        (HEAD.replace("seed: 1", "seed: -1"), "whole number"),
        (HEAD.replace("seed: 1", f"seed: {LARGEST_SEED + 1}"), "whole number"),
        (HEAD.replace("traveller: t\n", ""), "`traveller:` is missing"),
        (HEAD.replace("story: s", "story: [s]"), "one value"),
        (HEAD + "choices: a\n", "list of `- scene: choice`"),
        (HEAD + "choices:\n  - a\n", "choice 1 should be written"),
        (HEAD + "choices:\n  - a: b\n  - {c: d, e: f}\n", "choice 2 should be written"),
        (HEAD + "choises: []\n", "`choises`"),
        (HEAD + "name: &a x\n", "no anchors"),
        (HEAD + "name: !!python/object:os.system x\n", "no anchors"),
        (HEAD + "choices: [[[[[[[[[[a]]]]]]]]]]\n", "nested"),
        (HEAD + "name: 'x\n", "not YAML"),
        (HEAD + "\tname: x\n", "line 5"),
        (HEAD + "# " + "x" * LARGEST, "longer than"),
    ],
)
def test_what_is_wrong_is_said(text: str, says: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(text)
    assert says in str(refused.value)


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "folder.yaml").mkdir()
    for name in ("binary.yaml", "folder.yaml", "missing.yaml"):
        with pytest.raises(UnreadableError, match=name):
            load(tmp_path / name)
