"""`otherbank check`: all that is wrong with a story."""

from __future__ import annotations

import argparse
import json
import time
from contextlib import suppress
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game import locations
from game.cli.proving import budget, proving
from game.cli.shell import FAILED, INTERRUPTED, folder_of, has_numpy, say, warn

if TYPE_CHECKING:
    from game.prover.check import Checked


def add_to(commands: Any) -> None:
    check = commands.add_parser("check", help="prove a story: name everything that is wrong with it")
    check.set_defaults(run=_check)
    check.add_argument("folder", nargs="?", type=Path, metavar="STORY", help="default: the story of the game")
    check.add_argument("--json", action="store_true", help="as data, for editors")
    check.add_argument("--states", type=budget, default=200_000_000, metavar="N", help="at most, for each traveller")
    check.add_argument("--seconds", type=budget, default=inf, metavar="S", help="look for no longer than S")


def _check(options: argparse.Namespace) -> int:
    folder = folder_of(options.folder)
    if not has_numpy():
        return _loaded(folder)
    from game.prover.check import check
    from game.prover.explore import Budget
    from game.prover.printed import data, lines

    spends = Budget(options.states, time.monotonic() + options.seconds)
    with proving() as waiting:
        checked = check(folder, spends, waiting)
    shown = _playthroughs(checked, folder)
    say(
        json.dumps(data(checked, shown), ensure_ascii=False, indent=1)
        if options.json
        else lines(checked, folder, shown)
    )
    if waiting.stopped:
        return INTERRUPTED
    return FAILED if checked.story is None or any(each.proved_wrong for each in checked.findings) else 0


def _loaded(folder: Path) -> int:
    """What can be said of a story where nothing can be proved."""
    from game.language.compiler import compile_story
    from game.language.frames import frames
    from game.language.size import size

    story, report = compile_story(folder)
    if story is None:
        say(frames(report, folder))
        return FAILED
    say(f"no mistakes that loading shows: {size(story)}.")
    warn("Nothing was proved: that needs numpy. In the game's folder: pip install '.[author]'")
    return 0


def _playthroughs(checked: Checked, folder: Path) -> dict[int, Path]:
    """A playthrough file for each finding that one shows, where there is room for it."""
    from game.saves.atomic import write
    from game.saves.playthrough_file import Saved, written

    files = dict[int, Path]()
    if checked.story is None:
        return files
    story = checked.story["about"]["id"]
    for number, way in checked.shown.items():
        what = checked.findings[number].diagnostic
        name = f"{what.kind.code}-{Path(what.position.file).stem}-{what.position.line}.yaml".lower()
        file = locations.cache_folder() / "shown" / folder.resolve().name / name
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            write(file, written(Saved(story, way.traveller, way.seed, tuple(way.moves), what.message)))
            files[number] = file
    return files
