"""The tables of docs/story-format.md: which sections there are, and which keys each sort of mapping has."""

from __future__ import annotations

import re
from collections.abc import Iterable

from game.language.model import SECTIONS, shapes

_TABLE = re.compile(r"^\| (?:section \| what it declares|(\w+) key \| meaning) \|\n(?:\|.*\n)*", re.MULTILINE)


def tables(page: str) -> str:
    """The page with each of its tables as the language is now."""
    known = {shape.name: shape for shape in shapes()}

    def table(found: re.Match[str]) -> str:
        if found[1] is None:
            return _table("section | what it declares", ((f"`{name}`", of.meaning) for name, of in SECTIONS.items()))
        if found[1] not in known:
            return ""
        shape = known[found[1]]
        rows = ((f"**`{name}`**" if name in shape.required else f"`{name}`", key.meaning)
                for name, key in shape.keys.items())  # fmt: skip
        return _table(f"{shape.name} key | meaning", rows)

    return _TABLE.sub(table, page)


def tabled(page: str) -> set[str]:
    """The names of the shapes whose keys the page lists."""
    return {found[1] for found in _TABLE.finditer(page) if found[1]}


def _table(head: str, rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join([f"| {head} |", "|---|---|", *(f"| {name} | {meaning} |" for name, meaning in rows), ""])
