"""The files of a story, read with care: what is hostile is refused, and every node knows where it stands.

Only texts, whole numbers, `true`, `false` and `null` exist; `22:30`, `NO` and `2022-09-21` stay what was typed. The
tree is PyYAML's own, composed by libyaml where it is there.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from game.language import mistakes_yaml as mistakes
from game.language.diagnostics import Position, Report

LARGEST_FILE = 16_000_000
"""Bytes; a novel has about one million."""
LARGEST_STORY = 64_000_000
DEEPEST = 40
PLAYTHROUGHS = "playthroughs"

_TAG = "tag:yaml.org,2002:"
_PLAIN = {f"{_TAG}{name}" for name in ("str", "int", "bool", "null", "map", "seq")}
_TRICKS = {"&": "a name for something to be used again", "*": "a use of something named", "!": "a type"}
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_SUSPECT = re.compile(r"^ {80}|^(?:[ ]*[-?:] ){12}", re.MULTILINE)


class Source(NamedTuple):
    """One file of a story."""

    name: str
    """Relative to the story's folder, with forward slashes."""
    text: str
    root: yaml.MappingNode | None


class _FileName(str):
    """The name that a node's marks carry, with the text it stands in."""

    __slots__ = ("text",)
    text: str


class _Stream:
    """A text under a name, as PyYAML wants to read it."""

    def __init__(self, name: _FileName) -> None:
        self.name = name
        self._rest = name.text

    def read(self, size: int = -1) -> str:
        size = len(self._rest) if size < 0 else size
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] - the C one where it is built
    """Composes nodes with the few types that a story has."""

    yaml_implicit_resolvers: dict[str, Any] = {}


_untyped: Any = yaml  # what its stubs leave untyped
_loader: Any = _Loader
for _name, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("null", r"null|~|", ["n", "~", ""]),
):
    _loader.add_implicit_resolver(f"{_TAG}{_name}", re.compile(rf"(?:{_pattern})\Z"), list(_first))


def read_files(folder: Path, report: Report) -> list[Source]:
    """Every YAML file in a folder and below it, `playthroughs/` excepted, in the order of their names."""
    found: list[Source] = []
    total = 0
    for path in _paths(folder):
        name = path.relative_to(folder).as_posix()
        text = _text(path, name, folder, report)
        if text is None:
            continue
        total += len(text)
        if total > LARGEST_STORY:
            report.add(mistakes.TOO_LARGE, Position(name, 1, 1), what="the story", limit=_megabytes(LARGEST_STORY))
            break
        found.append(Source(name, text, parse(name, text, report)))
    return found


def parse(name: str, text: str, report: Report) -> yaml.MappingNode | None:
    """The sections of one file; None where there are none, with the reason in the report if it is a mistake."""
    file = _FileName(name)
    file.text = text
    if deep := _too_deep(text):
        report.add(mistakes.TOO_DEEP, Position(name, *deep), limit=DEEPEST)
        return None
    try:
        root, more = _composed(file)
    except yaml.YAMLError as error:
        _report_broken(name, text, error, report)
        return None
    if more is not None:
        report.add(mistakes.SEVERAL_DOCUMENTS, Position(name, more.line + 1, more.column + 1))
        return None
    if root is None or root.tag == f"{_TAG}null":
        return None
    if not isinstance(root, yaml.MappingNode):
        report.add(mistakes.NOT_A_MAPPING, position(root))
        return None
    return root if _sound(root, text, report) else None


def position(node: yaml.Node, offset: int = 0) -> Position:
    """Where a node stands, or the character at `offset` of a scalar's value, in the author's file."""
    mark: Any = node.start_mark
    name = mark.name
    if offset and isinstance(node, yaml.ScalarNode) and isinstance(name, _FileName):
        return _inside(node, name, offset)
    return Position(str(name), mark.line + 1, mark.column + 1)


def _paths(folder: Path) -> Iterator[Path]:
    for where, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if name != PLAYTHROUGHS and not name.startswith("."))
        for name in sorted(files):
            if name.endswith((".yaml", ".yml")) and not name.startswith("."):
                yield Path(where) / name


def _text(path: Path, name: str, folder: Path, report: Report) -> str | None:
    """What a file says, or None with the reason in the report."""
    start = Position(name, 1, 1)
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return report.add(mistakes.OUTSIDE, start)
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return report.add(mistakes.UNREADABLE, start, error="it is no ordinary file")
        if status.st_size > LARGEST_FILE:
            return report.add(mistakes.TOO_LARGE, start, what="this file", limit=_megabytes(LARGEST_FILE))
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return report.add(mistakes.NOT_UTF8, Position(name, line, 1), error=error.reason)
    except (OSError, RuntimeError) as error:  # a circle of links is a RuntimeError before Python 3.13
        return report.add(mistakes.UNREADABLE, start, error=getattr(error, "strerror", None) or error)


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000} megabytes"


def _composed(file: _FileName) -> tuple[yaml.Node | None, Any]:
    """The first document, and the mark of a second where there is one."""
    loader: Any = _Loader(_Stream(file))
    try:
        root = loader.get_node() if loader.check_node() else None
        more = loader.get_event().start_mark if loader.check_node() else None
    finally:
        loader.dispose()
    return root, more


def _report_broken(name: str, text: str, error: yaml.YAMLError, report: Report) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        line, column = mark.line + 1, mark.column + 1
        problem = str(getattr(error, "problem", None) or getattr(error, "context", None))
    else:  # a character that YAML does not allow
        at = min(getattr(error, "position", 0) or 0, len(text))
        line, column = text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
        problem = "there is a character that no text has"
    report.add(mistakes.NOT_YAML, Position(name, line, column), problem=problem, mend=_mend(problem, text, line))


def _mend(problem: str, text: str, line: int) -> str:
    written = text.split("\n")[line - 1 : line]
    here = written[0] if written else ""
    if "\t" in here[: len(here) - len(here.lstrip())] or "'\\t'" in problem:
        return "Indent with spaces; YAML does not take tabs."
    if "mapping values are not allowed" in problem:
        return 'A colon and a space inside a text need quotes around all of it: "Sign: no entry".'
    if "anchor" in problem or "alias" in problem or "tag" in problem:
        return "A text that begins with `&`, `*` or `!` needs quotes around it."
    if "expected ',' or" in problem or "did not find expected" in problem:
        return "See whether a bracket, a quote or the indentation of this line or the one before is right."
    if "quoted scalar" in problem or "unexpected end of stream" in problem:
        return "A quote that is opened must be closed."
    return "Look at this line and the one before it: brackets, quotes, colons, indentation."


def _too_deep(text: str) -> tuple[int, int] | None:
    """Line and column where nesting passes what is allowed. A cheap look first, since hardly any text comes near."""
    if max(text.count("["), text.count("{")) < DEEPEST and not _SUSPECT.search(text):
        return None
    if not _SUSPECT.search(text) and _bracket_depth(text) < DEEPEST:
        return None
    depth = 0
    try:
        for event in _events(text):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return event.start_mark.line + 1, event.start_mark.column + 1
    except yaml.YAMLError:
        pass  # what is wrong with it is said when it is composed
    return None


def _events(text: str) -> Iterator[Any]:
    return _untyped.parse(text, Loader=_Loader)


def _bracket_depth(text: str) -> int:
    """The most brackets ever open at once, those in prose included."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _sound(root: yaml.MappingNode, text: str, report: Report) -> bool:
    """Whether a tree has only plain types, plain keys, each key once, and nothing called up from elsewhere."""
    before = len(report.diagnostics)
    seen: set[int] = set()
    waiting: list[yaml.Node] = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue  # used again by its name, which is reported where it is named
        seen.add(id(node))
        sign = text[node.start_mark.index : node.start_mark.index + 1]
        if sign in _TRICKS or node.tag not in _PLAIN:
            sign = sign if sign in _TRICKS else "!"
            report.add(mistakes.TRICK, position(node), sign=sign, what=_TRICKS[sign])
        if isinstance(node, yaml.ScalarNode) and (unseen := _UNSEEN.search(node.value)):
            report.add(mistakes.CONTROL_CHARACTER, position(node), name=f"U+{ord(unseen[0]):04X}")
        if isinstance(node, yaml.MappingNode):
            _check_keys(node, report)
            for key, value in node.value:
                waiting += (key, value)
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
    return len(report.diagnostics) == before


def _check_keys(mapping: yaml.MappingNode, report: Report) -> None:
    first: dict[str, yaml.Node] = {}
    for key, _ in mapping.value:
        if not isinstance(key, yaml.ScalarNode) or not key.value:
            report.add(mistakes.KEY_NOT_TEXT, position(key))
        elif key.value in first:
            line = first[key.value].start_mark.line + 1
            report.add(mistakes.KEY_TWICE, position(key), key=key.value, line=line)
        else:
            first[key.value] = key


def _inside(node: yaml.ScalarNode, file: _FileName, offset: int) -> Position:
    """Walks the value and the source side by side; only what is not a space need meet."""
    mark: Any = node.start_mark
    text = file.text
    at = mark.index
    if node.style in ("|", ">"):
        at = text.find("\n", at) + 1
    elif node.style in ("'", '"'):
        at += 1
    value = str(node.value)
    for index, character in enumerate(value[: offset + 1]):
        if character.isspace():
            continue
        at = _meeting(text, at, character, node.style)
        if index < offset:
            at += _width(text, at, node.style)
    line = text.count("\n", 0, at) + 1
    return Position(str(file), line, at - text.rfind("\n", 0, at))


def _meeting(text: str, at: int, character: str, style: str | None) -> int:
    """Where the source says this character, from `at` on, past spaces and breaks and escaped spaces."""
    while at < len(text) and text[at] != character:
        if style == '"' and text[at] == "\\" and not text[at + 1].isspace() and text[at + 1] not in "ntre_ ":
            return at
        at += 2 if style == '"' and text[at] == "\\" else 1
    return at


_ESCAPES = {"x": 4, "u": 6, "U": 10}


def _width(text: str, at: int, style: str | None) -> int:
    """How many characters of source stand for the one at `at`."""
    if style == '"' and text[at : at + 1] == "\\":
        return _ESCAPES.get(text[at + 1 : at + 2], 2)
    return 2 if style == "'" and text[at : at + 2] == "''" else 1
