"""A language in which no letter is Latin."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from game.engine.story import Story
from game.language.compiler import compile_translated
from game.language.diagnostics import Report
from game.language.source import read_files
from game.language.translation import written
from game.wording.catalogue import Catalogue

SECOND = Path(__file__).parents[1] / "second_story"
_ALPHABET = {
    letter: chr(ord("ა") + at % 26) for at, letter in enumerate("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
}
_KEPT = re.compile(r"\{[^{}]*\}|\[[~A-Z][^\]]*\]|`[^`]*`")
"""Places for values, marks, and what is typed or named as it is."""


def spelt(text: str) -> str:
    """A text of the game in that language."""
    parts = _KEPT.split(text)
    kept = [*_KEPT.findall(text), ""]
    return "".join(part.translate(str.maketrans(_ALPHABET)) + keep for part, keep in zip(parts, kept, strict=True))


def spelt_prose(text: str) -> str:
    """A text of a story: in braces, what decides stays, and what is told is spelt."""
    found: list[str] = []
    told = [True]
    for piece in re.split(r"(\{|\}|\?|\||\[[~A-Z][^\]]*\]|'[^']*'|first:|once:|cycle:|shuffle:)", text):
        if piece == "{":
            told.append(False)
        elif piece == "}":
            told.pop()
        elif len(told) > 1 and (piece in ("?", "|") or piece.endswith(":")):
            told[-1] = True
        elif told[-1] and not piece.startswith("["):
            found.append(piece.translate(str.maketrans(_ALPHABET)))
            continue
        found.append(piece)
    return "".join(found)


class Pseudo(Catalogue):
    """Every text is in it."""

    def said(self, text: str) -> str:
        return spelt(text)

    def counted(self, one: str, many: str, count: int) -> str:
        return spelt(one if count == 1 else many)


PSEUDO = Pseudo({}, bool, "xx")


def pseudo_story(room: Path) -> Story:
    """The second story in that language."""
    folder = Path(shutil.copytree(SECOND, room / "story", ignore=shutil.ignore_patterns("translations")))
    for name, text in written(read_files(folder, Report()), {}, "xx").items():
        file = folder / "translations" / "xx" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        entries: dict[str, Any] = yaml.safe_load(text)
        for entry in entries.values():
            entry["xx"] = spelt_prose(entry["story"])
        file.write_text(yaml.safe_dump(entries, allow_unicode=True), "utf-8")
    story, report, _ = compile_translated(folder, "xx")
    assert story is not None, [each.message for each in report.in_order()]
    return story
