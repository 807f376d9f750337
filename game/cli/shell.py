"""What every command needs: the streams, the words it prints, the story it is about."""

from __future__ import annotations

import argparse
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from game import locations
from game.wording import _

if TYPE_CHECKING:
    from game.engine.rules import Rules
    from game.engine.story import Story

FAILED = 1
BAD_INPUT = 2
INTERRUPTED = 130


class BadInputError(Exception):
    """What the person gave cannot be used; the words say why, and what would do."""


def open_streams() -> None:
    """Streams that were closed are empty ones; what no stream can spell is shown as such."""
    sys.stdin = sys.stdin or _nothing("r")
    sys.stdout = sys.stdout or _nothing("w")
    sys.stderr = sys.stderr or _nothing("w")
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _nothing(mode: str) -> TextIO:
    return TextIOWrapper(Path(os.devnull).open(f"{mode}b"), encoding="utf-8")


def discard(stream: TextIO) -> None:
    """What is still to be printed there goes nowhere, so that leaving is quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say(words: str) -> None:
    from game.plain.console import bare

    print(bare(words))


def hand_on(file: Path | None, text: str) -> None:
    """Prints what was made, or writes it to a file that others may read, unlike a save."""
    if file is None:
        say(text)
        return
    from game.saves.atomic import write

    write(file, text)
    if file.is_file():
        file.chmod(0o644)


def warn(words: str) -> None:
    from game.plain.console import bare

    try:
        print(bare(words), file=sys.stderr)
    except OSError:  # where nobody can be warned, the exit code still tells
        discard(sys.stderr)


def folder_of(chosen: Path | None) -> Path:
    """Of a story: the one that was chosen, or the game's own."""
    folder = chosen or locations.story_folder()
    if not folder.is_dir():
        raise BadInputError(_("there is no story folder {folder}", folder=folder))
    next(folder.iterdir(), None)  # which says so where one may not look
    if not any(folder.rglob("*.yaml")):
        raise BadInputError(_("there is no story in {folder}: it has no .yaml file", folder=folder))
    return folder


def has_numpy() -> bool:
    from importlib.util import find_spec

    return find_spec("numpy") is not None


def needs_numpy(what: str) -> None:
    if not has_numpy():
        raise BadInputError(f"{what} needs numpy. In the game's folder: pip install '.[author]'")


def language_of(folder: Path | None, asked: str = "") -> str:
    """The language to read a story in, and the game to speak from now on: the one that was asked for, the one that the
    player has set, or the one that the system asks for if the story has it. Empty: the story's own."""
    from game import settings
    from game.language.folder import languages
    from game.wording import OWN, speak
    from game.wording.system import wanted

    known = [OWN, *languages(folder_of(folder))]
    kept = settings.load(locations.settings_file()).language
    language = asked or next((code for code in ([kept] if kept in known else wanted()) if code in known), OWN)
    if language not in known:
        told = ", ".join(known)
        raise BadInputError(
            _("the story is not translated into `{language}`. It can be read in: {told}", language=language, told=told)
        )
    speak(language)
    return "" if language == OWN else language


def rules_of(folder: Path | None, language: str = "") -> Rules:
    from game.engine.rules import Rules
    from game.language.cache import BrokenStoryError, load_story

    chosen = folder_of(folder)
    try:
        return Rules(load_story(chosen, locations.cache_folder(), language))
    except BrokenStoryError as error:
        from game.language.frames import frames

        raise BadInputError(
            f"{_('the story in {folder} has mistakes:', folder=chosen)}\n\n{frames(error.report, chosen)}"
        ) from None


def traveller_of(story: Story, name: str) -> str:
    if name not in story["travellers"]:
        raise BadInputError(f"this story has no traveller {name!r}. It has {', '.join(story['travellers'])}")
    return name


def story_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--story", type=Path, metavar="FOLDER", help="another story than the game's own")


def language_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", default="", metavar="LANG", help="a language that the story is translated into")
