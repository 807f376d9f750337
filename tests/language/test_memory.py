"""A story compiled again after each save is the story compiled afresh to the letter, and its mistakes are the same."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.language.compiler import Compiled, compile_again, compile_story

SECOND = Path(__file__).parents[1] / "second_story"
FILES = [path.relative_to(SECOND) for path in sorted(SECOND.rglob("*.y*ml"))]
KEYED = re.compile(r" +[\w-]+: [^|]")
WORD = re.compile(r"[A-Za-z][\w-]*")


def line_by_line(edit: Callable[[list[str], Random], None]) -> Callable[[Path, Random], None]:
    """An edit of the lines of one file."""

    def edited(folder: Path, dice: Random) -> None:
        if files := sorted(folder.rglob("*.y*ml")):
            file = dice.choice(files)
            lines = file.read_text("utf-8").splitlines() or [""]
            edit(lines, dice)
            file.write_text("\n".join(lines) + "\n", "utf-8")

    return edited


@line_by_line
def value(lines: list[str], dice: Random) -> None:
    """Another value under some key."""
    if keyed := [number for number, line in enumerate(lines) if KEYED.match(line)]:
        at, taken = dice.choice(keyed), dice.choice(keyed)
        lines[at] = f"{lines[at].split(': ', 1)[0]}: {lines[taken].split(': ', 1)[1]}"


@line_by_line
def word(lines: list[str], dice: Random) -> None:
    """Another word: often the name of something that is declared here, or spoken of."""
    at = dice.randrange(len(lines))
    if words := list(WORD.finditer(lines[at])):
        found = dice.choice(words)
        other = dice.choice(WORD.findall("\n".join(lines)))
        lines[at] = lines[at][: found.start()] + other + lines[at][found.end() :]


@line_by_line
def gone(lines: list[str], dice: Random) -> None:
    del lines[dice.randrange(len(lines))]


@line_by_line
def moved(lines: list[str], dice: Random) -> None:
    """What follows stands one line further on."""
    lines.insert(dice.randrange(len(lines)), "# a remark")


@line_by_line
def broken(lines: list[str], dice: Random) -> None:
    """No YAML any more."""
    lines.insert(dice.randrange(len(lines)), '"')


def removed(folder: Path, dice: Random) -> None:
    (folder / dice.choice(FILES)).unlink(missing_ok=True)


def renamed(folder: Path, dice: Random) -> None:
    """What is read last may now be read first."""
    if (file := folder / dice.choice(FILES)).exists():
        file.rename(file.with_name(f"a-{file.name}"))


def added(folder: Path, dice: Random) -> None:
    """All that a file declares is declared twice, or another file declares it."""
    file = SECOND / dice.choice(FILES)
    shutil.copy(file, folder / f"z-{file.name}")


def mended(folder: Path, dice: Random) -> None:
    """A file is as it was at first, and no other declares what it does."""
    file = dice.choice(FILES)
    for copy in (*folder.rglob(f"a-{file.name}"), *folder.rglob(f"z-{file.name}")):
        copy.unlink()
    shutil.copy(SECOND / file, folder / file)


EDITS = [value, value, word, word, word, gone, moved, broken, removed, renamed, added, *[mended] * 12]
"""Mostly what mends, so that much of the time most of the story is sound, and can be remembered."""


SAID = '|\n      "You said otherwise."'


@settings(max_examples=30)
@given(st.integers(0, 2**32))
def test_what_is_remembered_is_what_would_be_made(seed: int) -> None:
    dice = Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(SECOND, Path(name) / "story"))
        compiled = compile_again(folder)
        for _ in range(5):
            for edit in dice.choices(EDITS, k=dice.randint(1, 3)):
                edit(folder, dice)
            compiled = compiled_as_afresh(folder, compiled)


@pytest.mark.parametrize(
    ("file", "first", "then"),
    [
        pytest.param("office.yaml", "by: The desk, ", "by: The desk, to: 2031-03-02, ", id="a-fact-of-a-queue"),
        pytest.param("people.yml", "doubt: 2", "doubt: 3", id="the-doubt-of-a-verdict"),
        pytest.param("people.yml", SAID, r'"You said\x20otherwise. {nobody}"', id="a-mistake-in-quotes"),
        pytest.param("scenes/hall.yaml", "was: [lobby]", "was: [tram]", id="a-former-name"),
    ],
)
def test_what_hangs_together_without_a_name_is_made_again(file: str, first: str, then: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SECOND, tmp_path / "story"))
    compiled = compile_again(folder)
    text = (folder / file).read_text("utf-8")
    assert first in text
    for typed in (then, first, then.replace(r"\x20", " "), then):
        (folder / file).write_text(text.replace(first, typed), "utf-8")
        compiled = compiled_as_afresh(folder, compiled)


def compiled_as_afresh(folder: Path, before: Compiled) -> Compiled:
    again, (story, report) = compile_again(folder, before), compile_story(folder)
    assert json.dumps(again.story) == json.dumps(story)
    assert again.report.in_order() == report.in_order()
    return again


SOUND = [
    ("scenes/hall.yaml", "coins -= 2", "coins -= 1"),
    ("scenes/hall.yaml", "say: Ride,", "say: Ride on,"),
    ("office.yaml", "range: 0..9", "range: 0..8"),
    (
        "office.yaml",
        "  ticket: {start",
        "  earlier: {start: true, meaning: Before others}\n  ticket: {start",
    ),
    ("office.yaml", "Rain is expected", "Snow is expected"),
    ("people.yml", "They are all black", "They are all blue"),
]


@settings(max_examples=15)
@given(st.lists(st.sets(st.sampled_from(SOUND)), min_size=2, max_size=4), st.integers(0, 9))
def test_a_story_plays_alike_with_what_was_made_ready_before(saves: list[set[tuple[str, str, str]]], seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(SECOND, Path(name) / "story"))
        compiled = compile_again(folder)
        rules = None
        for save in saves:
            for file in FILES:
                text = (SECOND / file).read_text("utf-8")
                for _, first, then in (each for each in save if folder / each[0] == folder / file):
                    text = text.replace(first, then)
                (folder / file).write_text(text, "utf-8")
            compiled = compile_again(folder, compiled)
            assert compiled.story is not None, compiled.report.in_order()
            rules = Rules(compiled.story, rules)
            assert played(rules, seed) == played(Rules(compiled.story), seed)


def played(rules: Rules, seed: int) -> list[str]:
    """What is told to each traveller who chooses at random, and to what it comes."""
    told: list[str] = []
    for traveller in rules.story["travellers"]:
        dice, playthrough = Random(seed), Playthrough(rules, traveller, seed)
        for _ in range(12):
            if ways := [option.id for option in playthrough.choices() if option.locked is None]:
                playthrough.choose(dice.choice(ways))
        told += [playthrough.transcript, str(playthrough.values), str(playthrough.choices())]
    return told
