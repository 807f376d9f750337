"""What the game says, found in its code, also inside f-strings, and in the page that an export makes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_CALLS = {"_": 1, "N_": 1, "ngettext": 2}
"""How many of the first arguments are texts."""
_WHERE = ("language", "tui", "plain", "map", "saves", "wording", "cli", "classroom", "web", "authoring/export")

_PAGE = "authoring/export/html"
_ON_PAGE = {".js": r'\b(?:_|ngettext)\("(.+?)"(?:, "(.+?)")?', ".html": r"\{\{(.+?)\}\}()"}


class Said(NamedTuple):
    texts: tuple[str, ...]
    """One, or the singular and the plural."""
    file: str
    line: int


def said() -> Iterator[Said]:
    for part in _WHERE:
        for path in sorted((ROOT / "game" / part).rglob("*.py")):
            yield from _in(path)
    for path in sorted((ROOT / "game" / _PAGE).iterdir()):
        yield from _on(path)


def _on(path: Path) -> Iterator[Said]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if path.suffix in _ON_PAGE else ():
        for one, many in re.findall(_ON_PAGE[path.suffix], line):
            yield Said((one, many) if many else (one,), path.relative_to(ROOT).as_posix(), number)


def _in(path: Path) -> Iterator[Said]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
            given = node.args[: _CALLS[node.func.id]]
            texts = tuple(
                each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )
            if len(texts) == len(given):
                yield Said(texts, path.relative_to(ROOT).as_posix(), node.lineno)
