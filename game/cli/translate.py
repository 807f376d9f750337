"""`otherbank translate`: the catalogues of a language, made or brought up to date."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from game.cli.shell import BadInputError, folder_of, say


def add_to(commands: Any) -> None:
    translate = commands.add_parser("translate", help="make the catalogues of a language, or bring them up to date")
    translate.set_defaults(run=_translate)
    translate.add_argument("language", metavar="LANG", help="such as `ru`")
    translate.add_argument("folder", nargs="?", type=Path, metavar="STORY", help="default: the story of the game")


def _translate(options: argparse.Namespace) -> int:
    from game.language.diagnostics import Report
    from game.language.folder import TRANSLATIONS
    from game.language.frames import frames
    from game.language.source import read_files
    from game.language.translation import LANGUAGE, catalogue, languages, written
    from game.saves.atomic import write

    folder, language = folder_of(options.folder), options.language
    if not LANGUAGE.fullmatch(language):
        raise BadInputError(f"{language!r} is no code of a language. Write such as `ru`, `de` or `pt-BR`")
    report = Report()
    files = read_files(folder, report)
    known = catalogue(folder, language, report) if language in languages(folder) else {}
    if report:
        raise BadInputError(f"nothing was written, since there are mistakes:\n\n{frames(report, folder)}")
    place = folder / TRANSLATIONS / language
    for name, text in written(files, known, language).items():
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_text("utf-8") != text:
            write(file, text)
    done = sum(bool(entry.own) for entry in known.values())
    say(f"{done:,} texts are translated. What stands empty in {place} waits.")
    return 0
