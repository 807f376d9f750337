"""A story in another language: all that is read can be translated, and nothing else; what is lost or stale is named."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from game.engine.playthrough import Playthrough
from game.engine.replay import replay
from game.engine.rules import Rules
from game.language.compiler import compile_story, compile_translated
from game.language.diagnostics import Report
from game.language.source import read_files
from game.language.translation import catalogue, written
from game.language.words import words
from game.prover.check import check

ROOT = Path(__file__).parents[2]
SECOND = ROOT / "tests" / "second_story"
SIGN = "¤"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SECOND, tmp_path / "story", ignore=shutil.ignore_patterns("translations")))


def begin(folder: Path, language: str = "xx") -> None:
    """What `otherbank translate` does."""
    report = Report()
    files = read_files(folder, report)
    known = catalogue(folder, language, report) if (folder / "translations" / language).is_dir() else {}
    for name, text in written(files, known, language).items():
        file = folder / "translations" / language / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert not report


def entries(folder: Path) -> dict[Path, dict[str, Any]]:
    return {file: yaml.safe_load(file.read_text("utf-8")) for file in (folder / "translations").rglob("*.y*ml")}


def translate(folder: Path) -> None:
    """Into a language in which every text has a sign at its end."""
    for file, found in entries(folder).items():
        for entry in found.values():
            entry["xx"] = entry["story"] + SIGN
        file.write_text(yaml.safe_dump(found, allow_unicode=True), "utf-8")


def shape(core: Any) -> Any:
    """A core without its words."""
    if isinstance(core, dict):
        return {key: shape(value) for key, value in core.items()}
    if isinstance(core, list):
        return [shape(each) for each in core if each != SIGN]  # after braces the sign stands alone
    return core.replace(SIGN, "") if isinstance(core, str) else core


@pytest.mark.parametrize("story", [SECOND, ROOT / "story"], ids=["second", "shipped"])
def test_a_translation_changes_words_and_nothing_else(story: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(story, tmp_path / "story", ignore=shutil.ignore_patterns("translations")))
    begin(folder)
    translate(folder)
    own, _ = compile_story(folder)
    other, report, standing = compile_translated(folder, "xx")
    assert own is not None
    assert other is not None, report.in_order()[:5]
    assert standing is not None
    assert standing.translated == standing.texts
    assert own != other
    moved = {scene: {**core, "at": ""} for scene, core in other["scenes"].items()}
    assert shape({**other, "scenes": moved}) == {
        **own, "scenes": {scene: {**core, "at": ""} for scene, core in own["scenes"].items()},
    }  # fmt: skip


def seen(rules: Rules, traveller: str) -> Iterator[str]:
    for seed in range(30):
        playthrough = Playthrough(rules, traveller, seed)
        while can := [option.id for option in playthrough.choices() if option.locked is None]:
            yield from (option.say for option in playthrough.choices())
            yield from (option.locked for option in playthrough.choices() if option.locked)
            playthrough.choose(can[seed % len(can)])
        yield from (passage.text for passage in playthrough.passages if passage.text)
        yield from (passage.title for passage in playthrough.passages if passage.title)


def test_everything_that_a_player_reads_is_translated(folder: Path) -> None:
    begin(folder)
    translate(folder)
    other, report, _ = compile_translated(folder, "xx")
    assert other is not None, report.in_order()[:3]
    for traveller in other["travellers"]:
        assert all(SIGN in text for text in seen(Rules(other), traveller))


def test_a_playthrough_is_the_same_in_every_language(folder: Path) -> None:
    begin(folder)
    translate(folder)
    own, _ = compile_story(folder)
    other, report, _ = compile_translated(folder, "xx")
    assert own is not None
    assert other is not None, report.in_order()[:3]
    played = Playthrough(Rules(own), "owner", 7)
    while can := [option.id for option in played.choices() if option.locked is None]:
        played.choose(can[-1])
    again, divergence = replay(Rules(other), "owner", 7, played.moves)
    assert divergence is None
    assert again.ending == played.ending


def test_what_stands_empty_is_read_as_the_story_says_it(folder: Path) -> None:
    begin(folder)
    own, _ = compile_story(folder)
    other, report, standing = compile_translated(folder, "xx")
    assert not report
    assert other == own
    assert standing is not None
    assert standing.translated == 0


def edit(folder: Path, id_: str, **keys: str) -> None:
    for file, found in entries(folder).items():
        if id_ in found:
            found[id_].update(keys)
            file.write_text(yaml.safe_dump(found, allow_unicode=True), "utf-8")


@pytest.mark.parametrize(
    ("own", "code", "said"),
    [
        ("Le tram est *en retard*. {coins} {mood} [F1]", "T04", "`[F2]`"),
        ("Le tram. {coins} [F1, ~F2]", "T04", "`{mood}`"),
        ("Le tram. {coins} {mood} {pieces} [F1, ~F2]", "E13", "`pieces`"),
        ("Le tram. {coins {mood} [F1, ~F2]", "P10", "brace"),
    ],
)
def test_what_a_translation_breaks_is_named_where_it_stands(own: str, code: str, said: str, folder: Path) -> None:
    begin(folder)
    edit(folder, "scenes/tram/text", xx=own)
    _, report, _ = compile_translated(folder, "xx")
    named = report.in_order()
    assert code in [each.kind.code for each in named]
    assert any(said in each.message for each in named)
    assert {each.position.file for each in named} == {"translations/xx/scenes/hall.yaml"}


def test_what_the_story_changed_since_is_stale_until_it_is_translated_anew(folder: Path) -> None:
    begin(folder)
    edit(folder, "scenes/tram/title", xx="Le tram")
    hall = folder / "scenes" / "hall.yaml"
    hall.write_text(hall.read_text("utf-8").replace("title: The tram", "title: The last tram"), "utf-8")
    _, report, standing = compile_translated(folder, "xx")
    assert not report
    assert standing is not None
    assert [entry.id for entry in standing.stale] == ["scenes/tram/title"]
    begin(folder)
    entry = next(found["scenes/tram/title"] for found in entries(folder).values() if "scenes/tram/title" in found)
    assert entry == {"story": "The last tram", "was": "The tram", "xx": "Le tram"}
    codes = [(each.diagnostic.kind.code, each.diagnostic.position.file) for each in check(folder).findings]
    assert ("W10", "translations/xx/scenes/hall.yaml") in codes


def test_what_belongs_to_nothing_any_more_is_kept_and_named(folder: Path) -> None:
    begin(folder)
    edit(folder, "scenes/tram/choices/walk/say", xx="Marcher")
    hall = folder / "scenes" / "hall.yaml"
    hall.write_text(re.sub(r"\bwalk: \{", "stroll: {", hall.read_text("utf-8")).replace("'walk'", "'stroll'"), "utf-8")
    begin(folder)
    assert "Marcher" in (folder / "translations" / "xx" / "gone.yaml").read_text("utf-8")
    _, report, _ = compile_translated(folder, "xx")
    assert [each.kind.code for each in report.in_order()] == ["T02"]


def test_ids_are_each_of_one_text() -> None:
    found = [word.id for word in words(read_files(ROOT / "story", Report()))]
    assert len(found) == len(set(found))
