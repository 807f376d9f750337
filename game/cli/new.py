"""`otherbank new`: a small finished story to begin from."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from game.cli.shell import BadInputError, say


def add_to(commands: Any) -> None:
    new = commands.add_parser("new", help="begin a story: a small finished one, to play and to change")
    new.set_defaults(run=_new)
    new.add_argument("folder", type=Path, metavar="DIR", help="where; an empty folder, or one that is not there yet")
    new.add_argument("--title", help="what it is called; its id is made from this, else from DIR")


def _new(options: argparse.Namespace) -> int:
    from game.authoring.scaffold.scaffold import scaffold

    folder, title = options.folder, options.title if options.title is None else " ".join(options.title.split())
    if folder.exists() and not folder.is_dir():
        raise BadInputError(f"{folder} is a file. Name a folder that is not there yet")
    if folder.is_dir() and any(folder.iterdir()):
        raise BadInputError(
            f"{folder} is not empty, and nothing in it was touched. Name a folder that is not there yet"
        )
    if title is not None and not (title and title.isprintable()):
        raise BadInputError("a title needs words: --title 'The Night Ferry'")
    for file in scaffold(folder, title):
        say(f"{file}")
    say(f"\nPlay it:   otherbank play --story {folder}\nWrite it:  otherbank preview {folder}")
    say(f"What else there is to do with it stands in {folder / 'README.md'}.")
    return 0
