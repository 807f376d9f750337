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
    translate.add_argument(
        "--begin",
        action="append",
        metavar="FILE",
        help="begin with this file of the story, or this folder of it; default: go on with those begun, or begin all",
    )


def _translate(options: argparse.Namespace) -> int:
    from game.language.diagnostics import Report
    from game.language.folder import TRANSLATIONS, translation_files
    from game.language.frames import frames
    from game.language.source import read_files
    from game.language.translation import GONE, LANGUAGE, catalogue, languages, written
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
    texts = written(files, known, language)
    wanted = {path.relative_to(place).as_posix() for path in translation_files(folder, language)}
    for each in options.begin or [] if wanted else options.begin or ["."]:
        begun = {name for name in texts if each == "." or Path(name).is_relative_to(each)}
        if not begun:
            raise BadInputError(f"the story has no file {each} in which there is anything to translate")
        wanted |= begun
    for name, text in texts.items():
        if name not in wanted and name != GONE:
            continue
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_text("utf-8") != text:
            write(file, text)
    done = sum(bool(entry.own) for entry in known.values())
    say(f"{done:,} texts are translated. What stands empty in {place} waits.")
    return 0
