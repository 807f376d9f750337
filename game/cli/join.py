"""`otherbank join`: a pupil joins a class from a terminal."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game import locations
from game.cli.classroom import needs_classroom
from game.cli.shell import BadInputError, language_of, language_option, rules_of, story_option
from game.wording import _

if TYPE_CHECKING:
    from game.classroom.pupil.attendance import Attendance
    from game.engine.rules import Rules


def add_to(commands: Any) -> None:
    join = commands.add_parser("join", help="join a class, by the address and the code on the teacher's screen")
    join.set_defaults(run=_join)
    join.add_argument("address", metavar="ADDRESS", help="such as http://192.168.1.7:8022")
    join.add_argument("code", metavar="CODE", help="the class's ten digits")
    join.add_argument("--pseudonym", default="", metavar="WORDS", help="where the class lets pupils choose; no names")
    join.add_argument("--plain", action="store_true", help="lines of text instead of screens")
    join.add_argument("--saves", type=Path, metavar="FOLDER", help="where playthroughs are kept")
    story_option(join)
    language_option(join)


def _join(options: argparse.Namespace) -> int:
    language = language_of(options.story, options.language)
    needs_classroom()
    from game.classroom.names import read_code

    try:
        code = read_code(options.code)
    except ValueError as error:
        raise BadInputError(str(error)) from None
    rules = rules_of(options.story, language)
    folder = (options.saves or locations.saves_folder()) / f"class-{code}"
    if options.plain or not sys.stdout.isatty() or not sys.stdin.isatty() or os.environ.get("TERM") in ("dumb", ""):
        return _join_plain(options, rules, folder)
    from game.classroom.pupil.app import PupilApp

    app = PupilApp(rules, _attendance(options, rules, folder), locations.settings_file(), options.pseudonym)
    app.run()
    return app.return_code or 0


def _attendance(options: argparse.Namespace, rules: Rules, folder: Path) -> Attendance:
    """Raises `BadInputError` where the address is none."""
    from game.classroom.http_link import HttpLink
    from game.classroom.pupil.attendance import Attendance
    from game.classroom.pupil.seat import take_seat

    seat = take_seat(folder)
    try:
        return Attendance(rules, seat, HttpLink(options.address, options.code, seat.token))
    except ValueError as error:
        raise BadInputError(str(error)) from None


def _join_plain(options: argparse.Namespace, rules: Rules, folder: Path) -> int:
    gc.enable()
    from game.classroom.link import GoneError
    from game.classroom.pupil.plain import attend
    from game.classroom.reading import RefusedError

    try:
        attend((sys.stdin, sys.stdout), rules, lambda: _attendance(options, rules, folder), options.pseudonym)
    except (RefusedError, GoneError) as error:
        raise BadInputError(_("The class did not let you in: {reason}.", reason=error)) from None
    return 0
