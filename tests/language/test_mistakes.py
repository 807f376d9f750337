"""Every kind of mistake: its example makes it, exactly there, and nothing else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from game.language import mistakes, mistakes_translation, mistakes_words, mistakes_yaml
from game.language.compiler import compile_story
from game.language.diagnostics import Kind, Position
from game.language.frames import catalogue, frames
from game.prover import kinds

HERE = Path(__file__).parent
CATALOGUE = HERE.parents[1] / "docs" / "mistakes.md"
KINDS = [
    kind
    for module in (mistakes_yaml, mistakes_words, mistakes)
    for kind in vars(module).values()
    if isinstance(kind, Kind)
]
SHOWN_ELSEWHERE = {
    # no single text file can make these: test_source.py and test_compiler.py do
    "UNREADABLE", "NOT_UTF8", "TOO_LARGE", "OUTSIDE", "SECTION_MISSING", "BAD_GEOGRAPHY", "DAY_NOT_FULL",
}  # fmt: skip


def test_every_kind_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[YEPS]\d\d", code) for code in codes)


def test_every_kind_has_an_example_or_a_test_of_its_own() -> None:
    without = {
        name
        for module in (mistakes_yaml, mistakes_words, mistakes)
        for name, kind in vars(module).items()
        if isinstance(kind, Kind) and not kind.example
    }
    assert without == SHOWN_ELSEWHERE


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.example], ids=lambda kind: kind.code)
def test_the_example_makes_its_mistake_where_it_says(kind: Kind, tmp_path: Path) -> None:
    folder = tmp_path / "story"
    shutil.copytree(HERE / "smallest", folder)
    before, _, rest = kind.example.partition("<<")
    (folder / "yours.yaml").write_text(before + rest.replace(">>", "", 1), "utf-8")
    story, report = compile_story(folder)
    assert story is None
    found = report.in_order()
    assert [each.kind.code for each in found] == [kind.code]
    where = Position("yours.yaml", before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    assert found[0].position == where
    shown = frames(report, folder)
    assert f"{where.file}:{where.line}:{where.column}: {kind.code} " in shown
    assert "{" not in re.sub(r"`[^`]*`", "", found[0].message + found[0].mend)


def test_the_documentation_holds_the_catalogue() -> None:
    others = [kind for module in (kinds, mistakes_translation) for kind in vars(module).values()]
    found = catalogue([*KINDS, *(kind for kind in others if isinstance(kind, Kind))])
    assert CATALOGUE.read_text("utf-8") == found, "run docs/make.py"
