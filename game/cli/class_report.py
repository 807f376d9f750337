"""`otherbank class report`, `otherbank class words`: what is left of a lesson."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.shell import BadInputError, has_numpy, language_of, language_option, rules_of, say, story_option, warn
from game.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from game.classroom.report.material import Material
    from game.classroom.tally import Journey
    from game.engine.playthrough import Playthrough
    from game.engine.rules import Rules

_LONGEST_LIST = 1_000_000
"""Characters."""


def add_to(classes: Any, classroom_of: Callable[[argparse.Namespace], Any]) -> None:
    """`classes`: the subcommands of `otherbank class`."""
    report = classes.add_parser("report", help="write what a class did as one page to print, and as a table")
    report.set_defaults(run=partial(_report, classroom_of))
    report.add_argument("file", type=_ending_in(".html"), metavar="FILE", help="where to: a name that ends in .html")
    report.add_argument("--code", metavar="CODE", help="of the class; default: the latest")
    report.add_argument("--csv", type=_ending_in(".csv"), metavar="FILE", help="the journeys as a table, too")
    report.add_argument("--database", metavar="URL", help="postgresql://... ; default: a file among the saves")
    _common(report)

    words = classes.add_parser("words", help="count journeys that are told by their one word each")
    words.set_defaults(run=_words)
    words.add_argument(
        "words", nargs="*", metavar="WORD", help="default: one on each line of what is typed or piped in"
    )
    words.add_argument("--file", type=Path, metavar="FILE", help="read the words from there, one on each line")
    words.add_argument("--html", type=_ending_in(".html"), metavar="FILE", help="write the report, too")
    _common(words)


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--no-odds", action="store_true", help="without the exact odds, which take a while")
    story_option(command)
    language_option(command)


def _ending_in(suffix: str) -> Callable[[str], Path]:
    def path(text: str) -> Path:
        if Path(text).suffix.lower() != suffix:
            raise argparse.ArgumentTypeError(f"`{text}` should end in {suffix}, so that no other file is written over")
        return Path(text)

    return path


def _report(classroom_of: Callable[[argparse.Namespace], Any], options: argparse.Namespace) -> int:
    classroom = classroom_of(options)
    from game.classroom.report.material import of_view
    from game.classroom.report.rows import rows

    view = classroom.view(code_of(classroom, options.code))
    if view.lesson.edition != classroom.edition:
        warn(_("this class played another edition of the story: its journeys are told as far as they still stand"))
    material = of_view(classroom.rules, view, _odds(options, classroom.rules, view.journeys))
    _write_page(options.file, material)
    if options.csv:
        _write(options.csv, rows(material))
    return 0


def code_of(classroom: Any, typed: str | None) -> str:
    """Raises `BadInputError`."""
    from game.classroom.names import read_code
    from game.classroom.service import NoSuchClassError

    if typed is None:
        kept = classroom.classes()
        if not kept:
            raise BadInputError(_("no class is kept. `otherbank class` opens one"))
        ours = [each for each in kept if each.lesson.edition == classroom.edition]
        return (ours or kept)[-1].code
    try:
        return classroom.a_class(read_code(typed)).code
    except (ValueError, NoSuchClassError) as error:
        raise BadInputError(str(error)) from None


def _words(options: argparse.Namespace) -> int:
    rules = rules_of(options.story, language_of(options.story, options.language))
    from game.classroom.report.lines import lines
    from game.classroom.report.material import of_playthroughs

    found = list(_read(rules, options.words or _listed(options.file)))
    if not found:
        raise BadInputError(_("no word was given that is a journey of this story"))
    material = of_playthroughs(rules, found, {})
    for line in lines(material):
        say(line)
    if options.html:
        _write_page(options.html, material._replace(chances=_odds(options, rules, material.journeys)))
    return 0


def _listed(file: Path | None) -> list[str]:
    """Raises `BadInputError`."""
    try:
        text = file.read_text("utf-8-sig") if file else sys.stdin.read(_LONGEST_LIST)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"{file}: {getattr(error, 'strerror', None) or _('this is no text file')}") from None
    return [line.strip() for line in text[:_LONGEST_LIST].splitlines() if line.strip()]


def _read(rules: Rules, words: Iterable[str]) -> Iterable[Playthrough]:
    """Those that are right; of the others it is said what is wrong."""
    from game.saves.codeword import NoCodewordError, read_codeword

    for word in words:
        try:
            yield read_codeword(rules, word)
        except NoCodewordError as error:
            warn(_("left out: {problem}", problem=error))


def _odds(options: argparse.Namespace, rules: Rules, journeys: Sequence[Journey]) -> dict[str, Any]:
    """By fork; none where they are not wanted or cannot be worked out here."""
    if options.no_odds or not any(journey.steps for journey in journeys):
        return {}
    if not has_numpy():
        warn(_("without the exact odds, which need numpy. In the game's folder: pip install '.[author]'"))
        return {}
    warn(_("working out the exact odds; --no-odds leaves them out"))
    import asyncio

    from game.classroom.chances import worked_out

    try:
        return dict(asyncio.run(worked_out(rules.story, journeys)))
    except OSError as error:
        warn(_("without the exact odds: {problem}", problem=error))
        return {}


def _write_page(path: Path, material: Material) -> None:
    from game.classroom.report.page import page

    _write(path, page(material))


def _write(path: Path, text: str) -> None:
    """Raises `BadInputError`."""
    from game.saves import atomic

    try:
        atomic.write(path, text)
    except OSError as error:
        raise BadInputError(
            _("{file} cannot be written: {problem}", file=path, problem=error.strerror or error)
        ) from None
    say(_("written: {file}", file=path))
