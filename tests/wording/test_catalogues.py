"""The game's own words in another language: none missing, none stale, no value lost, numbers and dates right."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.core import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from babel.plural import to_python

from game import locations, settings, wording
from game.cli.shell import BadInputError, language_of
from game.engine.calendar import Moment
from game.wording import _, catalogue, ngettext, speak
from game.wording.dates import date, reads, span
from game.wording.system import wanted

from .said import said
from .update import template

CATALOGUES = sorted(wording.CATALOGUES.glob("*.po"))


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    speak("")


def read(path: Path) -> Catalog:
    return read_po(BytesIO(path.read_bytes()), locale=path.stem)


def forms(text: str | Sequence[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or [])


def entries(found: Catalog) -> list[Message]:
    return [message for message in found if message.id]


def places(text: str) -> set[str]:
    return {part[1] for part in Formatter().parse(text) if part[1]}


def complaints(known: Catalog, wanted: Catalog) -> list[str]:
    """What is wrong with a catalogue, in words."""
    here = {forms(each.id)[0]: each for each in entries(known)}
    there = {forms(each.id)[0]: each for each in entries(wanted)}
    found = [f"not translated: {text}" for text in there if text not in here or not all(forms(here[text].string))]
    found += [f"said no more: {text}" for text in here if text not in there]
    for text, entry in here.items():
        own = forms(entry.string)
        if len(own) != (known.num_plurals if len(forms(entry.id)) > 1 else 1):
            found.append(f"the wrong number of forms: {text}")
        found += [f"other places for values: {each}" for each in own if each and places(each) != places(text)]
        found += [f"unsure: {text}"] * entry.fuzzy
    return found


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_all_that_the_game_says_is_translated_and_nothing_else(path: Path) -> None:
    assert complaints(read(path), template()) == []


@pytest.mark.parametrize(
    ("made", "said_of_it"),
    [
        ({"a {x}": "б {x}", "c": "г"}, []),
        ({"a {x}": "б {x}"}, ["not translated: c"]),
        ({"a {x}": "б {x}", "c": ""}, ["not translated: c"]),
        ({"a {x}": "б", "c": "г"}, ["other places for values: б"]),
        ({"a {x}": "б {x} {y}", "c": "г"}, ["other places for values: б {x} {y}"]),
        ({"a {x}": "б {x}", "c": "г", "d": "е"}, ["said no more: d"]),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_found(made: dict[str, str], said_of_it: list[str]) -> None:
    wanted, known = Catalog(), Catalog(locale="ru")
    wanted.add("a {x}")
    wanted.add("c")
    for text, own in made.items():
        known.add(text, own)
    assert complaints(known, wanted) == said_of_it


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_our_reader_and_babels_read_the_same(path: Path) -> None:
    ours = catalogue.read(path.read_text("utf-8"))
    assert ours.texts == {forms(each.id)[0]: forms(each.string) for each in entries(read(path))}
    rule = to_python(Locale.parse(path.stem).plural_form)
    tags = list(dict.fromkeys(rule(count) for count in (1, 2, 5)))
    assert [ours.form(count) for count in range(200)] == [tags.index(rule(count)) for count in range(200)]


def test_every_call_names_a_text_that_can_be_found() -> None:
    """A text that is put together at the call is in no catalogue."""
    for file in {each.file for each in said()}:
        code = Path(wording.__file__).parents[2].joinpath(file).read_text("utf-8")
        assert not re.search(r"\b_\(f[\"']", code), file


@pytest.mark.parametrize(
    ("count", "told"),
    [(1, "1 день"), (2, "2 дня"), (5, "5 дней"), (11, "11 дней"), (21, "21 день"), (22, "22 дня"), (112, "112 дней")],
)
def test_russian_counts_in_three_ways(count: int, told: str) -> None:
    speak("ru")
    assert ngettext("{count} day", "{count} days", count) == told


def test_dates_and_spans_of_time() -> None:
    when = Moment(datetime(2022, 9, 21, 6), "рассвет", "06:00", exact=False)
    assert date(when) == "Wednesday 21 September"
    assert [span(78), span(24), span(0)] == ["3 days 6 hours", "1 day", "no time"]
    speak("ru-RU")
    assert reads(when) == "среда, 21 сентября, рассвет"
    assert reads(when._replace(exact=True)) == "среда, 21 сентября, 06:00"
    assert [span(78), span(24), span(21)] == ["3 дня 6 часов", "1 день", "21 час"]
    speak("eo")
    assert date(when) == "Wednesday 21 September"


@pytest.mark.parametrize(
    ("system", "codes"),
    [
        ({"LANG": "ru_RU.UTF-8"}, ["ru-RU", "ru"]),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, []),
        ({"LANGUAGE": "uk:ru_RU", "LC_ALL": "de_DE.UTF-8"}, ["uk", "ru-RU", "ru"]),
        ({}, []),
    ],
)
def test_what_the_system_asks_for(system: dict[str, str], codes: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in system.items():
        monkeypatch.setenv(name, value)
    assert wanted() == codes


def test_an_english_player_loads_no_catalogue() -> None:
    code = "import sys; from game import wording; wording.speak(''); print('game.wording.catalogue' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("asked", "kept", "system", "told"),
    [
        ("", "", "ru_RU.UTF-8", "ru"),
        ("", "", "de_DE.UTF-8", ""),
        ("", "en", "ru_RU.UTF-8", ""),
        ("", "ru", "C", "ru"),
        ("", "xx", "ru_RU.UTF-8", "ru"),
        ("en", "ru", "ru_RU.UTF-8", ""),
        ("ru", "en", "C", "ru"),
    ],
)
def test_the_language_is_the_one_asked_for_or_kept_or_the_systems(
    asked: str, kept: str, system: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", system)
    monkeypatch.setattr(locations, "settings_file", lambda: tmp_path / "settings.json")
    settings.save(tmp_path / "settings.json", settings.Settings(language=kept))
    assert language_of(None, asked) == told
    assert _("Menu") == ("Меню" if told else "Menu")


def test_a_language_that_a_story_has_not_is_refused_in_one_line() -> None:
    with pytest.raises(BadInputError, match="not translated into `de`"):
        language_of(None, "de")
