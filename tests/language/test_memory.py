"""A story compiled again after each save is the story compiled afresh, and its mistakes are the same."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from game.language.compiler import compile_again, compile_story

SECOND = Path(__file__).parents[1] / "second_story"
KEYED = re.compile(r" +[\w-]+: [^|]")


def edit(folder: Path, dice: Random) -> None:
    """Another value under some key, another line gone, or a file as it was at first."""
    file = dice.choice(sorted(folder.rglob("*.y*ml")))
    lines = file.read_text("utf-8").splitlines()
    values = [line.split(": ", 1)[1] for line in lines if KEYED.match(line)]
    at = dice.choice([number for number, line in enumerate(lines) if KEYED.match(line)] or [0])
    match dice.randrange(4):
        case 0:
            lines = (SECOND / file.relative_to(folder)).read_text("utf-8").splitlines()
        case 1:
            del lines[at]
        case _ if values:
            lines[at] = f"{lines[at].split(': ', 1)[0]}: {dice.choice(values)}"
    file.write_text("\n".join(lines) + "\n", "utf-8")


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_what_is_remembered_is_what_would_be_made(seed: int) -> None:
    dice = Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(SECOND, Path(name) / "story"))
        compiled = compile_again(folder)
        for _ in range(4):
            edit(folder, dice)
            compiled = compile_again(folder, compiled)
            story, report = compile_story(folder)
            assert compiled.story == story
            assert compiled.report.in_order() == report.in_order()
