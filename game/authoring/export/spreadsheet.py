"""A story's words for translators who work in a spreadsheet: one row a text, one column a language.

Comma-separated as RFC 4180 has it: every cell in quotes, lines ended by CR LF, UTF-8; a byte order mark stands at the
beginning, without which Excel takes it for another encoding. A spreadsheet takes a cell that begins with such as `=`
for a formula, which may send the page's content elsewhere: such a cell is given an apostrophe at its front, and so
is one that has an apostrophe there already, so that whoever reads the file back takes one off and has the text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from game.language.source import Source, position
from game.language.translation import Translated
from game.language.words import Word, words

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a formula begins, in ordinary and in full-width characters."""
_GUARD = "'"

_CONTEXT = {
    "text": "told in a scene, or heard as news",
    "summary": "told in place of the text, to who has turned such things down",
    "say": "a choice: what the player does or says",
    "reply": "what is answered to the player",
    "locked": "why a choice is not open",
    "title": "a heading",
    "card": "who the traveller is, before setting out",
    "reported": "what was reported of a real person",
    "absent": "at the end: who is not here",
    "unknown": "at the end: what nobody knows",
    "meanwhile": "at the end: what happened elsewhere",
    "ask": "a question, to a player or to a group",
    "name": "a name",
    "names": "what a part of the day is called; other parts of the story name it so",
    "meaning": "what something is, in a list",
    "labels": "a value, in a list or within a sentence",
    "values": "a value, in a list or within a sentence",
    "unit": "behind a number",
    "claim": "a fact",
    "by": "who reported a fact, or wrote the story",
    "figure": "a fact's number",
    "note": "a caution about a fact",
    "question": "what a debate is about",
    "says": "what a voice or a rumour says",
    "side": "where a voice speaks from",
    "who": "whose voice it is",
    "role": "what that person is",
    "check": "how one could find out whether a rumour is true",
    "is": "what was true of a rumour, or what a chance came to",
    "term": "a word that is explained",
}


def spreadsheet(files: Sequence[Source], catalogues: Mapping[str, Mapping[str, Translated]]) -> str:
    """`catalogues`: by language, its entries by the id of a text. A stale translation is there as it is."""
    rows = [["id", "where", "story", "context", *catalogues], *_rows(files, catalogues)]
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(
        [guarded(cell) for cell in row] for row in rows
    )
    return "\ufeff" + file.getvalue()


def read_back(text: str) -> Iterator[dict[str, str]]:
    """The rows of such a file, by the names of its columns, as they were before they were guarded."""
    heads, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    for row in rows:
        yield dict(zip(map(_bare, heads), map(_bare, row), strict=True))


def guarded(cell: str) -> str:
    return _GUARD + cell if cell.startswith((*_FORMULA, _GUARD)) else cell


def _bare(cell: str) -> str:
    return cell.removeprefix(_GUARD)


def _rows(files: Iterable[Source], catalogues: Mapping[str, Mapping[str, Translated]]) -> Iterator[list[str]]:
    for word in words(list(files)):
        where = position(word.node)
        found = [entries.get(word.id) for entries in catalogues.values()]
        translated = [entry.own if entry else "" for entry in found]
        yield [word.id, f"{where.file}:{where.line}", word.text, context(word), *translated]


def context(word: Word) -> str:
    """What kind of text it is, by where it stands: `scenes/lars-queue/choices/walk/say`."""
    *_, above, last = ["", *word.id.split("/")]
    return _CONTEXT.get(last, _CONTEXT.get(above, last))
