"""The words of a story: every text that somebody reads, each under an id that outlives an edit of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import yaml

from game.language.nodes import pairs
from game.language.source import Source

_KEYS = frozenset(
    (
        "text", "title", "summary", "say", "locked", "reply", "ask", "absent", "unknown", "meanwhile", "card",
        "reported", "name", "meaning", "claim", "by", "figure", "note", "why", "says", "check", "question", "side",
        "who", "role", "is", "term", "about", "content", "invented", "afterwards", "method", "unit", "notice",
        "country", "zone_name", "outlet", "date",
    )
)  # fmt: skip
"""Keys whose text is words."""
_LISTS = frozenset(("ask", "names"))
"""Keys whose lists of texts are words."""
_MAPPINGS = frozenset(("labels", "values"))
"""Keys whose mappings have words under ids."""
_ELSEWHERE = frozenset(("sources", "legs", "promises"))
"""Sections that are quoted as they were published, or that no player reads."""
_NO_WORDS = frozenset(("set", "do", "facts", "was", "measures"))


class Word(NamedTuple):
    id: str
    """Where it stands: `scenes/lars-queue/choices/walk/say`; in a list by its number, from 1."""
    file: str
    node: yaml.ScalarNode
    put: Callable[[yaml.ScalarNode], None]
    """Puts another text in its place."""

    @property
    def is_id(self) -> bool:
        """Whether other parts of the story name it by its words, as they do the parts of a day."""
        return self.id.startswith("clock/names/")

    @property
    def text(self) -> str:
        return str(self.node.value).strip()


def words(files: Sequence[Source]) -> Iterator[Word]:
    """In the order of the files."""
    for source in files:
        for section, _, node in pairs(source.root):
            if section not in _ELSEWHERE:
                yield from _Walk(source.name).below(node, section, section)


class _Walk:
    def __init__(self, file: str) -> None:
        self._file = file
        self._news: dict[str, int] = {}

    def below(self, node: yaml.Node, path: str, key: str) -> Iterator[Word]:
        if isinstance(node, yaml.MappingNode):
            yield from self._in_mapping(node, path, key)
        elif isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                where = f"{path}/{self._moment(item)}" if path == "news" else f"{path}/{number + 1}"
                if key in _LISTS and _is_text(item):
                    yield Word(where, self._file, item, _into_sequence(node, number))
                else:
                    yield from self.below(item, where, key)

    def _in_mapping(self, node: yaml.MappingNode, path: str, key: str) -> Iterator[Word]:
        for number, (name, value) in enumerate(node.value):
            where = f"{path}/{name.value}"
            if _is_text(value) and (name.value in _KEYS or key in _MAPPINGS):
                yield Word(where, self._file, value, _into_mapping(node, number))
            elif name.value not in _NO_WORDS or path.count("/") == 0:
                yield from self.below(value, where, str(name.value))

    def _moment(self, item: yaml.Node) -> str:
        """News have no ids, but an hour; of several at one hour each has a number."""
        at = next((str(entry.node.value) for entry in pairs(item) if entry.id == "at"), "")
        self._news[at] = self._news.get(at, 0) + 1
        return at if self._news[at] == 1 else f"{at} #{self._news[at]}"


def _is_text(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":str") and bool(node.value.strip())


def _into_mapping(node: yaml.MappingNode, number: int) -> Callable[[yaml.ScalarNode], None]:
    def put(other: yaml.ScalarNode) -> None:
        node.value[number] = (node.value[number][0], other)

    return put


def _into_sequence(node: yaml.SequenceNode, number: int) -> Callable[[yaml.ScalarNode], None]:
    def put(other: yaml.ScalarNode) -> None:
        node.value[number] = other

    return put
