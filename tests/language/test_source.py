"""Files of a story: YAML's traps stay shut, hostile files are refused quickly, and every place is told exactly."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from game.language import mistakes_yaml as mistakes
from game.language.diagnostics import Kind, Report
from game.language.folder import LARGEST_FILE, MOST_FILES
from game.language.source import DEEPEST, Room, parse, position, read_files


def kinds(text: str) -> list[Kind]:
    report = Report()
    parse("story.yaml", text, report)
    return [found.kind for found in report.in_order()]


def values(text: str) -> dict[str, tuple[str, str]]:
    report = Report()
    root = parse("story.yaml", text, report)
    assert root is not None, report.in_order()
    return {key.value: (value.value, value.tag.rpartition(":")[2]) for key, value in root.value}


def test_what_the_author_typed_is_what_is_read() -> None:
    typed = "a: 22:30\nb: NO\non: 2022-09-21\nc: 012\nd: 1_000\ne: yes\nf: 1e3\ng: .inf\nh: <<\n"
    assert {key: value for key, (value, _) in values(typed).items()} == {
        "a": "22:30", "b": "NO", "on": "2022-09-21", "c": "012", "d": "1_000", "e": "yes", "f": "1e3", "g": ".inf",
        "h": "<<",
    }  # fmt: skip
    sorts = values("a: true\nb: 7\nc: -3\nd: null\ne: 'true'\nf: yes\n")
    assert [sort for _, sort in sorts.values()] == ["bool", "int", "int", "null", "str", "str"]


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        (
            "a:\n  text:\n    Six. At the gate: shut.\n\n    Two.\n  to: x\n",
            "below line 2 has several lines: put ` |`",
        ),
        (
            "a:\n  text:\n    He says it: go.\n    Then not.\n  to: b\n",
            "below line 2 has several lines: put ` |`",
        ),
        ("a:\n  say:Walk\n  takes: 3 hours\n", "Line 2 lacks a space behind its first colon"),
        ("a:\n  takes: 3 hours\n\n  say:Walk\n  to: b\n", "Line 4 lacks a space behind its first colon"),
        ("a:\n  - say:Walk\n    to: b\n", "Line 2 lacks a space behind its first colon"),
        ("a:\n  say: Walk: now\n", "need quotes around all of it"),
        ("a:\n  b: 1\n c: 2\n", "indentation of this line or the one before"),
        ("a:\n\tb: 1\n", "does not take tabs"),
    ],
)
def test_where_yaml_stops_its_mend_is_said(text: str, mend: str) -> None:
    report = Report()
    parse("story.yaml", text, report)
    (found,) = report.in_order()
    assert mend in found.mend


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a: &x [1]\nb: *x\n", mistakes.TRICK),
        ("a: !!python/object/apply:os.system [ls]\n", mistakes.TRICK),
        ("a: !later x\n", mistakes.TRICK),
        ("a: &x [*x]\n", mistakes.TRICK),
        ("? [a, b]\n: c\n", mistakes.KEY_NOT_TEXT),
        ("'': x\n", mistakes.KEY_NOT_TEXT),
        ("- a\n- b\n", mistakes.NOT_A_MAPPING),
        ("just words\n", mistakes.NOT_A_MAPPING),
        ("a: 1\n---\nb: 2\n", mistakes.SEVERAL_DOCUMENTS),
        ("a:\n\tb: 1\n", mistakes.NOT_YAML),
        ("a: 'never closed\n", mistakes.NOT_YAML),
        ("a: \x00\n", mistakes.CONTROL_CHARACTER),
        ("a: \ud800\n".encode("utf-8", "surrogatepass").decode("utf-8", "replace") + "b: [", mistakes.NOT_YAML),
        ('a: "\\e[2J"\n', mistakes.CONTROL_CHARACTER),
        ("a: x\u202ey\n", mistakes.CONTROL_CHARACTER),
    ],
)
def test_what_a_story_may_not_hold(text: str, kind: Kind) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "null\n", "\n\n"])
def test_an_empty_file_is_no_mistake(text: str) -> None:
    assert kinds(text) == []


BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
)
DEEP = {
    "aliases": BOMB,
    "brackets": "a: " + "[" * 100_000,
    "closed brackets": "a: " + "[" * 100_000 + "]" * 100_000,
    "braces": "a: " + "{b: " * 50_000,
    "indentation": "\n".join(" " * depth + "a:" for depth in range(3_000)),
    "hyphens": "- " * 100_000 + "x",
    "question marks": "? " * 100_000 + "x",
    "brackets closed in comments": "a: " + "[ # ]\n " * 100_000,
    "brackets closed in quotes": "a: " + '["]",' * 100_000,
    "braces closed in quotes": "a: " + '{"}": ' * 100_000,
    "hyphens after another line break": "# a\x85" + "- " * 100_000 + "x",
    "hyphens after a return": "# a\r" + "- " * 100_000 + "x",
    "one huge word": "a: " + "x" * 3_000_000,
    "many keys": "\n".join(f"k{n}: 1" for n in range(20_000)) + "\nk7: 2",
}


@pytest.mark.parametrize("composer", ["libyaml", "python"])
@pytest.mark.parametrize("name", DEEP)
def test_hostile_text_is_answered_within_bounds(name: str, composer: str) -> None:
    """In a process of its own, since what goes wrong here would take the whole process along."""
    without = "import yaml\ndel yaml.CSafeLoader\n" if composer == "python" else ""
    script = without + (
        "import sys, time\nfrom game.language.source import parse\nfrom game.language.diagnostics import Report\n"
        "text = sys.stdin.buffer.read().decode(); report = Report(); begun = time.perf_counter()\n"
        "parse('x.yaml', text, report)\n"
        "print(round(time.perf_counter() - begun, 2), [found.kind.code for found in report.in_order()][:1])"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, input=DEEP[name].encode(), capture_output=True, timeout=20, check=False)
    assert done.returncode == 0, done.stderr.decode()[-500:]
    expected = {"aliases": "Y09", "one huge word": "", "many keys": "Y07"}.get(name, "Y")
    assert expected in done.stdout.decode()


def test_an_alias_bomb_takes_no_memory_to_speak_of() -> None:
    tracemalloc.start()
    kinds(BOMB)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def test_the_deepest_that_is_allowed_is_read() -> None:
    allowed = "a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1) + "\n"
    assert kinds(allowed) == []
    assert kinds("a: " + "[" * DEEPEST + "x" + "]" * DEEPEST + "\n") == [mistakes.TOO_DEEP]


@pytest.mark.parametrize("room", [Room(nodes=22), Room(characters=35)])
def test_more_than_a_story_can_hold_is_refused_once(
    room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for number in range(6):
        (tmp_path / f"{number}.yaml").write_text("a: [b, c]\n", "utf-8")
    monkeypatch.setattr("game.language.source.Room", lambda: room)
    assert found_in(tmp_path)[1] == [mistakes.TOO_LARGE]


def test_no_end_of_files_is_no_end_of_reading(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 5):
        (tmp_path / f"{number:05}.yaml").touch()
    names, wrong = found_in(tmp_path)
    assert (len(names), wrong) == (MOST_FILES, [mistakes.TOO_LARGE])


def test_the_first_character_of_a_block_stands_below_its_bar() -> None:
    root = parse("x.yaml", "a: |\n  {lamp ? one\n", Report())
    assert root is not None
    assert position(root.value[0][1], 0) == ("x.yaml", 2, 3)
    assert position(root.value[0][1]) == ("x.yaml", 1, 4), "the text as a whole"


def test_ten_thousand_mistakes_in_one_text_are_found_in_their_places_in_no_time() -> None:
    line = "wrong дом here\n"
    text = "a: |\n" + f"  {line}" * 10_000
    root = parse("x.yaml", text, Report())
    assert root is not None
    scalar = root.value[0][1]
    begun = time.monotonic()
    places = [position(scalar, offset) for offset in range(6, 10_000 * len(line), len(line))]
    assert time.monotonic() - begun < 2
    assert places == [("x.yaml", number + 2, 9) for number in range(10_000)]
    assert position(scalar, 6) == ("x.yaml", 2, 9), "asked again, further back"


def test_prose_full_of_brackets_is_not_deep() -> None:
    assert kinds("a: |\n" + "  [[[ {{{ (( words\n" * 60) == []


def found_in(folder: Path) -> tuple[list[str], list[Kind]]:
    report = Report()
    names = [source.name for source in read_files(folder, report)]
    return names, [found.kind for found in report.in_order()]


def test_files_that_are_no_part_of_a_story(tmp_path: Path) -> None:
    story = tmp_path / "story"
    (story / "playthroughs").mkdir(parents=True)
    (story / "deep" / "er").mkdir(parents=True)
    (story / "playthroughs" / "walk.yaml").write_text("playthrough: 1\n")
    (story / ".hidden.yaml").write_text("[")
    (story / "notes.txt").write_text("[")
    (story / "deep" / "er" / "a.yml").write_text("news: []\n")
    (story / "b.yaml").write_bytes("\ufeffnews: []\r\n".encode())
    assert found_in(story) == (["b.yaml", "deep/er/a.yml"], [])


def test_files_that_cannot_be_used(tmp_path: Path) -> None:
    story = tmp_path / "story"
    story.mkdir()
    secret = tmp_path / "secret.yaml"
    secret.write_text("news: []\n")
    (story / "a-link.yaml").symlink_to(secret)
    (story / "b-circle.yaml").symlink_to(story / "b-circle.yaml")
    os.mkfifo(story / "c-pipe.yaml")
    (story / "d-utf16.yaml").write_bytes("news: []".encode("utf-16"))
    (story / "e-latin.yaml").write_bytes(b"news:\n- caf\xe9\n")
    (story / "f-large.yaml").write_bytes(b"#" * (LARGEST_FILE + 1))
    (story / "g-folder.yaml").mkdir()
    with (story / "g-sparse.yaml").open("wb") as sparse:
        sparse.truncate(50_000_000_000)
    (story / "h-circle").symlink_to(story, target_is_directory=True)
    begun = time.monotonic()
    names, wrong = found_in(story)
    assert names == []
    assert wrong == [
        mistakes.OUTSIDE, mistakes.UNREADABLE, mistakes.UNREADABLE, mistakes.NOT_UTF8, mistakes.NOT_UTF8,
        mistakes.TOO_LARGE, mistakes.TOO_LARGE,
    ]  # fmt: skip
    assert time.monotonic() - begun < 1


WORDS = st.lists(
    st.sampled_from(["one", "två", "drei's", 'a "b"', "c\\d", "-", "дом", "#x", "a: b"]), min_size=1, max_size=12
)
STYLES = st.sampled_from(["'", '"', "|", ">", None])


@given(WORDS, STYLES, st.integers(20, 60), st.integers(0, 3))
def test_a_place_inside_a_text_is_where_it_stands_in_the_file(
    words: list[str], style: str | None, width: int, deep: int
) -> None:
    """Written by PyYAML in every style, folded at every width: each character of the value is found in the file."""
    value: object = yaml.ScalarNode(
        "tag:yaml.org,2002:str", " ".join(words) + ("\n" if style in ("|", ">") else ""), style=style
    )
    for _ in range(deep):
        value = yaml.MappingNode("tag:yaml.org,2002:map", [(yaml.ScalarNode("tag:yaml.org,2002:str", "k"), value)])
    root = yaml.MappingNode("tag:yaml.org,2002:map", [(yaml.ScalarNode("tag:yaml.org,2002:str", "key"), value)])
    text = yaml.serialize(root, width=width, allow_unicode=True)
    node = parse("x.yaml", text, Report())
    assert node is not None
    scalar = node.value[0][1]
    while isinstance(scalar, yaml.MappingNode):
        scalar = scalar.value[0][1]
    lines = text.split("\n")
    for offset, character in enumerate(scalar.value):
        if offset and not character.isspace():
            _, line, column = position(scalar, offset)
            assert lines[line - 1][column - 1] == character or lines[line - 1][column - 1] == "\\"
    assert position(scalar, len(scalar.value)) >= position(scalar, len(scalar.value) - 1)
