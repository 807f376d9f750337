"""`otherbank class`: a class over the network."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game import locations
from game.cli import class_project, class_report
from game.cli.shell import BAD_INPUT, BadInputError, language_of, language_option, rules_of, say, story_option, warn
from game.wording import _

if TYPE_CHECKING:
    from game.classroom.lesson import Lesson
    from game.classroom.service import AClass, Classroom
    from game.engine.story import Story

PORT = 8022


def add_to(commands: Any) -> None:
    classes = commands.add_parser(
        "class",
        help="a class that plays together, over the network of a room",
        epilog="On the dashboard, d shuts the door to newcomers and opens it again, x takes somebody out.",
    )
    classes.set_defaults(run=_class)
    serving_options(classes)
    lesson_options(classes)
    what = classes.add_subparsers(metavar="what")
    resume = what.add_parser("resume", help="go on with a class that is kept")
    resume.set_defaults(run=_resume)
    resume.add_argument("code", nargs="?", metavar="CODE", help="default: the latest")
    serving_options(resume)
    serve = what.add_parser("serve", help="serve classes without a dashboard, as a school does")
    serve.set_defaults(run=_serve)
    serving_options(serve)
    serve.add_argument("--new", action="store_true", help="open a class, beside those that are kept")
    serve.add_argument("--new-secret", action="store_true", help="deal the facilitators of kept classes new secrets")
    lesson_options(serve)
    for name, run, does in (("list", _list, "list the classes that are kept"), ("delete", _delete, "delete one")):
        command = what.add_parser(name, help=does)
        command.set_defaults(run=run)
        command.add_argument("--database", metavar="URL", help="postgresql://... ; default: a file among the saves")
        story_option(command)
        language_option(command)
        if name == "delete":
            command.add_argument("code", metavar="CODE")
    class_report.add_to(what, classroom_of)
    class_project.add_to(what)


def serving_options(command: argparse.ArgumentParser) -> None:
    story_option(command)
    language_option(command)
    command.add_argument("--host", default="0.0.0.0", help="default: every network that the machine is in")
    command.add_argument("--port", type=_port, default=PORT, metavar="N", help=f"default: {PORT}")
    command.add_argument("--database", metavar="URL", help="postgresql://... ; default: a file among the saves")
    command.add_argument(
        "--pages",
        type=Path,
        metavar="FOLDER",
        help="what `otherbank web build FOLDER` made; default: where it builds by itself",
    )
    command.add_argument("--behind-proxy", action="store_true", help="who asks is told by X-Forwarded-For")


def pages_of(options: argparse.Namespace, story: Story) -> Path | None:
    """The pages for browsers; None, and said, where none of this story are built. Raises `BadInputError`."""
    from game.web.build import holds, is_built

    folder = options.pages or locations.web_folder()
    if holds(folder, story):
        return folder
    if options.pages and not is_built(folder):
        raise BadInputError(_("{folder} is no folder that `otherbank web build` made", folder=folder))
    why = _("those that are built are of another edition of the story") if is_built(folder) else _("none are built")
    warn(
        _(
            "There are no pages for browsers: {why}. `otherbank web build` makes them; until then, terminals can join.",
            why=why,
        )
    )
    return None


def lesson_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--title", default="", help="of the lesson")
    command.add_argument("--traveller", action="append", default=[], metavar="ID", help="whom to play; default: any")
    command.add_argument("--seed", type=int, metavar="N", help="the luck that all share; default: each their own")
    command.add_argument("--minutes", type=int, default=45, metavar="N", help="45, 60 or 90")
    command.add_argument("--short", action="append", metavar="DIAL", help="told in short; default: the mild setting")
    command.add_argument("--content", default="", metavar="WORDS", help="the content note; default: the story's")
    command.add_argument("--help-line", default="", metavar="WORDS", help="whom to turn to afterwards")
    command.add_argument("--choose-pseudonyms", action="store_true", help="pupils choose; default: they are given")


def classroom_of(options: argparse.Namespace) -> Classroom:
    """Raises `BadInputError`."""
    language = language_of(options.story, options.language)
    needs_classroom()
    from game.classroom.service import Classroom
    from game.classroom.store import Store, StoreError

    rules = rules_of(options.story, language)
    try:
        return Classroom(Store(options.database or default_database()), rules)
    except StoreError as error:
        raise BadInputError(_("the classes cannot be kept: {reason}", reason=error)) from None


def needs_classroom() -> None:
    """Raises `BadInputError`."""
    from importlib.util import find_spec

    if not all(find_spec(name) for name in ("aiohttp", "sqlalchemy", "segno")):
        raise BadInputError(_("a class needs more than the game. In the game's folder: pip install '.[classroom]'"))


def default_database() -> str:
    folder = locations.saves_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder / 'classes.sqlite3'}"


def lesson_of(options: argparse.Namespace, story: Story) -> Lesson:
    """Raises `BadInputError`."""
    from game.classroom.lesson import LessonError, lesson_for

    try:
        return lesson_for(
            story,
            title=options.title,
            travellers=options.traveller,
            seed=options.seed,
            short=options.short,
            content=options.content,
            help_line=options.help_line,
            minutes=options.minutes,
            pseudonyms="chosen" if options.choose_pseudonyms else "given",
        )
    except LessonError as error:
        raise BadInputError(str(error)) from None


def _class(options: argparse.Namespace) -> int:
    classroom = classroom_of(options)
    code = classroom.open(lesson_of(options, classroom.rules.story)).code
    done = _dashboard(options, classroom, code)
    if done == BAD_INPUT and not classroom.view(code).pupils:
        classroom.delete(code)  # it could not be served, and nobody is to go on with it by mistake
    return done


def _resume(options: argparse.Namespace) -> int:
    classroom = classroom_of(options)
    if options.code:
        return _dashboard(options, classroom, _known(classroom, options.code))
    kept = [each for each in classroom.classes() if each.lesson.edition == classroom.edition]
    if not kept:
        raise BadInputError(_("no class of this edition of the story is kept. `otherbank class` opens one"))
    return _dashboard(options, classroom, kept[-1].code)


def _dashboard(options: argparse.Namespace, classroom: Classroom, code: str) -> int:
    from game.classroom.dashboard.app import Dashboard

    app = Dashboard(classroom, code, options.host, options.port, pages_of(options, classroom.rules.story))
    app.run()
    return app.return_code or 0


def _list(options: argparse.Namespace) -> int:
    from game.classroom.names import shown_code

    for each in classroom_of(options).classes():
        say(f"{shown_code(each.code)}  {_phase(each)}  {each.lesson.title}")
    return 0


def _delete(options: argparse.Namespace) -> int:
    from game.classroom.names import shown_code

    classroom = classroom_of(options)
    code = _known(classroom, options.code)
    classroom.delete(code)
    say(_("{code} is deleted, with all that was played in it", code=shown_code(code)))
    return 0


def _known(classroom: Classroom, typed: str) -> str:
    """Raises `BadInputError`."""
    from game.classroom.names import read_code
    from game.classroom.service import NoSuchClassError

    try:
        return classroom.a_class(read_code(typed)).code
    except (ValueError, NoSuchClassError) as error:
        raise BadInputError(str(error)) from None


def _serve(options: argparse.Namespace) -> int:
    classroom = classroom_of(options)
    lesson = lesson_of(options, classroom.rules.story)
    import asyncio

    gc.enable()
    try:
        asyncio.run(_until_told_to_stop(classroom, lesson, options))
    except OSError as error:
        raise BadInputError(
            _(
                "nothing can be served at {host}:{port}: {problem}",
                host=options.host,
                port=options.port,
                problem=error.strerror,
            )
        ) from None
    return 0


async def _until_told_to_stop(classroom: Classroom, lesson: Lesson, options: argparse.Namespace) -> None:
    import asyncio
    import signal
    from contextlib import suppress

    from game.classroom.addresses import addresses
    from game.classroom.server import application, serving

    stop = asyncio.Event()
    with suppress(NotImplementedError):  # where there are no signals, Ctrl-C interrupts
        for each in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(each, stop.set)
    pages = pages_of(options, classroom.rules.story)
    app = application(classroom, pages=pages, behind_proxy=options.behind_proxy)
    async with serving(app, options.host, options.port) as port:
        _introduce(classroom, lesson, options)
        for address in addresses(options.host):
            where = f"http://{address}:{port}/"
            say(
                _("join at {where}j/CODE, in any browser", where=where)
                if pages
                else _("join at {where} in a terminal", where=where)
            )
        say(_("Ctrl-C ends the server; the classes are kept."))
        sys.stdout.flush()  # into a log or a pipe, too
        await stop.wait()


def _introduce(classroom: Classroom, lesson: Lesson, options: argparse.Namespace) -> None:
    """Names the classes that are served, and opens one where that is asked for, or where there is none."""
    from game.classroom.names import shown_code

    ours = [each for each in classroom.classes() if each.lesson.edition == classroom.edition]
    for each in ours:
        say(f"{_('class {code}', code=shown_code(each.code))}  {_phase(each)}  {each.lesson.title}")
        if options.new_secret:
            say(_("The facilitator's new secret, told only now: {secret}", secret=classroom.new_secret(each.code)))
    if options.new or not ours:
        opened = classroom.open(lesson)
        say(_("class {code}  opened  {title}", code=shown_code(opened.code), title=lesson.title))
        say(_("The facilitator's secret, told only now: {secret}", secret=opened.secret))


def _phase(of: AClass) -> str:
    from game.classroom.standing import PHASES

    return _(PHASES[of.standing.phase])


def _port(text: str) -> int:
    if text.isascii() and text.isdecimal() and int(text) < 65_536:
        return int(text)
    raise argparse.ArgumentTypeError(f"`{text}` should be a whole number from 0 to 65535; 0: any that is free")
