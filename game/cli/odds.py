"""`otherbank odds`: the exact chances of a story, from the start or from any point of a playthrough."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.proving import budget, proving
from game.cli.shell import BadInputError, folder_of, needs_numpy, rules_of, say, traveller_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from game.engine.playthrough import Playthrough
    from game.engine.rules import Rules
    from game.prover.solve import Goal


def add_to(commands: Any) -> None:
    odds = commands.add_parser("odds", help="the exact chance of every ending, by traveller or from a playthrough")
    odds.set_defaults(run=_odds)
    odds.add_argument("folder", nargs="?", type=Path, metavar="STORY", help="default: the story of the game")
    odds.add_argument("--traveller", action="append", metavar="WHO", help="this one; may be given again")
    odds.add_argument("--endings", action="store_true", help="of each ending, not of groups of them")
    odds.add_argument("--when", metavar="CONDITION", help="of ending with this being true, such as 'money > 10'")
    odds.add_argument("--from", dest="file", type=Path, metavar="FILE", help="from where this playthrough is")
    odds.add_argument("--json", action="store_true", help="as data, with all digits")
    odds.add_argument(
        "--states",
        type=budget,
        default=20_000_000,
        metavar="N",
        help="at most, for each traveller; each takes some 250 bytes",
    )


def _odds(options: argparse.Namespace) -> int:
    needs_numpy("Odds of a whole story")
    from game.prover.odds import NotDecidedError

    folder = folder_of(options.folder)
    rules = rules_of(folder)
    try:
        return _fork(options, rules, folder) if options.file else _table(options, rules, folder)
    except NotDecidedError as error:
        raise BadInputError(
            f"not decided: there are more than {error} states. Give more (--states), or give the model to an"
            " existing model checker: `otherbank export jani`"
        ) from None


def _table(options: argparse.Namespace, rules: Rules, folder: Path) -> int:
    from game.prover.chances import chart, data, signs
    from game.prover.explore import Budget
    from game.prover.odds import odds

    chosen = [traveller_of(rules.story, each) for each in options.traveller or ()]
    travellers = chosen or list(rules.story["travellers"])
    goals = _goals(options, rules, folder)
    with proving() as tell:
        found = odds(rules.story, travellers, goals, Budget(options.states), tell)
    drawn = signs(sys.stdout.encoding)
    say(_json(data(found)) if options.json else chart(rules.story, found, _width(), drawn))
    return 0


def _fork(options: argparse.Namespace, rules: Rules, folder: Path) -> int:
    from game.prover.chances import fork_data, fork_lines, signs
    from game.prover.explore import Budget
    from game.prover.odds import fork

    playthrough = _played(options.file, rules)
    with proving() as tell:
        found = fork(playthrough, _goals(options, rules, folder), Budget(options.states), tell)
    drawn = signs(sys.stdout.encoding)
    say(_json(fork_data(playthrough, found)) if options.json else fork_lines(playthrough, found, _width(), drawn))
    return 0


def _width() -> int:
    """The columns of the terminal; what is piped is as wide as it may be."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 80


def _json(found: object) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1)


def _goals(options: argparse.Namespace, rules: Rules, folder: Path) -> Mapping[str, Goal]:
    from game.prover.odds import endings, groups, holding
    from game.prover.trees import tree

    if options.when:
        from game.language.compiler import compile_condition

        asked, report = compile_condition(folder, options.when)
        if report:
            wrong = report.in_order()[0]
            raise BadInputError(f"--when, column {wrong.position.column}: {wrong.message} {wrong.mend}")
        return {options.when: holding(rules.story, tree(asked))}
    return endings(rules.story) if options.endings else groups(rules.story)


def _played(file: Path, rules: Rules) -> Playthrough:
    from game.engine.replay import replay
    from game.saves.playthrough_file import UnreadableError, foreign
    from game.saves.shelf import load
    from game.wording.playthrough import strayed

    try:
        play = load(file)
    except UnreadableError as error:
        raise BadInputError(str(error)) from None
    if reason := foreign(play, rules.story):
        raise BadInputError(f"{file}: {reason}")
    playthrough, divergence = replay(rules, play.traveller, play.seed, play.moves)
    if divergence:
        raise BadInputError(f"{file}: {strayed(divergence)}")
    if playthrough.ending or playthrough.stuck:
        raise BadInputError(f"{file} has ended: there is nothing left to chance. Leave out its last choices")
    return playthrough
