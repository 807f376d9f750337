"""`otherbank web`: the game in any browser."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from game import locations
from game.cli.shell import BadInputError, rules_of, say, story_option, warn

_PORT = 8000
_MEGABYTE = 1_000_000


def add_to(commands: Any) -> None:
    web = commands.add_parser("web", help="the game in a browser: make the folder, serve it")
    doings = web.add_subparsers(metavar="WHAT", required=True)

    build = doings.add_parser("build", help="make the folder that any web server can serve; needs npm, once")
    build.set_defaults(run=_build)
    _folder(build)
    story_option(build)

    serve = doings.add_parser("serve", help="serve that folder")
    serve.set_defaults(run=_serve)
    _folder(serve)
    serve.add_argument("--port", type=int, default=_PORT, metavar="N", help=f"default: {_PORT}")
    serve.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="0.0.0.0: for everybody on this network")


def _folder(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="default: beside the game's own data")


def _build(options: argparse.Namespace) -> int:
    from game.web.build import build, size
    from game.web.fetch import BuildError

    folder = options.folder or locations.web_folder()
    story = rules_of(options.story).story
    warn("Fetching what the browser needs, and turning it into its byte code; a minute or so …")
    try:
        build(folder, story)
    except BuildError as error:
        raise BadInputError(str(error)) from None
    whole, sent = size(folder)
    say(f"{folder}: {whole / _MEGABYTE:.1f} MB; a browser fetches {sent / _MEGABYTE:.1f} MB of it, once")
    return 0


def _serve(options: argparse.Namespace) -> int:
    from game.web.build import is_built
    from game.web.serve import server

    folder = options.folder or locations.web_folder()
    if not is_built(folder):
        raise BadInputError(f"{folder} is no folder that `otherbank web build` made; build it first")
    with server(folder, options.host, options.port) as serving:
        say(f"http://{options.host}:{serving.server_port}/ serves the game. Ctrl-C ends it.")
        serving.serve_forever()
    return 0
