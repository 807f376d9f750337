"""Editors and the loader say the same of a file, as far as one file can tell.

What only the loader can see is named in OUTSIDE; a key that stands twice is YAML's own matter, which editors look at.
"""

from __future__ import annotations

import copy
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from game.authoring.schema.kinds import FOLDER, KINDS, schema
from game.language import mistakes
from game.language.compiler import compile_sources
from game.language.diagnostics import Kind, Report
from game.language.folder import story_files
from game.language.model import SECTIONS
from game.language.source import Source, parse
from game.language.translation import catalogue
from game.locations import story_folder
from game.saves.playthrough_file import UnreadableError, read
from tests.authoring.any_story import any_file

SHIPPED = story_folder()
SECOND = Path(__file__).parents[1] / "second_story"

OUTSIDE = {
    # other files
    "SECTION_TWICE", "SECTION_MISSING", "UNKNOWN_ID", "ID_TWICE", "NOBODY_COMES", "WAS_IN_USE", "BAD_GEOGRAPHY",
    # how ids and words stand to each other
    "RESERVED_NAME", "VALUE_IS_VARIABLE", "SAME_WORDS",
    # what is written in the author's little languages, facts cited in prose among it
    "ENDING_WITHOUT_FACTS", "BAD_VALUE", "BAD_TAKES",
    # the clock
    "OFF_THE_TICK", "AFTER_THE_END", "DAY_NOT_FULL",
}  # fmt: skip
"""Mistakes that no schema finds."""
SEEN = {kind for name, kind in vars(mistakes).items() if isinstance(kind, Kind) and name not in OUTSIDE}

VALIDATORS = {kind: Draft7Validator(json.loads(schema(kind))) for kind in KINDS}
OF_SECOND = {kind: Draft7Validator(json.loads(schema(kind, SECOND))) for kind in KINDS}

_FLOAT = re.compile(r"-?\d+\.\d+")


def as_edited(node: yaml.Node | None) -> Any:
    """What an editor makes of the same text: YAML 1.2, in which a number with a point is a number."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): as_edited(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [as_edited(item) for item in node.value]
    if not isinstance(node, yaml.ScalarNode) or node.tag.endswith(":null"):
        return None
    if node.tag.endswith(":bool"):
        return node.value == "true"
    if node.tag.endswith(":int"):
        return int(node.value)
    return float(node.value) if node.style is None and _FLOAT.fullmatch(node.value) else node.value


def dumped(document: object) -> str:
    return yaml.safe_dump(json.loads(json.dumps(document)), allow_unicode=True, sort_keys=False, width=10**6)


HEAD = """
story: {id: s, title: S}
clock: {start: 2022-09-21 06:00, zone: +03:00, tick: 6 hours, ticks: 400}
"""


def loaders_word(text: str) -> list[str]:
    """What the loader finds wrong with one file by itself."""
    report = Report()
    root = parse("file.yaml", text, report)
    assert not report.in_order(), text
    own = as_edited(root) or {}
    head = "".join(line for line in HEAD.splitlines(True) if line.split(":")[0] not in own)
    files = [Source("file.yaml", text, root), Source("head.yaml", head, parse("head.yaml", head, Report()))]
    _, found = compile_sources(files, {})
    return [each.message for each in found.in_order() if each.kind in SEEN]


def editors_word(validator: Draft7Validator, text: str) -> list[str]:
    document = as_edited(parse("file.yaml", text, Report()))
    return [f"{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in validator.iter_errors(document)]


def agree(validators: dict[str, Draft7Validator], text: str) -> None:
    loader, editor = loaders_word(text), editors_word(validators["story"], text)
    assert bool(loader) == bool(editor), f"loader: {loader}\neditor: {editor}\n{text}"


# Files that are sound, and what becomes of them


def documents(folder: Path) -> list[dict[str, Any]]:
    return [as_edited(parse(path.name, path.read_text("utf-8"), Report())) for path in story_files(folder)]


FOUND = {"shipped": documents(SHIPPED), "second": documents(SECOND)}


def piece(document: dict[str, Any], dice: Random) -> dict[str, Any]:
    """A few entries of each section."""
    out: dict[str, Any] = {}
    for section, body in document.items():
        if SECTIONS[section].once:
            out[section] = copy.deepcopy(body)
        elif isinstance(body, dict):
            out[section] = {key: copy.deepcopy(body[key]) for key in dice.sample(list(body), min(3, len(body)))}
        else:
            out[section] = copy.deepcopy(dice.sample(body, min(3, len(body))))
    return out


WILD: list[Any] = [
    None, "", " ", [], {}, 0, 7, -1, 10**9, 2.5, True, False, "true", "words", "a_word", "2022-09-30", "23:40",
    "+03:00", "1 hour", "0..5", "city", "high", [1, "a"], {"a": 1}, {"a": {}}, {"a-b": {"say": "x", "goto": "y"}},
    [[1]], [{}], [None], [51, 0.5], [91, 0.5], ["51", "0.5"], [[51, 0.5]], {"weight": 1, "goto": "x"},
    [{"weight": 1, "goto": "x"}],
]  # fmt: skip
KEYS = sorted({key for section in SECTIONS.values() for key in section.shape.keys} | {"txt", "goot", "Upper", "9"})


def holders(thing: Any, top: bool = True) -> Iterator[dict[str, Any] | list[Any]]:
    if isinstance(thing, dict | list):
        if not top:
            yield thing
        for part in thing.values() if isinstance(thing, dict) else thing:
            yield from holders(part, False)


def mutate(document: dict[str, Any], dice: Random) -> None:
    """Changes one thing below the sections' names."""
    held = list(holders(document))
    where = dice.choice(held)
    values = [*WILD, *held]
    value = copy.deepcopy(dice.choice(values))
    if isinstance(where, list):
        where.insert(dice.randrange(len(where) + 1), value) if dice.random() < 0.5 or not where else where.__setitem__(
            dice.randrange(len(where)), value
        )
        return
    if not where or dice.random() < 0.3:
        where[dice.choice(KEYS)] = value
        return
    key = dice.choice(list(where))
    match dice.randrange(5):
        case 0:
            del where[key]
        case 1:
            where[dice.choice(KEYS)] = where.pop(key)
        case 2:
            where[key] = [where[key]]
        case 3:
            where[dice.choice(KEYS)] = copy.deepcopy(where[key])
        case _:
            where[key] = value


@settings(max_examples=200)
@given(st.sampled_from(sorted(FOUND)), st.integers(0, 2**32), st.integers(0, 3))
def test_schema_and_loader_say_the_same_of_a_changed_file(of: str, seed: int, changes: int) -> None:
    dice = Random(seed)
    document = piece(dice.choice(FOUND[of]), dice)
    for _ in range(changes):
        mutate(document, dice)
    text = dumped(document)
    if not changes:
        assert not loaders_word(text), text
    agree(VALIDATORS, text)


@settings(max_examples=100)
@given(any_file(), st.integers(0, 2**32), st.integers(0, 1))
def test_schema_and_loader_say_the_same_of_any_file(document: dict[str, Any], seed: int, changes: int) -> None:
    document, dice = copy.deepcopy(document), Random(seed)
    for _ in range(changes):
        mutate(document, dice)
    text = dumped(document)
    if not changes:
        assert not loaders_word(text), text
    agree(OF_SECOND, text)


# The other kinds of file


PLAYTHROUGHS = [path.read_text("utf-8") for path in sorted((SHIPPED / "playthroughs").glob("*.yaml"))]
PLAYED: list[Any] = [None, "", [], {}, 0, 1, 2, -1, 2**32, True, "1", "words", ["a"], [["a"]], {"a": "b"}, [{"a": "b"}]]


@settings(max_examples=200)
@given(st.sampled_from(PLAYTHROUGHS), st.integers(0, 2**32), st.integers(0, 2))
def test_schema_and_reader_say_the_same_of_a_playthrough(text: str, seed: int, changes: int) -> None:
    dice = Random(seed)
    document = as_edited(parse("file.yaml", text, Report()))
    for _ in range(changes):
        where = dice.choice([document, *(held for held in holders(document) if isinstance(held, dict))])
        key = dice.choice([*where, "expect", "values", "visited", "ending", "sed"])
        where[key] = copy.deepcopy(dice.choice(PLAYED))
        if dice.random() < 0.2:
            del where[key]
    text = dumped(document).replace(": null", ":").replace("- null", "-")  # here `null` is a word as any other
    try:
        read(text)
        reader = ""
    except UnreadableError as error:
        reader = str(error)
    for validators in (VALIDATORS, OF_SECOND):
        editor = editors_word(validators["playthrough"], text)
        assert bool(reader) == bool(editor), f"reader: {reader}\neditor: {editor}\n{text}"


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from(["story", "ru", "was", "rus sian", "note"]), st.sampled_from(PLAYED)))
def test_schema_and_loader_say_the_same_of_a_catalogue(entry: dict[str, Any]) -> None:
    text = dumped({"scenes/hall/text": entry})
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "translations" / "ru"
        place.mkdir(parents=True)
        (place / "hall.yaml").write_text(text, "utf-8")
        report = Report()
        catalogue(Path(name), "ru", report)
    editor = editors_word(VALIDATORS["translation"], text)
    assert bool(report) == bool(editor), f"loader: {report.in_order()}\neditor: {editor}\n{text}"


# What editors are given


@pytest.mark.parametrize("kind", KINDS)
def test_the_story_brings_the_schemas_of_the_language_as_it_is(kind: str) -> None:
    Draft7Validator.check_schema(json.loads(schema(kind)))
    kept = (SHIPPED / FOLDER / f"{kind}.json").read_text("utf-8")
    assert kept == schema(kind), "run docs/make.py"


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.yaml")), ids=lambda path: path.name)
def test_each_file_of_the_story_names_its_schema(path: Path) -> None:
    if {"playthroughs", "translations"} & set(path.parts):
        return
    first = path.read_text("utf-8").split("\n")[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named, f"{path} begins with {first}"
    assert (path.parent / named[1]).resolve() == (SHIPPED / FOLDER / "story.json").resolve()


def test_the_ids_of_a_story_are_offered() -> None:
    ids = json.loads(schema("story", SECOND))["definitions"]
    assert set(ids["scene ids"]["enum"]) >= {"tram", "desk", "reunited"}
    claim = ids["answer"]["properties"]["claim"]
    assert {"enum": ["mine", "aunt"]} in claim["anyOf"][0]["properties"]["owner"]["anyOf"]
    put = ids["traveller"]["properties"]["set"]
    assert {"enum": [True, False]} in put["anyOf"][0]["properties"]["ticket"]["anyOf"]
