"""`otherbank export`: a story in the form of another program."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from game.cli.shell import needs_numpy, rules_of, say, traveller_of

if TYPE_CHECKING:
    from game.engine.story import Story

Exporter: TypeAlias = "Callable[[Story, argparse.Namespace], str]"


def add_to(commands: Any) -> None:
    export = commands.add_parser("export", help="the story in the form of another program")
    formats = export.add_subparsers(metavar="FORMAT", required=True)
    for name, help_, exporter in (
        ("jani", "a model for a probabilistic model checker such as Storm", _jani),
        ("prism", "the same model in the language of PRISM", _prism),
    ):
        model = _format(formats, name, help_, exporter)
        model.add_argument("--traveller", required=True, metavar="ID", help="whose states")
        model.add_argument(
            "--random", action="store_true", help="each open choice as likely as the others: a dtmc, not an mdp"
        )


def _format(formats: Any, name: str, help_: str, exporter: Exporter) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = formats.add_parser(name, help=help_)
    parser.set_defaults(run=_export, exporter=exporter)
    parser.add_argument("folder", nargs="?", type=Path, metavar="STORY", help="default: the story of the game")
    parser.add_argument("-o", dest="file", type=Path, metavar="FILE", help="default: printed")
    return parser


def _export(options: argparse.Namespace) -> int:
    written = options.exporter(rules_of(options.folder).story, options)
    if options.file is None:
        say(written)
        return 0
    from game.saves.atomic import write

    write(options.file, written)
    return 0


def _jani(story: Story, options: argparse.Namespace) -> str:
    needs_numpy("A model of all states")
    from game.authoring.jani import jani

    model = jani(story, traveller_of(story, options.traveller), "dtmc" if options.random else "mdp")
    return json.dumps(model, ensure_ascii=False, indent=1)


def _prism(story: Story, options: argparse.Namespace) -> str:
    needs_numpy("A model of all states")
    from game.authoring.prism import prism

    return prism(story, traveller_of(story, options.traveller), "dtmc" if options.random else "mdp")
