"""A story in another language: catalogues of its words, each beside what the story says.

`translations/<language>/` holds files like the story's own, of entries by the id of a text:

    scenes/lars-queue/text:
      story: The taxi stops where the road stops being a road.
      ru: Такси останавливается там, где дорога перестаёт быть дорогой.

What stands empty is read in the story's own language. Where `story` is no longer what the story says, the translation
is stale: it is still read, and named by a check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from game.engine.text import MARK, marks
from game.language import mistakes_translation as mistakes
from game.language.diagnostics import Position, Report, meant
from game.language.folder import TRANSLATIONS, decoded, file_bytes, languages, translation_files
from game.language.nodes import pairs
from game.language.source import Source, parse, position
from game.language.syntax import shown
from game.language.words import Word, words

KEYS = {
    "story": "what the story says in its own language",
    "was": "what it said when it was translated, where that has changed since",
}
"""What stands in an entry beside the translation."""
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
GONE = "gone.yaml"
"""The catalogue of what belongs to nothing any more."""
_SHOWN = re.compile(r"\{\s*([A-Za-z_]\w*)\s*\}")


class Translated(NamedTuple):
    """One text and its translation."""

    id: str
    story: str
    own: str
    """Empty where there is none yet."""
    was: str
    """What the story said when it was translated, where that is kept."""
    node: yaml.ScalarNode | None
    where: Position

    def stale(self, now: str) -> bool:
        return bool(self.own) and (self.story != now or bool(self.was))


_COUNTRIES = "geography/countries/"
"""How the ids of countries on the map begin, which are no texts of the story's files."""


class Standing(NamedTuple):
    """How far a translation is."""

    language: str
    texts: int
    translated: int
    stale: list[Translated]
    hours: list[str]
    """What the parts of a day are called."""
    countries: dict[str, str]
    """What countries on the map are called, by their names there."""


def catalogue(folder: Path, language: str, report: Report) -> dict[str, Translated]:
    """All entries, by id."""
    known = languages(folder)
    if language not in known:
        where = Position(f"{TRANSLATIONS}/{language}", 1, 1)
        report.add(mistakes.NOT_A_LANGUAGE, where, language=shown(language), meant=meant(language, known))
        return {}
    return {entry.id: entry for entry in _entries(folder, language, report)}


def translate(files: Sequence[Source], folder: Path, language: str, report: Report) -> Standing:
    """Puts the translation into the trees of a story's files; what is wrong with it is reported at its own place."""
    found = catalogue(folder, language, report)
    all_words = {word.id: word for word in words(files)}
    stale: list[Translated] = []
    for entry in found.values():
        word = all_words.get(entry.id)
        if entry.id.startswith(_COUNTRIES):
            continue
        if word is None:
            report.add(mistakes.NO_SUCH_TEXT, entry.where, id=shown(entry.id), meant=meant(entry.id, all_words))
        elif entry.own and entry.node is not None:
            if entry.stale(word.text):
                stale.append(entry)
            else:
                _check_kept(word, entry, report)
            if not word.is_id:
                word.put(entry.node)
    translated = sum(bool(entry.own) for id_, entry in found.items() if id_ in all_words)
    countries = {entry.story: entry.own for id_, entry in found.items() if id_.startswith(_COUNTRIES) and entry.own}
    return Standing(language, len(all_words), translated, stale, _hours(found), countries)


def _hours(found: dict[str, Translated]) -> list[str]:
    parts = [entry for id_, entry in found.items() if id_.startswith("clock/names/")]
    return [entry.own or entry.story for entry in sorted(parts, key=lambda entry: int(entry.id.rpartition("/")[2]))]


def _check_kept(word: Word, entry: Translated, report: Report) -> None:
    """Every mark, and every variable that is shown, stands in the translation as well."""
    lost = [f"`[{mark}]`" for mark in dict.fromkeys(marks(word.text)) if mark not in marks(entry.own)]
    shown_here = set(_SHOWN.findall(MARK.sub("", entry.own)))
    lost += [f"`{{{name}}}`" for name in dict.fromkeys(_SHOWN.findall(word.text)) if name not in shown_here]
    for each in lost:
        report.add(mistakes.LOST, entry.where, lost=each)


def _entries(folder: Path, language: str, report: Report) -> Iterator[Translated]:
    for path in translation_files(folder, language):
        name = path.relative_to(folder).as_posix()
        try:
            text = decoded(file_bytes(path, folder))
        except (OSError, UnicodeDecodeError) as error:
            from game.language.mistakes_yaml import UNREADABLE

            report.add(UNREADABLE, Position(name, 1, 1), error=error)
            continue
        for id_, key, node in pairs(parse(name, text, report)):
            texts = {each.id: each.node for each in pairs(node) if isinstance(each.node, yaml.ScalarNode)}
            own, told = texts.get(language), texts.get("story")
            if own is None or told is None or len(texts) < len(node.value) or set(texts) - {*KEYS, language}:
                report.add(mistakes.NOT_AN_ENTRY, position(key), language=language)
                continue
            before = str(texts["was"].value).strip() if "was" in texts else ""
            yield Translated(id_, str(told.value).strip(), str(own.value).strip(), before, own, position(own))


# Writing


def written(files: Sequence[Source], found: dict[str, Translated], language: str) -> dict[str, str]:
    """By file under the language's folder: the catalogue as it should be now, with what is stale marked as such, and
    what belongs to nothing any more kept at the end of `gone.yaml`."""
    texts: dict[str, list[str]] = {}
    left = {id_: entry for id_, entry in found.items() if not id_.startswith(_COUNTRIES)}
    for word in words(files):
        entry = left.pop(word.id, None)
        texts.setdefault(word.file, []).append(_written(word.id, word.text, entry, language))
    if gone := [_written(entry.id, entry.story, entry, language) for entry in left.values() if entry.own]:
        texts[GONE] = gone
    return {name: "\n".join(entries) for name, entries in texts.items()}


def _written(id_: str, now: str, entry: Translated | None, language: str) -> str:
    own, was = (entry.own, entry.was) if entry else ("", "")
    if entry and entry.own and entry.story != now:
        was = was or entry.story
    lines = [f"{_key(id_)}:", f"  story: {_text(now)}"]
    lines += [f"  was: {_text(was)}"] if was else []
    return "\n".join([*lines, f"  {language}: {_text(own)}", ""])


def _text(text: str) -> str:
    """A YAML scalar: a block for what has several lines, in quotes for the rest."""
    if "\n" not in text:
        return _in_quotes(text)
    return "|-\n" + "\n".join(f"    {line}".rstrip() for line in text.split("\n"))


def _key(id_: str) -> str:
    return id_ if re.fullmatch(r"[\w/-]+", id_) else _in_quotes(id_)


def _in_quotes(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
