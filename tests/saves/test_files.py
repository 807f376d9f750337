"""The playthrough file: what is written is read back, and whatever else is found there is said in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.engine.playthrough import Move
from game.saves.playthrough_file import LARGEST, LARGEST_SEED, Saved, UnreadableError, read, written
from game.saves.shelf import load

WORDS = st.text(min_size=1, max_size=12)
EXPECTED = st.fixed_dictionaries(
    {},
    optional={
        "ending": WORDS,
        "values": st.dictionaries(WORDS, WORDS, max_size=2),
        "visited": st.lists(WORDS, max_size=2),
        "text": WORDS | st.lists(WORDS, max_size=2),
    },
)
IDS = st.from_regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*(/[a-z]+)?", fullmatch=True) | WORDS
PLAYS = st.builds(
    Saved,
    story=IDS,
    traveller=IDS,
    seed=st.integers(0, LARGEST_SEED),
    moves=st.lists(st.builds(Move, IDS, IDS), max_size=5).map(tuple),
    name=st.just("") | WORDS,
    expect=EXPECTED,
)


@given(PLAYS)
def test_what_is_written_is_read_back(play: Saved) -> None:
    text = written(play)
    assert text.replace("\n", "").isprintable()
    assert read(text, whole=True) == play


HEAD = "playthrough: 1\nstory: s\ntraveller: t\nseed: 1\n"

ODD_YAML = st.recursive(
    st.sampled_from(["a", "''", "1" * 5000, "-1", "null", "? [a]", "*a", "!!python/name:os.system ''", "[", "%", "\t"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")
        | st.lists(st.tuples(inner, inner), max_size=2).map(lambda kv: f"{{{', '.join(f'{k}: {v}' for k, v in kv)}}}")
    ),
    max_leaves=6,
)


def refused_or_a_playthrough(path: Path) -> None:
    try:
        play = load(path)
    except UnreadableError as error:
        assert len(str(error).splitlines()) == 1
    else:
        assert read(written(play)) == play


IN_ONE_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@IN_ONE_FOLDER
@given(play=PLAYS, at=st.integers(0, 300), hurt=st.binary(max_size=4))
def test_a_hurt_file_is_refused_or_read_and_nothing_else(tmp_path: Path, play: Saved, at: int, hurt: bytes) -> None:
    raw = written(play).encode()
    path = tmp_path / "hurt.yaml"
    path.write_bytes(raw[:at] + hurt + raw[at + len(hurt) :])
    refused_or_a_playthrough(path)


@IN_ONE_FOLDER
@given(rubbish=st.binary(max_size=60))
def test_rubbish_is_refused(tmp_path: Path, rubbish: bytes) -> None:
    path = tmp_path / "rubbish.yaml"
    path.write_bytes(rubbish)
    refused_or_a_playthrough(path)


@IN_ONE_FOLDER
@given(
    key=st.sampled_from(
        ["playthrough", "story", "traveller", "seed", "name", "choices", "expect", "expect: {text", "x"]
    ),
    value=ODD_YAML,
)
def test_any_value_for_any_key_is_refused_or_read(tmp_path: Path, key: str, value: str) -> None:
    lines = [line for line in HEAD.splitlines() if not line.startswith(key)]
    path = tmp_path / "odd.yaml"
    path.write_text("\n".join([*lines, f"{key}: {value}{'}' if '{' in key else ''}", ""]), "utf-8")
    refused_or_a_playthrough(path)


@given(PLAYS, st.integers(0, 300))
def test_a_file_cut_short_is_known(play: Saved, at: int) -> None:
    text = written(play)
    cut = text[:at]
    if cut.rstrip().endswith("..."):
        return
    with pytest.raises(UnreadableError):
        read(cut, whole=True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "list of `key: value`"),
        ("hello", "list of `key: value`"),
        ("story: s\n", "does not begin with `playthrough: 1`"),
        ("playthrough: 2\n", "later version of the game"),
        ("playthrough: one\n", "version of the file"),
        ("playthrough: 0\n", "version of the file"),
        ("playthrough: [1]\n", "one value"),
        (f"playthrough: {'9' * 5000}\n", "later version of the game"),
        (HEAD.replace("seed: 1", f"seed: {'9' * 5000}"), "whole number"),
        (HEAD + "seed: 2\n", "twice"),
        (HEAD + "expect: a\n", "`expect`"),
        (HEAD + "expect: {values: [a]}\n", "`expect: values`"),
        (HEAD + "expect: {visited: [[a]]}\n", "`expect: visited`"),
        (HEAD + "expect: {text: [a: b]}\n", "`expect: text`"),
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


def test_a_file_without_end_is_not_read_to_it() -> None:
    with pytest.raises(UnreadableError, match="longer than"):
        load(Path("/dev/zero"))


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "folder.yaml").mkdir()
    for name in ("binary.yaml", "folder.yaml", "missing.yaml"):
        with pytest.raises(UnreadableError, match=name):
            load(tmp_path / name)


def test_what_is_added_below_the_end_is_said_to_be_there() -> None:
    text = written(Saved("s", "t", 1, (Move("yard", "net"),)))
    with pytest.raises(UnreadableError, match=r"line 9: the file ends above, at `...`"):
        read(text + "\nexpect: {ending: home}\n")
    assert read(text.replace("...", "expect: {ending: home}\n...")).expect == {"ending": "home"}
