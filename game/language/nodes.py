"""Looking into an author's mapping without checking it: what is there, if it is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import yaml

STR, INT, BOOL, NULL = (f"tag:yaml.org,2002:{name}" for name in ("str", "int", "bool", "null"))


class Entry(NamedTuple):
    """A key, such as an id, and what stands under it."""

    id: str
    key: yaml.Node
    node: yaml.Node


def pairs(node: yaml.Node | None) -> Iterator[Entry]:
    """The keys of a mapping as the author typed them; of anything else, none. Only plain keys pass the loader."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield Entry(str(key.value), key, value)


def under(node: yaml.Node, key: str) -> yaml.Node | None:
    """What stands under a key, if anything does."""
    return next((entry.node for entry in pairs(node) if entry.id == key), None)


def items(node: yaml.Node | None) -> list[yaml.Node]:
    """What a list holds; a single value is a list of one."""
    if node is None:
        return []
    return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]


def scalars(node: yaml.Node | None) -> list[yaml.ScalarNode]:
    """The plain values among the items."""
    return [item for item in items(node) if isinstance(item, yaml.ScalarNode)]


def texts(node: yaml.Node | None) -> list[yaml.ScalarNode]:
    """The texts, numbers and truth values among the items."""
    return [item for item in scalars(node) if item.tag != NULL]


def empty(node: yaml.Node) -> bool:
    """Nothing, no words, no items, no keys."""
    return node.tag == NULL or not (node.value.strip() if isinstance(node, yaml.ScalarNode) else node.value)
