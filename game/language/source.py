"""The files of a story, read with care: what is hostile is refused, and every node knows where it stands.

Only texts, whole numbers, `true`, `false` and `null` exist; `22:30`, `NO` and `2022-09-21` stay what was typed. The
tree is PyYAML's own, composed by libyaml where it is there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from game.language import mistakes_yaml as mistakes
from game.language.diagnostics import Position, Report
from game.language.folder import (
    LARGEST_FILE,
    LARGEST_STORY,
    MOST_FILES,
    OutsideError,
    TooLargeError,
    decoded,
    file_bytes,
    story_files,
)
from game.language.grafts import grafted
from game.language.places import FileName, inside

DEEPEST = 40
MOST_NODES = 1_000_000
"""Keys and values of a whole story; ten thousand scenes have less than half as many."""

_TAG = "tag:yaml.org,2002:"
_PLAIN = {f"{_TAG}{name}" for name in ("str", "int", "bool", "null", "map", "seq")}
_TRICKS = {"&": "a name for something to be used again", "*": "a use of something named", "!": "a type"}
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_STRUCTURE = re.compile(r"""- |[-\w]+\s*:(\s|$)|[#\[{"'&*!|>]""")
"""How a line begins that is not running text."""
_TIGHT = re.compile(r"\s*(- )?[a-z_][-\w]*:[^\s/]")
"""A key with its value right behind the colon."""
_MOST_UNSEEN = 20
"""Reported of one file: there is no end of them in what is no text."""


class Source(NamedTuple):
    """One file of a story."""

    name: str
    """Relative to the story's folder, with forward slashes."""
    text: str
    root: yaml.MappingNode | None


@dataclass
class Room:
    """What may still be read of a story."""

    characters: int = LARGEST_STORY
    nodes: int = MOST_NODES


class _Stream(StringIO):
    """A text under a name, as PyYAML wants to read it."""

    def __init__(self, name: FileName) -> None:
        super().__init__(name.text)
        self.name = name


class _FullError(Exception):
    """There is no room for another node."""


class _DeepError(Exception):
    def __init__(self, where: Position) -> None:
        super().__init__(where)
        self.where = where


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] - the C one where it is built
    """Composes nodes with the few types that a story has, and neither too many of them nor too deep."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def __init__(self, stream: _Stream, room: Room) -> None:
        super().__init__(stream)  # pyright: ignore[reportUnknownMemberType] - nothing is known of the base
        self._room = room
        self._around = 0

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:  # noqa: ARG002
        """Called before each node is composed: both composers call themselves for what is inside, without a limit."""
        if self._around > DEEPEST and current_node is not None:
            raise _DeepError(position(current_node))
        self._room.nodes -= 1
        if self._room.nodes < 0:
            raise _FullError
        self._around += 1

    def ascend_resolver(self) -> None:
        self._around -= 1


_loader: Any = _Loader
for _name, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("null", r"null|~|", ["n", "~", ""]),
):
    _loader.add_implicit_resolver(f"{_TAG}{_name}", re.compile(rf"(?:{_pattern})\Z"), list(_first))


def read_files(folder: Path, report: Report, known: Sequence[Source] = ()) -> list[Source]:
    """Every YAML file in a folder and below it, `playthroughs/` excepted, in the order of their names. Those that say
    what they said when they were `known` are not parsed again; in others, what stands as it stood keeps its nodes."""
    found: list[Source] = []
    parsed = {source.name: source for source in known if source.root}
    room = Room()
    for number, path in enumerate(story_files(folder)):
        name = path.relative_to(folder).as_posix()
        if number == MOST_FILES:
            _report_full(name, f"{MOST_FILES:,} files", report)
            break
        text = _text(path, name, folder, report)
        if text is None:
            continue
        room.characters -= len(text)
        if room.characters < 0:
            _report_full(name, _megabytes(LARGEST_STORY), report)
            break
        found.append(_read(name, text, parsed.get(name), report, room))
        if room.nodes < 0:
            break
    return found


def _read(name: str, text: str, before: Source | None, report: Report, room: Room) -> Source:
    if before and before.text == text:
        return before
    root = parse(name, text, report, room)
    return Source(name, text, grafted(root, before.root) if root and before and before.root else root)


def parse(name: str, text: str, report: Report, room: Room | None = None) -> yaml.MappingNode | None:
    """The sections of one file; None where there are none, with the reason in the report if it is a mistake."""
    file = FileName(name)
    file.text = text
    if unseen := list(islice(_UNSEEN.finditer(text), _MOST_UNSEEN)):
        for each in unseen:
            report.add(mistakes.CONTROL_CHARACTER, file.place(each.start()), name=_code(each[0]))
        return None
    try:
        root, more = _composed(file, room or Room())
    except _FullError:
        return _report_full(name, f"{MOST_NODES:,} keys and values", report)
    except _DeepError as error:
        return report.add(mistakes.TOO_DEEP, error.where, limit=DEEPEST)
    except yaml.YAMLError as error:
        return _report_broken(name, text, error, report)
    if more is not None:
        return report.add(mistakes.SEVERAL_DOCUMENTS, Position(name, more.line + 1, more.column + 1))
    if root is None or root.tag == f"{_TAG}null":
        return None
    if not isinstance(root, yaml.MappingNode):
        return report.add(mistakes.NOT_A_MAPPING, position(root))
    return root if _sound(root, text, report) else None


def position(node: yaml.Node, offset: int | None = None) -> Position:
    """Where a node stands, or the character at `offset` of a scalar's value, in the author's file."""
    mark: Any = node.start_mark
    name = mark.name
    if offset is not None and isinstance(node, yaml.ScalarNode) and isinstance(name, FileName):
        return inside(node, name, offset)
    return Position(str(name), mark.line + 1, mark.column + 1)


def _text(path: Path, name: str, folder: Path, report: Report) -> str | None:
    """What a file says, or None with the reason in the report."""
    start = Position(name, 1, 1)
    try:
        return decoded(file_bytes(path, folder))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return report.add(mistakes.NOT_UTF8, Position(name, line, 1), error=error.reason)
    except OutsideError:
        return report.add(mistakes.OUTSIDE, start)
    except TooLargeError:
        return report.add(mistakes.TOO_LARGE, start, what="this file", limit=_megabytes(LARGEST_FILE))
    except OSError as error:
        return report.add(mistakes.UNREADABLE, start, error=error.strerror or error)


def _report_full(name: str, limit: str, report: Report) -> None:
    report.add(mistakes.TOO_LARGE, Position(name, 1, 1), what="the story", limit=limit)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000} megabytes"


def _composed(file: FileName, room: Room) -> tuple[yaml.Node | None, Any]:
    """The first document, and the mark of a second where there is one."""
    loader: Any = _Loader(_Stream(file), room)
    try:
        root = loader.get_node() if loader.check_node() else None
        more = loader.get_event().start_mark if loader.check_node() else None
    finally:
        loader.dispose()
    return root, more


def _report_broken(name: str, text: str, error: yaml.YAMLError, report: Report) -> None:
    where: Any = error  # its kinds differ in what they carry; those that remain all have a mark
    mark = where.problem_mark or where.context_mark
    problem = str(where.problem or where.context)
    mend = _mend(problem, text, mark.line + 1)
    report.add(mistakes.NOT_YAML, Position(name, mark.line + 1, mark.column + 1), problem=problem, mend=mend)


def _mend(problem: str, text: str, line: int) -> str:
    written = text.split("\n")[line - 1 : line]
    here = written[0] if written else ""
    if "\t" in here[: len(here) - len(here.lstrip())] or "'\\t'" in problem:
        return "Indent with spaces; YAML does not take tabs."
    if "':'" in problem or "mapping values" in problem:
        above = text.split("\n")[:line]
        if tight := _without_space(above):
            return f"Line {tight} lacks a space behind its first colon."
        if opened := _without_bar(above):
            return f"The text that begins below line {opened} has several lines: put ` |` behind the colon there."
    if "mapping values are not allowed" in problem:
        return 'A colon and a space inside a text need quotes around all of it: "Sign: no entry".'
    if "anchor" in problem or "alias" in problem or "tag" in problem:
        return "A text that begins with `&`, `*` or `!` needs quotes around it."
    if "expected ',' or" in problem or "did not find expected" in problem:
        return "See whether a bracket, a quote or the indentation of this line or the one before is right."
    if "quoted scalar" in problem or "unexpected end of stream" in problem:
        return "A quote that is opened must be closed."
    return "Look at this line and the one before it: brackets, quotes, colons, indentation."


def _without_bar(above: Sequence[str]) -> int | None:
    """The number of the last line that ends in a colon with running text below it."""
    for number in range(len(above) - 1, 0, -1):
        key, words = above[number - 1].rstrip(), above[number].strip()
        if key.endswith(":") and words and not _STRUCTURE.match(words):
            return number
        if key.endswith(("|", ">")):
            return None
    return None


def _without_space(above: Sequence[str]) -> int | None:
    """The number of the last line, or of the one before it with words, if it begins with a key and no space behind."""
    written = [number for number, line in enumerate(above, 1) if line.strip()][-2:]
    return next((number for number in reversed(written) if _TIGHT.match(above[number - 1])), None)


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
            report.add(mistakes.CONTROL_CHARACTER, position(node), name=_code(unseen[0]))
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
