"""The command line: reads the words, calls one function, prints what it gives. Imports come late, so that each
command loads only what it needs."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence

from game import locations
from game.cli import check, classroom, export, graph, join, new, odds, player, preview, schema, translate, web
from game.cli.shell import BAD_INPUT, INTERRUPTED, BadInputError, discard, open_streams, warn


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code: 0 done, 1 a test failed, 2 bad input, 130 interrupted."""
    gc.disable()  # loading makes no garbage, and looking for it costs a tenth of the start; screens turn it on again
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
        options = _parser().parse_args(given or ["play"])
        return options.run(options)
    except SystemExit as leaves:  # how argparse ends after its help, or a word that it does not know
        return int(leaves.code or 0)
    except BadInputError as error:
        warn(f"otherbank: {error}")
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="otherbank", description="The Other Bank: a text adventure about leaving Russia in September 2022."
    )
    parser.add_argument("--version", action="version", version=f"otherbank {_version()}")
    commands = parser.add_subparsers(metavar="command")
    player.add_to(commands)
    check.add_to(commands)
    odds.add_to(commands)
    export.add_to(commands)
    graph.add_to(commands)
    preview.add_to(commands)
    classroom.add_to(commands)
    join.add_to(commands)
    translate.add_to(commands)
    new.add_to(commands)
    schema.add_to(commands)
    web.add_to(commands)
    return parser


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(locations.NAME)
    except PackageNotFoundError:
        return "unknown (not installed)"
