"""`otherbank schema`: what an editor needs to complete and check a story's files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from game.cli.shell import folder_of, say

_KINDS = ("story", "playthrough", "translation")


def add_to(commands: Any) -> None:
    schema = commands.add_parser("schema", help="let your editor complete and check a story's files as you type")
    schema.set_defaults(run=_schema)
    schema.add_argument(
        "folder", nargs="?", type=Path, metavar="STORY",
        help="write them into this story, with its own ids to be offered; default: print one, of any story",
    )  # fmt: skip
    schema.add_argument("--kind", choices=_KINDS, help="of which kind of file; default: of each")


def _schema(options: argparse.Namespace) -> int:
    from game.authoring.schema.kinds import LINE, schema, write

    if options.folder is None:
        say(schema(options.kind or "story").rstrip())
        return 0
    kinds = [options.kind] if options.kind else _KINDS
    for file in write(folder_of(options.folder), kinds):
        say(f"{file}")
    say(f"\nThe first line of each file tells the editor (with `../` before it for each folder further in):\n{LINE}")
    return 0
