"""`otherbank graph`: the map of a story, as a file or to walk in the terminal."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.proving import proving
from game.cli.shell import BadInputError, folder_of, hand_on, needs_numpy, rules_of, traveller_of, warn

if TYPE_CHECKING:
    from game.authoring.graph.colours import Painted
    from game.authoring.graph.story_map import StoryMap
    from game.authoring.graph.tested import Tested
    from game.engine.rules import Rules

_FORMATS = {".svg": "svg", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid", ".mermaid": "mermaid", ".json": "json"}


def add_to(commands: Any) -> None:
    graph = commands.add_parser("graph", help="the map of a story: a picture, or to walk in the terminal")
    graph.set_defaults(run=_graph)
    graph.add_argument("folder", nargs="?", type=Path, metavar="STORY", help="default: the story of the game")
    graph.add_argument("-o", dest="file", type=Path, metavar="FILE", help="default: printed")
    graph.add_argument("--format", choices=sorted(set(_FORMATS.values())), help="default: as FILE is named, or svg")
    graph.add_argument("--tui", action="store_true", help="walk it in the terminal")
    graph.add_argument("--traveller", metavar="ID", help="what this one may come to")
    graph.add_argument("--from", dest="start", metavar="SCENE", help="what can be come to from there")
    graph.add_argument("--depth", type=int, metavar="N", help="at most so many scenes ahead")
    graph.add_argument("--group", choices=["file", "place", "none"], help="default: file, unless there are few scenes")
    graph.add_argument(
        "--colour", choices=["place", "chance", "tested"], default="place",
        help="by where the player is, how likely a scene is, or whether a playthrough test goes through it",
    )  # fmt: skip
    graph.add_argument(
        "--states", type=int, default=20_000_000, metavar="N", help="at most, for chances; each takes some 250 bytes"
    )


def _graph(options: argparse.Namespace) -> int:
    folder = folder_of(options.folder)
    rules = rules_of(folder)
    drawn = _part(options, rules)
    if options.tui:
        return _walk(options, rules, drawn, folder)
    hand_on(options.file, _written(options, rules, drawn, folder))
    return 0


def _part(options: argparse.Namespace, rules: Rules) -> StoryMap:
    from game.authoring.graph.part import of_traveller, onward
    from game.authoring.graph.story_map import story_map

    found = story_map(rules.story)
    if options.depth is not None and options.depth < 0:
        raise BadInputError("--depth counts scenes ahead: nought or more")
    if options.traveller:
        who = rules.story["travellers"][traveller_of(rules.story, options.traveller)]
        found = of_traveller(found, who["name"])
    if options.start:
        found = onward(found, [_scene(options.start, found)], options.depth)
    elif options.depth is not None:
        found = onward(found, [name for name, scene in found.scenes.items() if scene.begins], options.depth)
    return found


def _scene(name: str, found: StoryMap) -> str:
    if name not in found.scenes:
        from difflib import get_close_matches

        near = ", ".join(get_close_matches(name, found.scenes, 3))
        raise BadInputError(f"there is no scene {name!r} on the map" + (f". Near to it: {near}" if near else ""))
    return name


def _written(options: argparse.Namespace, rules: Rules, drawn: StoryMap, folder: Path) -> str:
    from game.authoring.graph.story_map import data

    form = options.format or _FORMATS.get(options.file.suffix.lower() if options.file else ".svg")
    if form is None:
        raise BadInputError(f"{options.file.name}: no known ending ({', '.join(_FORMATS)}). Give --format")
    if form == "json":
        return json.dumps(data(drawn), ensure_ascii=False, indent=1)
    from game.authoring.graph.panels import grouped

    groups, painted = grouped(drawn, options.group), _painted(options, rules, drawn, folder)
    if form == "svg":
        from game.authoring.graph.svg import svg

        return svg(drawn, groups, painted)
    if form == "dot":
        from game.authoring.graph.dot import dot

        return dot(drawn, groups, painted)
    from game.authoring.graph.mermaid import MOST_LETTERS, MOST_WAYS, mermaid

    written = mermaid(drawn, groups, painted)
    if len(drawn.ways) > MOST_WAYS or len(written) > MOST_LETTERS:
        warn(
            f"Most pages that draw Mermaid take no more than {MOST_WAYS} ways and {MOST_LETTERS:,} letters; here are "
            f"{len(drawn.ways):,} and {len(written):,}. --traveller, --from and --depth choose a part"
        )
    return written


def _painted(options: argparse.Namespace, rules: Rules, drawn: StoryMap, folder: Path) -> Painted:
    from game.authoring.graph import colours

    if options.colour == "chance":
        return colours.by_chance(drawn, _likeliest(_chances(options, rules)))
    if options.colour == "tested":
        return colours.by_tests(drawn, _tested(rules, folder).scenes)
    return colours.by_place(drawn)


def _chances(options: argparse.Namespace, rules: Rules) -> dict[str, dict[str, float]]:
    """By traveller and scene."""
    needs_numpy("How likely a scene is")
    from game.prover.explore import Budget
    from game.prover.odds import NotDecidedError
    from game.prover.visits import visits

    travellers = [options.traveller] if options.traveller else list(rules.story["travellers"])
    try:
        with proving() as tell:
            found = visits(rules.story, travellers, Budget(options.states), tell)
    except NotDecidedError as error:
        raise BadInputError(f"not decided: there are more than {error} states. Give more (--states)") from None
    return {traveller: each.chances for traveller, each in found.items()}


def _likeliest(chances: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """By scene, for the traveller who is likeliest to come there."""
    best: dict[str, float] = {}
    for by_scene in chances.values():
        for scene, share in by_scene.items():
            best[scene] = max(share, best.get(scene, 0))
    return best


def _tested(rules: Rules, folder: Path) -> Tested:
    from game.authoring.graph.tested import passed
    from game.saves.playthrough_file import Saved, UnreadableError
    from game.saves.shelf import load

    plays: list[Saved] = []
    for file in sorted((folder / "playthroughs").glob("*.yaml")):
        try:
            plays.append(load(file))
        except UnreadableError as error:
            warn(f"{error}. It is left out")
    return passed(rules, plays)


def _walk(options: argparse.Namespace, rules: Rules, drawn: StoryMap, folder: Path) -> int:
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise BadInputError("graph --tui needs a terminal with screens; without --tui the map is printed")
    import gc

    from game.authoring.graph.walk import Walk

    gc.enable()
    chances = _chances(options, rules) if options.colour == "chance" else {}
    Walk(drawn, folder, _tested(rules, folder), chances, options.start).run()
    return 0
