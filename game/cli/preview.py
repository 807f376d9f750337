"""`otherbank preview`: the game beside an inspector, while the story is written."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game import locations
from game.cli.shell import BadInputError, folder_of, traveller_of, warn

if TYPE_CHECKING:
    from game.authoring.preview.rehearsal import Rehearsal
    from game.authoring.preview.workshop import Workshop
    from game.engine.rules import Rules


def add_to(commands: Any) -> None:
    preview = commands.add_parser("preview", help="play a story while you write it, beside what goes on behind it")
    preview.set_defaults(run=_preview)
    preview.add_argument("folder", nargs="?", type=Path, metavar="STORY", help="default: the story of the game")
    preview.add_argument("--traveller", metavar="ID", help="default: the first")
    preview.add_argument("--seed", type=int, default=1, metavar="N", help="the luck; default: 1")
    preview.add_argument("--from", dest="file", type=Path, metavar="FILE", help="begin where this playthrough ends")


def _preview(options: argparse.Namespace) -> int:
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise BadInputError("preview needs a terminal with screens; `otherbank check` names mistakes without one")
    from game.authoring.preview.app import Preview
    from game.authoring.preview.workshop import Workshop
    from game.saves.shelf import Shelf

    gc.enable()
    workshop = Workshop(folder_of(options.folder))
    rules = _sound(workshop)
    rehearsal = _rehearsal(options, rules)
    Preview(workshop, rules, rehearsal, Shelf(locations.saves_folder()), locations.settings_file()).run()
    return 0


def _rehearsal(options: argparse.Namespace, rules: Rules) -> Rehearsal:
    from game.authoring.preview.rehearsal import Rehearsal
    from game.saves.playthrough_file import UnreadableError
    from game.saves.shelf import load

    if options.file is None:
        traveller = traveller_of(rules.story, options.traveller or next(iter(rules.story["travellers"])))
        return Rehearsal(rules, traveller, options.seed)
    try:
        play = load(options.file)
    except UnreadableError as error:
        raise BadInputError(str(error)) from None
    return Rehearsal(rules, traveller_of(rules.story, play.traveller), play.seed, play.moves)


def _sound(workshop: Workshop) -> Rules:
    """The rules of a story, as soon as it has no mistakes."""
    from game.language.frames import frames

    while workshop.rules is None:
        if workshop.look() and workshop.report:
            warn(frames(workshop.report, workshop.folder))
            warn("Mend it and save; the preview begins as soon as the story has no mistakes. Ctrl-C ends it.\n")
        time.sleep(0.1 if workshop.rules is None else 0)
    return workshop.rules
