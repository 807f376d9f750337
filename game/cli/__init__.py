"""The command line: reads the words, calls one function, prints what it gives. Imports come late, so that each
command loads only what it needs."""

from __future__ import annotations

import argparse
import atexit
import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from game import locations
from game.cli.shell import BAD_INPUT, INTERRUPTED, BadInputError, discard, open_streams, say, warn

MODULES = {
    **dict.fromkeys(("play", "replay", "test", "saves", "sources"), "player"),
    "check": "check",
    "odds": "odds",
    "export": "export",
    "graph": "graph",
    "preview": "preview",
    "class": "classroom",
    "join": "join",
    "translate": "translate",
    "new": "new",
    "schema": "schema",
    "web": "web",
}
"""By command, the module that knows it: a start makes no parser for the commands that were not asked for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code: 0 done, 1 a test failed, 2 bad input, 130 interrupted."""
    gc.disable()  # loading makes no garbage, and looking for it costs a tenth of the start; screens turn it on again
    atexit.register(gc.freeze)  # nor is what is left looked through at the very end: a third of a second after a check
    open_streams()
    try:
        code = _outcome(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        discard(sys.stdout)
        return 0
    except OSError as error:
        discard(sys.stdout)
        warn(f"otherbank: {error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        return BAD_INPUT
    return code


def _outcome(given: Sequence[str]) -> int:
    try:
        words = given or ["play"]
        options = command_line(words[0]).parse_args(words)
        return options.run(options)
    except SystemExit as leaves:  # how argparse ends after its help, or a word that it does not know
        return int(leaves.code or 0)
    except BadInputError as error:
        warn(f"otherbank: {error}")
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED


def command_line(first: str) -> argparse.ArgumentParser:
    """Reads the command that is the first word; where that is none, all of them."""
    parser = argparse.ArgumentParser(
        prog="otherbank", description="The Other Bank: a text adventure about leaving Russia in September 2022."
    )
    says = "show program's version number and exit"
    parser.add_argument("--version", action=_Version, nargs=0, dest=argparse.SUPPRESS, help=says)
    commands = parser.add_subparsers(metavar="command")
    for module in [MODULES[first]] if first in MODULES else dict.fromkeys(MODULES.values()):
        import_module(f"game.cli.{module}").add_to(commands)
    return parser


class _Version(argparse.Action):
    """Looked up only where it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        say(f"otherbank {_version()}")
        parser.exit()


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(locations.NAME)
    except PackageNotFoundError:
        return "unknown (not installed)"
