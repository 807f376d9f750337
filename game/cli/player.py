"""The player's commands: play, replay, test, saves, sources."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game import locations
from game.cli.shell import (
    BAD_INPUT,
    FAILED,
    BadInputError,
    folder_of,
    language_of,
    language_option,
    rules_of,
    say,
    story_option,
    warn,
)
from game.wording import OWN, _, ngettext

if TYPE_CHECKING:
    from game.engine.playthrough import Playthrough
    from game.engine.rules import Rules
    from game.saves.run import Run
    from game.saves.shelf import Shelf
    from game.tui.languages import Languages


def add_to(commands: Any) -> None:
    play = commands.add_parser("play", help="play (the default)")
    play.set_defaults(run=_play)
    story_option(play)
    play.add_argument("file", nargs="?", type=Path, help="a playthrough file to go on with")
    play.add_argument("--load", type=Path, metavar="FILE", help="the same")
    play.add_argument("--continue", dest="resume", action="store_true", help="go on with the latest game")
    play.add_argument("--traveller", metavar="ID", help="whose road; asked for if left out")
    play.add_argument("--seed", type=_seed, metavar="N", help="the luck: the same number is the same luck")
    play.add_argument("--dealt", action="append", metavar="WHAT", help="what luck has to deal before the first choice")
    play.add_argument("--saves", type=Path, metavar="FOLDER", help="where playthroughs are kept")
    language_option(play)
    play.add_argument("--plain", action="store_true", help="lines of text instead of screens")

    replay = commands.add_parser("replay", help="print the transcript of a playthrough file")
    replay.set_defaults(run=_replay)
    story_option(replay)
    language_option(replay)
    replay.add_argument("file", type=Path, metavar="FILE", help="a playthrough file, or a journey's one word")
    replay.add_argument("--marks", action="store_true", help="with the marks of what was reported")

    test = commands.add_parser("test", help="run playthrough files as tests of the story")
    test.set_defaults(run=_test)
    story_option(test)
    test.add_argument(
        "files", nargs="*", type=Path, help="playthrough files, or a story's folder; default: all of the story's"
    )

    saves = commands.add_parser("saves", help="list the playthroughs that are kept, and where")
    saves.set_defaults(run=_saves)
    saves.add_argument("--saves", type=Path, metavar="FOLDER")

    sources = commands.add_parser("sources", help="list what was reported, with its sources, and what is estimated")
    sources.set_defaults(run=_sources)
    story_option(sources)
    language_option(sources)


def _seed(text: str) -> int:
    from game.saves.playthrough_file import UnreadableError, read_seed

    try:
        return read_seed(text)
    except UnreadableError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _play(options: argparse.Namespace) -> int:
    from game.saves.shelf import Shelf

    language = language_of(options.story, options.language)
    rules = rules_of(options.story, language)
    shelf = Shelf(options.saves or locations.saves_folder())
    if options.plain or not sys.stdout.isatty() or not sys.stdin.isatty() or os.environ.get("TERM") in ("dumb", ""):
        return _play_plain(options, rules, shelf)
    from game.tui.app import play

    languages = _languages(options.story, language or OWN)
    return play(rules, shelf, _chosen_run(options, rules, shelf), locations.settings_file(), languages)


def _languages(story: Path | None, spoken: str) -> Languages:
    from game.engine.rules import Rules
    from game.language.cache import load_story
    from game.language.folder import languages
    from game.tui.languages import Languages

    folder = folder_of(story)

    def told(language: str) -> Rules:
        return Rules(load_story(folder, locations.cache_folder(), "" if language == OWN else language))

    return Languages([OWN, *languages(folder)], spoken, told)


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

    path = options.file or options.load or (_latest(shelf, rules.story["about"]["id"]) if options.resume else None)
    if path:
        try:
            run, divergence = Run.resume(rules, shelf, path)
        except UnreadableError as error:
            raise BadInputError(str(error)) from None
        if divergence:
            from game.wording.playthrough import strayed

            then = _("The game goes on from the last that does; the file is left as it was.")
            warn(f"{path.name}: {strayed(divergence)} {then}")
        return run
    if options.traveller is None:
        if options.dealt:
            raise BadInputError(_("{option} needs --traveller: each is dealt other things", option="--dealt"))
        return None
    if options.traveller not in rules.story["travellers"]:
        from game.language.diagnostics import meant

        known = rules.story["travellers"]
        raise BadInputError(
            f"{_('there is no traveller `{traveller}`.', traveller=options.traveller)}"
            f"{meant(options.traveller, known)} "
            f"{_('There are: {travellers}', travellers=', '.join(known))}"
        )
    return Run.begin(rules, shelf, options.traveller, _seed_of(options, rules))


def _seed_of(options: argparse.Namespace, rules: Rules) -> int | None:
    """The luck that was asked for: by its number, by what it deals, or any."""
    if not options.dealt:
        return options.seed
    from game.engine.deal import dealable, seeds_with

    if options.seed is not None:
        raise BadInputError(_("--seed and --dealt cannot both be: a seed deals what it deals"))
    if (seed := next(seeds_with(rules, options.traveller, options.dealt), None)) is None:
        known = ", ".join(dealable(rules, options.traveller)) or _("nothing")
        raise BadInputError(
            _(
                "no luck deals `{traveller}` all of this together: {wanted}. What can be dealt: {known}",
                traveller=options.traveller,
                wanted=", ".join(options.dealt),
                known=known,
            )
        )
    return seed


def _latest(shelf: Shelf, story: str) -> Path:
    if entry := shelf.latest(story):
        return entry.path
    raise BadInputError(_("there is no game to go on with in {folder}", folder=shelf.folder))


def _replay(options: argparse.Namespace) -> int:
    from game.engine.replay import replay
    from game.plain.pages import so_far
    from game.saves.playthrough_file import UnreadableError, foreign
    from game.saves.shelf import load
    from game.wording.playthrough import strayed

    rules = rules_of(options.story, language_of(options.story, options.language))
    if not options.file.suffix and not options.file.exists():
        say("\n\n".join(so_far(_of_word(rules, options.file.name), marked=options.marks)))
        return 0
    try:
        play = load(options.file)
    except UnreadableError as error:
        raise BadInputError(str(error)) from None
    if reason := foreign(play, rules.story):
        raise BadInputError(f"{options.file.name}: {reason}")
    playthrough, divergence = replay(rules, play.traveller, play.seed, play.moves)
    say("\n\n".join(so_far(playthrough, marked=options.marks)))
    if divergence:
        raise BadInputError(f"{options.file.name}: {strayed(divergence)}")
    return _tested(rules, [options.file]) if play.expect else 0


def _of_word(rules: Rules, word: str) -> Playthrough:
    from game.saves.codeword import NoCodewordError, read_codeword

    try:
        return read_codeword(rules, word)
    except NoCodewordError as error:
        raise BadInputError(_("there is no such file, and {problem}", problem=error)) from None


def _test(options: argparse.Namespace) -> int:
    story, files = options.story, options.files
    if story is None and len(files) == 1 and files[0].is_dir():
        story, files = files[0], []
    rules = rules_of(story)
    folder = (story or locations.story_folder()) / "playthroughs"
    files = files or sorted(folder.glob("*.yaml"))
    if not files:
        raise BadInputError(_("there are no playthrough files in {folder}", folder=folder))
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
            warn(str(error))
            unreadable += 1
        else:
            failed += bool(wrong)
            for words in wrong:
                warn(f"{file.name}: {words}")
    warn(
        _("{right} of {all} playthroughs come out as they say", right=len(files) - failed - unreadable, all=len(files))
    )
    return BAD_INPUT if unreadable else FAILED if failed else 0


def _saves(options: argparse.Namespace) -> int:
    from game.saves.shelf import Shelf

    shelf = Shelf(options.saves or locations.saves_folder())
    if shelf.folder.exists() and not shelf.folder.is_dir():
        raise BadInputError(_("{folder} is no folder", folder=shelf.folder))
    for entry in shelf.entries():
        what = (
            f"{entry.play.traveller}, {ngettext('{count} choice', '{count} choices', len(entry.play.moves))}"
            if entry.play
            else f"{_('cannot be read')}: {entry.problem}"
        )
        say(f"{entry.path.name}  {entry.when:%Y-%m-%d %H:%M}  {entry.play.name + '  ' if entry.play else ''}{what}")
    warn(_("kept in {folder}", folder=shelf.folder))
    return 0


def _sources(options: argparse.Namespace) -> int:
    from game.plain.pages import sources

    rules = rules_of(options.story, language_of(options.story, options.language))
    say("\n".join(sources(rules.story)))
    return 0
