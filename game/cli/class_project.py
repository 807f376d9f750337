"""`otherbank class project`: a class that plays together on one screen."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from game import locations
from game.cli.shell import BadInputError
from game.wording import _

if TYPE_CHECKING:
    from game.classroom.service import Classroom


def add_to(classes: Any) -> None:
    """`classes`: the subcommands of `otherbank class`."""
    from game.cli.classroom import lesson_options, serving_options

    command = classes.add_parser("project", help="play together on one screen: the class votes at each menu")
    command.set_defaults(run=_project)
    command.add_argument("--code", metavar="CODE", help="go on with a class that is kept; default: a new one")
    serving_options(command)
    lesson_options(command)


def _project(options: argparse.Namespace) -> int:
    from game.cli.class_report import code_of
    from game.cli.classroom import classroom_of, lesson_of

    classroom = classroom_of(options)
    if options.code:
        return _show(options, classroom, code_of(classroom, options.code))
    return _show(options, classroom, classroom.open(lesson_of(options, classroom.rules.story)).code)


def _show(options: argparse.Namespace, classroom: Classroom, code: str) -> int:
    """Raises `BadInputError`."""
    from game.classroom.pupil.seat import take_seat
    from game.classroom.vote.app import Projector
    from game.classroom.vote.house import House
    from game.cli.classroom import pages_of
    from game.saves.shelf import Shelf

    kept = classroom.a_class(code)
    if kept.standing.phase == "ended":
        raise BadInputError(_("this class has ended"))
    if kept.lesson.edition != classroom.edition:
        raise BadInputError(_("this class plays another edition of the story"))
    shelf = Shelf(locations.saves_folder())
    house = House(classroom, code, take_seat(shelf.folder / f"class-{code}-together"))
    where = (options.host, options.port)
    pages = pages_of(options, classroom.rules.story)
    app = Projector(classroom, house, code, where, shelf, locations.settings_file(), pages)
    app.run()
    return app.return_code or 0
