"""The map of a story: every scene and every way is in every drawing of it, once; no author's words can break one."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import combinations, combinations_with_replacement, pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.authoring.export import node
from game.authoring.graph.colours import by_chance, by_place, by_tests, percent
from game.authoring.graph.dot import dot
from game.authoring.graph.layers import Size, drawn, forward, rising
from game.authoring.graph.mermaid import mermaid
from game.authoring.graph.panels import grouped, panels
from game.authoring.graph.part import onward
from game.authoring.graph.story_map import StoryMap, data, story_map
from game.authoring.graph.svg import svg
from game.authoring.graph.tested import passed
from game.cli import main
from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.engine.story import Story
from game.saves.playthrough_file import saved
from tests.engine.random_story import stories
from tests.prover.random_stories import dealt
from tests.stories import SECOND, SHIPPED, compiled
from tests.tui.test_terminal import Played

HOSTILE = '"]]>--><script>&amp;\\N\\" {|} #quot; \x07 %% \u202e end\n\\'

SEEDS = st.integers(0, 10_000)


def hostile(story: Story) -> Story:
    """The same story, with titles and choices that mean something in every format."""
    scenes = {
        name: {
            **scene,
            "title": HOSTILE,
            "choices": {key: {**c, "say": [HOSTILE]} for key, c in scene["choices"].items()},
        }
        for name, scene in story["scenes"].items()
    }
    return {**story, "scenes": scenes, "about": {**story["about"], "title": HOSTILE}}  # pyright: ignore[reportReturnType]


def pairs(of: StoryMap) -> list[tuple[str, str]]:
    return [(way.source, way.target) for way in of.ways]


# The map itself


@settings(max_examples=60, deadline=None)
@given(stories(), SEEDS)
def test_no_playthrough_leaves_the_map(rules: Rules, seed: int) -> None:
    """Wherever one goes, the map has the scene and, where no event broke in, the way to it."""
    found, dice = story_map(rules.story), Random(seed)
    play = Playthrough(rules, "one", seed)
    while not play.ending and not play.stuck and len(play.moves) < 30:
        play.choose(dice.choice([option.id for option in play.choices() if option.locked is None]))
    scenes = [scene for passage in play.passages for scene in passage.scenes]
    assert found.scenes[scenes[0]].begins or found.scenes[scenes[0]].breaks_in
    for one, two in pairwise(scenes):
        free = found.scenes[two].breaks_in or found.scenes[one].returns
        assert free or (one, two) in pairs(found)
    tests = passed(rules, [saved(play)])
    assert set(tests.scenes) == set(scenes)
    assert by_tests(found, tests.scenes).signs[scenes[0]] == "✓1"


def test_a_scene_that_names_no_place_is_where_the_player_was() -> None:
    found = story_map(compiled(SHIPPED)).scenes
    assert found["sakhamin-shot"].place == "Moscow"
    assert found["crossroads"].place == "several places"


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(0, 4))
def test_a_part_goes_as_far_as_was_asked_and_says_what_it_leaves_out(seed: int, depth: int) -> None:
    whole = story_map(dealt(seed))
    start = next(name for name, scene in whole.scenes.items() if scene.begins)
    part, further = onward(whole, [start], depth), onward(whole, [start], depth + 1)
    assert part.scenes.keys() <= further.scenes.keys()
    assert onward(whole, [start]).scenes.keys() >= further.scenes.keys()
    for name, scene in part.scenes.items():
        out = Counter(source for source, _ in pairs(part))[name] + scene.beyond
        assert out == Counter(source for source, _ in pairs(whole))[name]


# Pictures


def test_the_shipped_story_has_every_scene_and_way_in_its_picture_once() -> None:
    found = story_map(compiled(SHIPPED))
    for by in ("file", "place", "none"):
        check_svg(found, svg(found, grouped(found, by), by_place(found)))


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_no_words_break_a_picture(seed: int) -> None:
    found = story_map(hostile(dealt(seed)))
    check_svg(found, svg(found, grouped(found, "place"), by_chance(found, {"s0": 1.0, "s1": 1e-9})))


def check_svg(of: StoryMap, written: str) -> None:
    root = ET.fromstring(written)
    scenes = [each for each in root.iter() if "scene" in each.get("class", "").split()]
    assert Counter(each.get("data-name") for each in scenes) == Counter(list(of.scenes))
    name = {each.get("id", "")[1:]: each.get("data-name") for each in scenes}
    ways = [each for each in root.iter() if "way" in each.get("class", "").split()]
    assert Counter((name[each.get("data-from", "")], name[each.get("data-to", "")]) for each in ways) == Counter(
        pairs(of)
    )
    assert sum(each.tag.endswith("script") for each in root.iter()) == 1
    places = {each.get("id") for each in root.iter()}
    assert all(each.get("href", "#p0")[1:] in places for each in root.iter())


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.sampled_from(["file", "none"]))
def test_no_box_lies_on_another(seed: int, by: str) -> None:
    found = story_map(dealt(seed))
    for panel in panels(found, grouped(found, "none" if by == "none" else "file")):
        for one, two in combinations(panel.boxes, 2):
            beside = one.at.x + one.size.width <= two.at.x or two.at.x + two.size.width <= one.at.x
            assert beside or one.at.y + one.size.height <= two.at.y or two.at.y + two.size.height <= one.at.y


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12), st.data())
def test_lines_lead_down_from_foot_to_head(count: int, data: st.DataObject) -> None:
    node = st.integers(0, count - 1)
    edges = data.draw(st.lists(st.tuples(node, node), unique=True, max_size=30))
    kept = forward(count, edges)
    assert set(kept) <= set(edges)
    picture = drawn([Size(50, 10 + 5 * at) for at in range(count)], kept, 4)
    assert picture.lines.keys() == set(kept)
    for (one, two), points in picture.lines.items():
        assert points[0].y == picture.corners[one].y + 10 + 5 * one
        assert points[-1].y == picture.corners[two].y
        assert all(a.y <= b.y for a, b in pairwise(points))
        assert picture.corners[two].x < points[-1].x < picture.corners[two].x + 50


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=3))
def test_rising_numbers_are_the_nearest(wanted: list[int]) -> None:
    """No other rising numbers are nearer: what a block has in common is the mean of what it would have."""
    found = rising(wanted)
    assert all(a <= b for a, b in pairwise(found))
    off = sum((a - b) ** 2 for a, b in zip(wanted, found, strict=True))
    for other in combinations_with_replacement(range(-9, 10), len(wanted)):
        assert off <= sum((a - b) ** 2 for a, b in zip(wanted, other, strict=True)) + 1e-9


@pytest.mark.parametrize(("share", "said"), [(0, "0"), (1, "100%"), (0.9999, ">99.9%"), (0.5, "50%"), (0.0123, "1.2%")])
def test_chances_in_few_letters(share: float, said: str) -> None:
    assert percent(share) == said


def test_what_is_possible_never_reads_as_impossible() -> None:
    assert percent(3.9e-12) == "4e-10%"
    assert by_chance(story_map(dealt(1)), {"s0": 1e-15}).tints["s0"].name != "never"


# Other programs' languages


@pytest.mark.parametrize("seed", [1, 2])
def test_graphviz_draws_it(seed: int, others: Path, tmp_path: Path) -> None:
    found = story_map(hostile(dealt(seed)))
    source, drawn = tmp_path / "map.dot", tmp_path / "map.svg"
    source.write_text(dot(found, grouped(found, "file"), by_place(found)), "utf-8")
    node.run(others / "graphviz.mjs", source, drawn)
    assert drawn.read_text("utf-8").count('class="node"') == len(found.scenes)


_ID = r'"(?:[^"\\\n]|\\[^\n])*"'
_ATTRIBUTES = rf" \[\w+=(?:{_ID}|[\w.]+)(?:, \w+=(?:{_ID}|[\w.]+))*\]"
_DOT = [
    rf"digraph {_ID} {{",
    rf"  (?:graph|node|edge) \[\w+=(?:{_ID}|[\w.]+)(?:, \w+=(?:{_ID}|[\w.]+))*\];",
    r"  subgraph cluster_\d+ {",
    rf"    label={_ID}; color={_ID};",
    rf"    (?P<scene>{_ID}){_ATTRIBUTES};",
    rf"  (?P<source>{_ID}) -> (?P<target>{_ID}){_ATTRIBUTES};",
    r"  }",
    r"}",
]
_LABEL = r'"(?:[\w \-.,:/%!?\'()…✓✗+]|#\d+;|<br>)*"'
_MERMAID = [
    r"flowchart TB",
    rf"  subgraph g\d+\[{_LABEL}\]",
    rf"    (?P<scene>s\d+)(?:\({_LABEL}\)|\[{_LABEL}\]|\[\[{_LABEL}\]\]|{{{{{_LABEL}}}}})",
    r"    direction TB",
    r"  end",
    r"  (?P<source>s\d+) (?:-->|-\.->) (?P<target>s\d+)",
    r"  classDef c\d+ fill:#[0-9a-f]{6},stroke:#6d737c,color:#1b1f24",
    r"  class s\d+(?:,s\d+)* c\d+",
]


def read(written: str, grammar: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """The scenes and the ways of a text each line of which is one of a strict grammar's."""
    scenes: list[str] = []
    ways: list[tuple[str, str]] = []
    for line in written.rstrip("\n").split("\n"):
        match = next((found for rule in grammar if (found := re.fullmatch(rule, line))), None)
        assert match, line
        named = match.groupdict()
        scenes += [named["scene"]] if named.get("scene") else []
        ways += [(named["source"], named["target"])] if named.get("source") else []
    return scenes, ways


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_every_line_of_the_texts_is_of_their_languages(seed: int) -> None:
    found = story_map(hostile(dealt(seed)))
    groups, painted = grouped(found, "file"), by_place(found)
    scenes, ways = read(dot(found, groups, painted), _DOT)
    assert scenes == [f'"{name}"' for name in found.scenes]
    assert ways == [(f'"{one}"', f'"{two}"') for one, two in pairs(found)]
    scenes, ways = read(mermaid(found, groups, painted), _MERMAID)
    number = {name: f"s{at}" for at, name in enumerate(found.scenes)}
    assert scenes == list(number.values())
    assert ways == [(number[one], number[two]) for one, two in pairs(found)]


# The command


def test_the_files_ending_says_the_format(tmp_path: Path) -> None:
    for name, begins in (("m.svg", "<svg"), ("m.dot", "digraph"), ("m.mmd", "flowchart"), ("m.json", "{")):
        assert main(["graph", str(SECOND), "-o", str(tmp_path / name), "--colour", "tested"]) == 0
        assert (tmp_path / name).read_text("utf-8").startswith(begins)
    found = story_map(compiled(SECOND))
    assert json.loads((tmp_path / "m.json").read_text("utf-8")) == json.loads(json.dumps(data(found)))


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        (["--from", "hal"], "Near to it: hall"),
        (["--traveller", "nobody"], "no traveller"),
        (["-o", "map.png"], "Give --format"),
        (["--depth", "-1"], "nought or more"),
        (["--tui"], "needs a terminal"),
        (["--colour", "chance", "--states", "1"], "not decided"),
    ],
)
def test_bad_input_is_one_clear_line(given_: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", str(SECOND), *given_]) == 2
    assert said in capsys.readouterr().err


def test_an_editor_that_is_not_there_leaves_the_walk_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "no-such-editor")
    walked = Played(tmp_path, command=("graph", str(SECOND), "--tui"))
    walked.until("What may be read")
    walked.press("e")
    walked.until("could not be opened")
    walked.press("q")
    assert walked.exit_code() == 0
