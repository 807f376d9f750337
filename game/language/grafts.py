"""A file that was changed, with the nodes that it had wherever its author left alone what they are made of.

What is remembered goes by nodes (`memory.py`): a word changed in one scene leaves all others of its file as they are.
"""

from __future__ import annotations

from typing import Any

import yaml

from game.language.places import typed


def grafted(root: yaml.MappingNode, before: yaml.MappingNode) -> yaml.MappingNode:
    """A file's sections, in which whatever is declared as it was and where it was is the same nodes as before."""
    had = {key.value: section for key, section in before.value}
    for key, section in root.value:
        old = had.get(key.value)
        if isinstance(section, yaml.MappingNode) and isinstance(old, yaml.MappingNode):
            known = {key.value: (key, node) for key, node in old.value}
            section.value = [_either(pair, known.get(pair[0].value)) for pair in section.value]
    return root


_Pair = tuple[yaml.Node, yaml.Node]


def _either(new: _Pair, old: _Pair | None) -> _Pair:
    return old if old is not None and _alike(new[0], old[0]) and _alike(new[1], old[1]) else new


def _alike(new: yaml.Node, old: yaml.Node) -> bool:
    """Whether the same stands in the same place, as it was typed: so that mistakes in it are told in the same place."""
    here: Any = new.start_mark
    there: Any = old.start_mark
    if (here.line, here.column, new.tag) != (there.line, there.column, old.tag):
        return False
    if isinstance(new, yaml.ScalarNode) and isinstance(old, yaml.ScalarNode):
        return (new.value, new.style, typed(new)) == (old.value, old.style, typed(old))
    if isinstance(new, yaml.MappingNode):
        parts = [[node for pair in each.value for node in pair] for each in (new, old)]
    else:
        parts = [new.value, old.value]
    return len(parts[0]) == len(parts[1]) and all(map(_alike, *parts))
