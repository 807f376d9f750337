"""The command line: reads the words, calls one function, prints what it gives. Imports come late, so that each
command loads only what it needs."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from game import locations

if TYPE_CHECKING:
    from game.engine.rules import Rules
    from game.saves.run import Run
    from game.saves.shelf import Shelf

BAD_INPUT = 2
FAILED = 1


class _BadInputError(Exception):
    """What the person gave cannot be used; the words say why, and what would do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code: 0 done, 1 a test failed, 2 bad input, 130 interrupted."""
    gc.disable()  # loading makes no garbage, and looking for it costs a tenth of the start; screens turn it on again
    _open_streams()
    try:
        code = _outcome(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        _discard(sys.stdout)
        return 0
    except OSError as error:
        _discard(sys.stdout)
        _warn(f"otherbank: {error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        return BAD_INPUT
    return code


def _outcome(given: Sequence[str]) -> int:
    try:
        options = _parser().parse_args(given or ["play"])
        return options.run(options)
    except SystemExit as leaves:  # how argparse ends after its help, or a word that it does not know
        return int(leaves.code or 0)
    except _BadInputError as error:
        _warn(f"otherbank: {error}")
        return BAD_INPUT
    except KeyboardInterrupt:
        return 130


def _open_streams() -> None:
    """Streams that were closed are empty ones; what no stream can spell is shown as such."""
    sys.stdin = sys.stdin or _nothing("r")
    sys.stdout = sys.stdout or _nothing("w")
    sys.stderr = sys.stderr or _nothing("w")
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _nothing(mode: str) -> TextIO:
    return TextIOWrapper(Path(os.devnull).open(f"{mode}b"), encoding="utf-8")


def _discard(stream: TextIO) -> None:
    """What is still to be printed there goes nowhere, so that leaving is quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _print(words: str) -> None:
    from game.plain.console import bare

    print(bare(words))


def _warn(words: str) -> None:
    from game.plain.console import bare

    try:
        print(bare(words), file=sys.stderr)
    except OSError:  # where nobody can be warned, the exit code still tells
        _discard(sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="otherbank", description="The Other Bank: a text adventure about leaving Russia in September 2022."
    )
    parser.add_argument("--version", action="version", version=f"otherbank {_version()}")
    commands = parser.add_subparsers(metavar="command")

    play = commands.add_parser("play", help="play (the default)")
    play.set_defaults(run=_play)
    _story_option(play)
    play.add_argument("file", nargs="?", type=Path, help="a playthrough file to go on with")
    play.add_argument("--continue", dest="resume", action="store_true", help="go on with the latest game")
    play.add_argument("--traveller", metavar="ID", help="whose road; asked for if left out")
    play.add_argument("--seed", type=_seed, metavar="N", help="the luck: the same number is the same luck")
    play.add_argument("--saves", type=Path, metavar="FOLDER", help="where playthroughs are kept")
    play.add_argument("--plain", action="store_true", help="lines of text instead of screens")

    replay = commands.add_parser("replay", help="print the transcript of a playthrough file")
    replay.set_defaults(run=_replay)
    _story_option(replay)
    replay.add_argument("file", type=Path)
    replay.add_argument("--marks", action="store_true", help="with the marks of what was reported")

    test = commands.add_parser("test", help="run playthrough files as tests of the story")
    test.set_defaults(run=_test)
    _story_option(test)
    test.add_argument("files", nargs="*", type=Path, help="default: all under the story's playthroughs/")

    check = commands.add_parser("check", help="name every mistake in a story")
    check.set_defaults(run=_check)
    check.add_argument("folder", nargs="?", type=Path, help="default: the story of the game")

    saves = commands.add_parser("saves", help="list the playthroughs that are kept, and where")
    saves.set_defaults(run=_saves)
    saves.add_argument("--saves", type=Path, metavar="FOLDER")
    return parser


def _story_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--story", type=Path, metavar="FOLDER", help="another story than the game's own")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(locations.NAME)
    except PackageNotFoundError:
        return "unknown (not installed)"


def _seed(text: str) -> int:
    from game.saves.playthrough_file import UnreadableError, read_seed

    try:
        return read_seed(text)
    except UnreadableError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _rules(folder: Path | None) -> Rules:
    from game.engine.rules import Rules
    from game.language.cache import BrokenStoryError, load_story

    chosen = folder or locations.story_folder()
    if not chosen.is_dir():
        raise _BadInputError(f"there is no story folder {chosen}")
    try:
        return Rules(load_story(chosen, locations.cache_folder()))
    except BrokenStoryError as error:
        from game.language.frames import frames

        raise _BadInputError(f"the story in {chosen} has mistakes:\n\n{frames(error.report, chosen)}") from None


def _play(options: argparse.Namespace) -> int:
    from game.saves.shelf import Shelf

    rules = _rules(getattr(options, "story", None))
    shelf = Shelf(options.saves or locations.saves_folder())
    if options.plain or not sys.stdout.isatty() or not sys.stdin.isatty() or os.environ.get("TERM") in ("dumb", ""):
        return _play_plain(options, rules, shelf)
    from game.tui.app import play

    return play(rules, shelf, _chosen_run(options, rules, shelf), locations.settings_file())


def _play_plain(options: argparse.Namespace, rules: Rules, shelf: Shelf) -> int:
    gc.enable()
    from game.plain.console import Console, InputEnded
    from game.plain.play import ask_traveller, introduce, play
    from game.saves.run import Run

    console = Console(sys.stdin, sys.stdout)
    run = _chosen_run(options, rules, shelf)
    if run is None:
        introduce(console, rules)
        try:
            run = Run.begin(rules, shelf, ask_traveller(console, rules), options.seed)
        except InputEnded:
            return 0
    play(console, run)
    return 0


def _chosen_run(options: argparse.Namespace, rules: Rules, shelf: Shelf) -> Run | None:
    """The run that the command line asks for; None where it leaves that to the player."""
    from game.saves.playthrough_file import UnreadableError
    from game.saves.run import Run

    path = options.file or (_latest(shelf, rules.story["about"]["id"]) if options.resume else None)
    if path:
        try:
            run, divergence = Run.resume(rules, shelf, path)
        except UnreadableError as error:
            raise _BadInputError(str(error)) from None
        if divergence:
            _warn(
                f"{path.name}: choice {divergence.at + 1} no longer stands: {divergence.reason}. "
                f"The game goes on from the last that does; the file is left as it was."
            )
        return run
    if options.traveller is None:
        return None
    if options.traveller not in rules.story["travellers"]:
        from game.language.diagnostics import meant

        known = rules.story["travellers"]
        raise _BadInputError(
            f"there is no traveller `{options.traveller}`.{meant(options.traveller, known)} "
            f"There are: {', '.join(known)}"
        )
    return Run.begin(rules, shelf, options.traveller, options.seed)


def _latest(shelf: Shelf, story: str) -> Path:
    for entry in shelf.entries():
        if entry.play and entry.play.story == story:
            return entry.path
    raise _BadInputError(f"there is no game to go on with in {shelf.folder}")


def _replay(options: argparse.Namespace) -> int:
    from game.engine.replay import replay
    from game.plain.pages import so_far
    from game.saves.playthrough_file import UnreadableError, foreign
    from game.saves.shelf import load

    rules = _rules(options.story)
    try:
        play = load(options.file)
    except UnreadableError as error:
        raise _BadInputError(str(error)) from None
    if reason := foreign(play, rules.story):
        raise _BadInputError(f"{options.file.name}: {reason}")
    playthrough, divergence = replay(rules, play.traveller, play.seed, play.moves)
    _print("\n\n".join(so_far(playthrough, marked=options.marks)))
    if divergence:
        raise _BadInputError(f"{options.file.name}: choice {divergence.at + 1} no longer stands: {divergence.reason}")
    return _tested(rules, [options.file]) if play.expect else 0


def _test(options: argparse.Namespace) -> int:
    rules = _rules(options.story)
    folder = (options.story or locations.story_folder()) / "playthroughs"
    files = options.files or sorted(folder.glob("*.yaml"))
    if not files:
        raise _BadInputError(f"there are no playthrough files in {folder}")
    return _tested(rules, files)


def _tested(rules: Rules, files: Sequence[Path]) -> int:
    from game.saves.playthrough_file import UnreadableError
    from game.saves.shelf import load
    from game.saves.story_test import failures

    failed = unreadable = 0
    for file in files:
        try:
            wrong = failures(rules, load(file))
        except UnreadableError as error:
            _warn(str(error))
            unreadable += 1
        else:
            failed += bool(wrong)
            for words in wrong:
                _warn(f"{file.name}: {words}")
    _warn(f"{len(files) - failed - unreadable} of {len(files)} playthroughs come out as they say")
    return BAD_INPUT if unreadable else FAILED if failed else 0


def _check(options: argparse.Namespace) -> int:
    from game.language.size import size

    _print(f"no mistakes: {size(_rules(options.folder).story)}")
    return 0


def _saves(options: argparse.Namespace) -> int:
    from game.saves.shelf import Shelf

    shelf = Shelf(options.saves or locations.saves_folder())
    if shelf.folder.exists() and not shelf.folder.is_dir():
        raise _BadInputError(f"{shelf.folder} is no folder")
    for entry in shelf.entries():
        what = (
            f"{entry.play.traveller}, {len(entry.play.moves)} choices"
            if entry.play
            else f"cannot be read: {entry.problem}"
        )
        _print(f"{entry.path.name}  {entry.when:%Y-%m-%d %H:%M}  {entry.play.name + '  ' if entry.play else ''}{what}")
    _warn(f"kept in {shelf.folder}")
    return 0
