"""Reads a catalogue: gettext's `.po`, as translators know it.

It is read as it is, without a step that compiles it: few hundred sentences take a few milliseconds, and only whoever
reads another language than English waits for them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from gettext import c2py


@dataclass(frozen=True, slots=True)
class Catalogue:
    texts: dict[str, list[str]]
    """By the English text, or its singular: the translation, or one for each plural form."""
    form: Callable[[int], int]
    """Which form goes with a number."""
    language: str
    """Its code."""

    def said(self, text: str) -> str:
        return (self.texts.get(text) or [text])[0]

    def counted(self, one: str, many: str, count: int) -> str:
        forms = self.texts.get(one)
        return forms[self.form(count)] if forms else one if count == 1 else many


def read(po: str) -> Catalogue:
    """The translated texts of a catalogue; what has no translation is left out."""
    texts = {english: forms for english, forms in _entries(po) if all(forms)}
    header = texts.pop("", [""])[0]
    told = dict(line.split(": ", 1) for line in header.splitlines() if ": " in line)
    rule = told.get("Plural-Forms", "plural=(n != 1)")
    return Catalogue(texts, c2py(rule.partition("plural=")[2].rstrip("; ")), told.get("Language", ""))


def _entries(po: str) -> Iterator[tuple[str, list[str]]]:
    """The English text and its translations, for each entry."""
    for block in po.split("\n\n"):
        fields: dict[str, str] = {}
        keyword = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            before, quote, text = line.partition('"')
            keyword = before.strip() or keyword
            if quote:
                fields[keyword] = fields.get(keyword, "") + str(json.loads(quote + text))
        if "msgid" in fields:
            yield fields["msgid"], [text for name, text in fields.items() if name.startswith("msgstr")]
