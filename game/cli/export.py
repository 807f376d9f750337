"""`otherbank export`: a story in the form of another program."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from game.cli.shell import (
    BadInputError,
    folder_of,
    hand_on,
    language_of,
    language_option,
    needs_numpy,
    rules_of,
    traveller_of,
    warn,
)
from game.wording import _

if TYPE_CHECKING:
    from game.engine.story import Story


class Format(NamedTuple):
    name: str
    help: str
    written: Callable[[Story, argparse.Namespace], str]
    """The whole file's text."""
    asks: Callable[[argparse.ArgumentParser], None] = lambda _: None
    """Adds what this format asks beside the story and the file."""
    in_language: Callable[[argparse.Namespace], str] = lambda _: ""
    """In which language it tells the story; empty: in the story's own."""


def add_to(commands: Any) -> None:
    export = commands.add_parser("export", help="the story in the form of another program")
    formats = export.add_subparsers(metavar="FORMAT", required=True)
    for each in FORMATS:
        parser = formats.add_parser(each.name, help=each.help)
        parser.set_defaults(run=_export, format=each.name, written=each.written, in_language=each.in_language)
        parser.add_argument("folder", nargs="?", type=Path, metavar="STORY", help="default: the story of the game")
        parser.add_argument("-o", dest="file", type=Path, metavar="FILE", help="default: printed")
        each.asks(parser)


def _export(options: argparse.Namespace) -> int:
    from game.authoring.export.refusal import CannotSayError

    try:
        written = options.written(rules_of(options.folder, options.in_language(options)).story, options)
    except CannotSayError as error:
        raise BadInputError(f"{options.format} cannot say all of this story:\n{error}") from None
    hand_on(options.file, written)
    return 0


def _chosen(options: argparse.Namespace) -> str:
    return language_of(options.folder, options.language)


def _asks_traveller(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--traveller", required=True, metavar="ID", help="whose states")
    parser.add_argument(
        "--random", action="store_true", help="each open choice as likely as the others: a dtmc, not an mdp"
    )


def _jani(story: Story, options: argparse.Namespace) -> str:
    needs_numpy("A model of all states")
    from game.authoring.export.jani import jani

    model = jani(story, traveller_of(story, options.traveller), "dtmc" if options.random else "mdp")
    return json.dumps(model, ensure_ascii=False, indent=1)


def _prism(story: Story, options: argparse.Namespace) -> str:
    needs_numpy("A model of all states")
    from game.authoring.export.prism import prism

    return prism(story, traveller_of(story, options.traveller), "dtmc" if options.random else "mdp")


def _ink(story: Story, _: argparse.Namespace) -> str:
    from game.authoring.export.ink.whole import ink

    return ink(story)


def _html(story: Story, _: argparse.Namespace) -> str:
    from game.authoring.export.html.whole import html
    from game.authoring.export.node import NoNodeError, ScriptError

    try:
        return html(story)
    except NoNodeError as error:
        raise BadInputError(f"a page is made with Node.js. {error}") from None
    except ScriptError as error:
        raise BadInputError(f"inkjs could not compile this story:\n{error}") from None


def _twee(story: Story, _: argparse.Namespace) -> str:
    from game.authoring.export.twee.whole import twee

    return twee(story)


def _asks_travellers(parser: argparse.ArgumentParser) -> None:
    language_option(parser)
    parser.add_argument(
        "--traveller", action="append", metavar="ID", help="whose journey; may be given again; default: all"
    )


def _booklet(story: Story, options: argparse.Namespace) -> str:
    from game.authoring.export.booklet.whole import booklet

    chosen = [traveller_of(story, each) for each in options.traveller or story["travellers"]]
    made = booklet(story, list(dict.fromkeys(chosen)))
    warn("\n".join([f"{_('What paper cannot say')}:", *(f"- {each}" for each in made.lost)]))
    return made.page


def _handouts(story: Story, options: argparse.Namespace) -> str:
    from game.authoring.export.handouts.whole import handouts

    chosen = [traveller_of(story, each) for each in options.traveller or story["travellers"]]
    return handouts(story, list(dict.fromkeys(chosen)))


def _csv(_: Story, options: argparse.Namespace) -> str:
    from game.authoring.export.spreadsheet import spreadsheet
    from game.language.diagnostics import Report
    from game.language.folder import languages
    from game.language.frames import frames
    from game.language.source import read_files
    from game.language.translation import catalogue

    folder, report = folder_of(options.folder), Report()
    files = read_files(folder, report)
    catalogues = {language: catalogue(folder, language, report) for language in languages(folder)}
    if report:
        raise BadInputError(f"nothing was written, since there are mistakes:\n\n{frames(report, folder)}")
    return spreadsheet(files, catalogues)


FORMATS = (
    Format("ink", "source for ink: the same texts, menus and luck", _ink, language_option, _chosen),
    Format("html", "one page that plays anywhere, offline", _html, language_option, _chosen),
    Format("twee", "Twee 3 for Twine and its SugarCube format", _twee, language_option, _chosen),
    Format("booklet", "numbered paragraphs to print, for a room without devices", _booklet, _asks_travellers, _chosen),
    Format("handouts", "map, timeline, cards and sheets to print, for a class", _handouts, _asks_travellers, _chosen),
    Format("csv", "every text for translators, with the languages that there are", _csv),
    Format("jani", "a model for a probabilistic model checker such as Storm", _jani, _asks_traveller),
    Format("prism", "the same model in the language of PRISM", _prism, _asks_traveller),
)
