"""A story's files made into its core: what every author relies on."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from game.authoring.reference import tabled, tables
from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.engine.story import Story
from game.language import mistakes
from game.language.compiler import compile_sources, compile_story
from game.language.diagnostics import Kind, Report
from game.language.fields import Fields
from game.language.files import BY_ID, LISTS
from game.language.model import shapes
from game.language.shapes import Shape
from game.language.source import Source, parse
from game.map import queues
from game.prover.coverage import citations

ROOT = Path(__file__).parents[2]
SECOND = ROOT / "tests/second_story"
FORMAT = (ROOT / "docs/story-format.md").read_text("utf-8")


@pytest.fixture(scope="module")
def second() -> Story:
    story, report = compile_story(SECOND)
    assert story is not None, report.in_order()
    return story


# The documentation is true


def test_documentation_lists_exactly_the_sections_and_keys_that_are_read() -> None:
    assert tables(FORMAT) == FORMAT, "run docs/make.py"
    assert tabled(FORMAT) == {shape.name for shape in shapes()}


# A second, unrelated story


def test_second_story_uses_every_key_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    used: dict[str, set[str]] = defaultdict(set)
    read = Fields.of

    def recorded(node: yaml.Node, shape: Shape, report: Report) -> Fields:
        fields = read(node, shape, report)
        used[shape.name] |= set(fields.values)
        return fields

    monkeypatch.setattr(Fields, "of", recorded)
    compile_story(SECOND)
    assert {shape.name: used[shape.name] for shape in shapes()} == {shape.name: set(shape.keys) for shape in shapes()}


def test_compiled_story_is_plain_json(second: Story) -> None:
    assert json.loads(json.dumps(second)) == second


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**6), traveller=st.sampled_from(["owner", "finder"]), luck=st.randoms(use_true_random=False)
)
def test_second_story_plays_to_an_ending(second: Story, seed: int, traveller: str, luck: Random) -> None:
    play = Playthrough(Rules(second), traveller, seed)
    for _ in range(200):
        open_ = [option.id for option in play.choices() if option.locked is None]
        if not open_:
            break
        play.choose(luck.choice(open_))
    assert play.ending in {"reunited", "shut-out"}, play.stuck
    assert "{" not in play.transcript.replace("{braces}", "")


# Mistakes


def story_with(folder: Path, extra: str) -> tuple[Story | None, Report]:
    for file in (ROOT / "tests/language/smallest").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "extra.yaml").write_text(extra, "utf-8")
    return compile_story(folder)


def test_every_mistake_is_found_at_once(tmp_path: Path) -> None:
    story, report = story_with(
        tmp_path,
        """
travellers:
  two: {name: Two, start: extra, nane: Too}
scenes:
  extra:
    text: "{lampp ? Light.} [S999]"
    choices:
      go: {say: Go., goto: midle}
      stay: {say: Stay., when: coins > , goto: extra}
  lost: {text: Nowhere.}
endings:
  empty: {title: Empty, group: stayed, text: Here.}
""",
    )
    assert story is None
    lines = [found.position.line for found in report.in_order()]
    assert set(lines) == {3, 6, 8, 9, 10, 12}


def test_unknown_id_is_told_with_the_nearest_known_one(tmp_path: Path) -> None:
    _, report = story_with(tmp_path, "travellers:\n  two: {name: Two, start: midle}\n")
    (found,) = report.in_order()
    assert "`midle`" in found.message and "Did you mean `middle`?" in found.message
    assert found.position == ("extra.yaml", 2, 27)


def test_a_mistake_elsewhere_does_not_make_scenes_unreached(tmp_path: Path) -> None:
    _, report = story_with(
        tmp_path, "travellers:\n  two: {name: Two, start: extar}\nscenes:\n  extra: {goto: middle}\n"
    )
    assert [found.kind for found in report.in_order()] == [mistakes.UNKNOWN_ID]


def test_a_file_that_cannot_be_read_does_not_make_what_it_declares_unknown(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("scenes:\n  extra: {text: [}\n")
    story, report = story_with(tmp_path, "travellers:\n  two: {name: Two, start: extra, nane: Too}\n")
    assert story is None
    assert [found.position.file for found in report.in_order()] == ["broken.yaml", "extra.yaml"]


def test_an_id_declared_twice_names_the_first_place(tmp_path: Path) -> None:
    _, report = story_with(tmp_path, "scenes:\n  again: {goto: middle}\nendings:\n  again: {}\n")
    (found,) = (found for found in report.in_order() if found.kind is mistakes.ID_TWICE)
    assert found.position == ("extra.yaml", 4, 3)
    assert "extra.yaml on line 2" in found.message


QUEUES = """
facts:
  F1: {claim: Forty., by: A driver, sources: W1, confidence: high, from: 2031-03-04 12:00, to: 2031-03-04 18:00}
places:
  gate:
    name: Gate
    at: [51, 1]
    country: Nowhere
    queue:
"""


def test_a_queue_stands_from_its_report_to_the_next_or_to_its_own_end(tmp_path: Path) -> None:
    reports = [
        "{from: 2031-03-04 18:00, to: 2031-03-05, is: 60 cars, facts: [F1, S001]}",
        "{from: 2031-03-04 07:30, is: 40 cars, facts: S001}",
    ]
    story, report = story_with(tmp_path, QUEUES + "".join(f"      - {each}\n" for each in reports))
    assert story is not None, report.in_order()
    known = {tick: queues.standing(story, "gate", tick) for tick in range(9)}
    assert {tick: queue["is"] for tick, queue in known.items() if queue} == {
        1: "40 cars",
        2: "60 cars", 3: "60 cars", 4: "60 cars", 5: "60 cars", 6: "60 cars",
    }  # fmt: skip
    assert set(citations(story)) >= {"F1", "S001"}


@pytest.mark.parametrize(
    ("reports", "codes"),
    [
        (["{from: 2031-03-04 06:00, is: 40 cars, facts: [S001, F1]}"], ["S38"]),
        (["{from: 2031-03-05 06:00, is: 40 cars, facts: F1}"], ["S38"]),
        (["{from: 2031-03-04 12:00, is: 40 cars, facts: []}"], ["S05"]),
        (["{from: 2031-03-04 12:00, is: 40 cars}"], ["S05"]),
        (["{from: 2031-03-04 12:00, is: 40 cars, facts: F2}"], ["S15"]),
        (["{from: 2031-03-04, is: 40 cars, facts: S001}", "{from: 2031-03-04, is: 60 cars, facts: S001}"], ["S39"]),
        (["{from: 2041-01-01, is: 40 cars, facts: S001}"], ["S24"]),
    ],
)
def test_a_queue_that_nobody_can_have_known_does_not_load(tmp_path: Path, reports: list[str], codes: list[str]) -> None:
    story, report = story_with(tmp_path, QUEUES + "".join(f"      - {each}\n" for each in reports))
    assert story is None
    assert [found.kind.code for found in report.in_order()] == codes
    assert all(found.position.line >= QUEUES.count("\n") + 1 for found in report.in_order())


def test_an_empty_story_says_what_a_story_needs(tmp_path: Path) -> None:
    story, report = compile_story(tmp_path)
    assert story is None
    assert {re.search(r"`(\w+)`", found.message)[1] for found in report.in_order()} == {  # type: ignore[index]
        "story", "clock", "travellers", "scenes", "endings",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("names: [morning, evening]", mistakes.DAY_NOT_FULL),
        ("tick: a while", mistakes.NOT_OF_FORM),
        ("ticks: 0", mistakes.NOT_WHOLE),
        ("zone: Moscow", mistakes.NOT_OF_FORM),
        ("start: yesterday", mistakes.BAD_MOMENT),
        ("start: 2022-02-30 06:00", mistakes.BAD_MOMENT),
    ],
)
def test_a_wrong_clock(tmp_path: Path, line: str, kind: Kind) -> None:
    clock = {"start": "2022-01-01 06:00", "zone": "+00:00", "tick": "6 hours", "ticks": "8"}
    key, value = line.split(": ", 1)
    lines = "".join(f"  {name}: {text}\n" for name, text in {**clock, key: value}.items())
    (tmp_path / "story.yaml").write_text(
        f"story: {{id: s, title: S}}\nclock:\n{lines}travellers:\n  t: {{name: T, start: s}}\nscenes:\n"
        "  s: {goto: e}\nsources:\n  W: {outlet: W}\nfacts:\n  S1: {claim: C, sources: W, confidence: high}\n"
        "endings:\n  e: {title: E, group: g, text: T, facts: S1}\n"
    )
    _, report = compile_story(tmp_path)
    assert [found.kind for found in report.in_order()] == [kind]


def test_a_broken_map_is_told(tmp_path: Path) -> None:
    (tmp_path / "geography").mkdir()
    (tmp_path / "geography/geography.json").write_text("{")
    story, report = story_with(tmp_path, "")
    assert story is None
    (found,) = report.in_order()
    assert (found.kind, found.position.file) == (mistakes.BAD_GEOGRAPHY, "geography/geography.json")


def test_the_map_is_carried_along(tmp_path: Path) -> None:
    (tmp_path / "geography").mkdir()
    (tmp_path / "geography/geography.json").write_text('{"coast": [[1, 2]]}')
    story, _ = story_with(tmp_path, "")
    assert story is not None and story["geography"] == {"coast": [[1, 2]]}


LINES = [line for file in sorted(SECOND.rglob("*.y*ml")) for line in file.read_text("utf-8").splitlines()]
KEYED = [number for number, line in enumerate(LINES) if re.match(r" +[\w-]+: [^|]", line)]
VALUES = [LINES[number].split(": ", 1)[1] for number in KEYED]


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_whatever_an_author_writes_is_answered(data: st.DataObject) -> None:
    """Any value changed for any other: the compiler says what is wrong, or compiles it, and never breaks."""
    lines = list(LINES)
    for place in data.draw(st.lists(st.sampled_from(KEYED), min_size=1, max_size=4)):
        key = lines[place].split(": ", 1)[0]
        lines[place] = f"{key}: {data.draw(st.sampled_from([*VALUES, '~', '[]', '[1, {a: b}]']))}"
    report = Report()
    text = "\n".join(lines)
    root = parse("wreck.yaml", text, report)
    assert root is not None, report.in_order()
    story, found = compile_sources([Source("wreck.yaml", text, root)], {})
    assert (story is None) == bool(found)
    if story is not None:
        Playthrough(Rules(story), "owner", 1)


@pytest.mark.parametrize(
    "wreck", ["", "~", "7", "text", "true", "[]", "[1]", "{}", "{a: 1}", "[{a: [1]}]", "{a: {b: ~}}"]
)
@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.name)
def test_anything_may_stand_under_any_key(shape: Shape, wreck: str) -> None:
    thing = "".join(f"    {key}: {wreck}\n" for key in shape.keys)
    sections = {"story": thing, "clock": thing} | {
        name: f"  - {thing.strip()}\n" if name in LISTS else f"  a1:\n{thing}" for name in (*LISTS, *BY_ID)
    }
    text = "".join(f"{name}:\n{body}" for name, body in sections.items())
    _, report = compile_sources([Source("wreck.yaml", text, parse("wreck.yaml", text, Report()))], {})
    assert report


# The command


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "game", "check", folder], check=False, cwd=ROOT, capture_output=True, text=True
    )


def test_the_command_counts_a_sound_story() -> None:
    done = run(SECOND)
    assert done.returncode == 0
    assert re.search(r"^no mistakes, .*: \d+ scenes, \d+ choices, \d+ endings, \d+ words\.$", done.stdout, re.MULTILINE)
    assert re.search(r"^Proved over all [\d,]+ states", done.stdout, re.MULTILINE)


def test_the_command_shows_mistakes_in_their_lines(tmp_path: Path) -> None:
    story_with(tmp_path, "scenes:\n  extra: {goto: midle}\n")
    done = run(tmp_path)
    assert done.returncode == 1
    assert "extra.yaml:2:17" in done.stdout and "extra: {goto: midle}" in done.stdout
