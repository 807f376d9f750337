"""What checking, exact odds and the map cost as stories grow, and how fast the prover is beside Storm on the same one.

`python benchmarks/scale.py [SCENES ...] [--wide N] [--storm]`

Each measurement is a process of its own: seconds of its own computing, not of waiting, so that other work on the
machine matters less; and its greatest memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import chaptered

from game.engine.story import Story
from game.language.compiler import compile_story


def compiled(folder: Path) -> Story:
    story, report = compile_story(folder)
    assert story is not None, report.in_order()
    return story


def _check(folder: Path) -> dict[str, Any]:
    from game.prover import check as checking
    from game.prover.explore import Budget

    checking._MANY = 10**9  # pyright: ignore[reportPrivateUsage] - one process, so that its cost is seen
    checked = checking.check(folder, Budget(states=SO_MANY))
    assert checked.proof is not None
    return {"states": checked.proof.states, "proved": not checked.proof.unfinished}


def _explore(folder: Path) -> dict[str, Any]:
    """As for odds: with nothing told apart but what steers."""
    from game.prover.classes import classes
    from game.prover.explore import Budget, reached
    from game.prover.model import model
    from game.prover.steps import Chart

    of_one = model(compiled(folder), ["one"])
    before = time.process_time()
    chart = Chart(of_one, classes(of_one))
    begun = time.process_time()
    found = reached(chart, Budget(states=SO_MANY))
    explored = time.process_time() - begun
    return {"states": found.count, "proved": not found.unfinished, "classes": begun - before, "explored": explored}


def _odds(folder: Path) -> dict[str, Any]:
    from game.prover.explore import Budget
    from game.prover.odds import NotDecidedError, endings, odds

    story = compiled(folder)
    begun = time.process_time()
    try:
        found = odds(story, ["one"], endings(story), Budget(states=SO_MANY))["one"]
    except NotDecidedError as error:
        return {"states": int(str(error)), "proved": False}
    work = time.process_time() - begun
    return {"states": found.states, "proved": True, "odds": found.odds["across"].random, "work": work}


def _graph(folder: Path) -> dict[str, Any]:
    from game.authoring.graph.colours import by_place
    from game.authoring.graph.panels import grouped
    from game.authoring.graph.story_map import story_map
    from game.authoring.graph.svg import svg

    found = story_map(compiled(folder))
    written = svg(found, grouped(found, "file"), by_place(found))
    return {"bytes": len(written), "ways": len(found.ways)}


def _roads(folder: Path) -> dict[str, Any]:
    from game.prover.classes import classes
    from game.prover.explore import Budget, reached
    from game.prover.model import model
    from game.prover.roads import roads
    from game.prover.steps import Chart

    of_one = model(compiled(folder), ["one"])
    found = reached(Chart(of_one, classes(of_one)), Budget(states=SO_MANY))
    return {"transitions": len(roads(found).to)}


def _storm(folder: Path) -> dict[str, Any]:
    """What `_odds` finds: of all endings, by random play, and the best and the worst."""
    import stormpy

    from game.authoring.export.jani import jani

    story = compiled(folder)
    built, chances = dict[str, float](), dict[str, float]()
    work = 0.0
    for kind in ("dtmc", "mdp"):
        file = folder / f"{kind}.jani"
        file.write_text(json.dumps(jani(story, "one", kind)), "utf-8")
        begun = time.process_time()
        found, properties = stormpy.parse_jani_model(str(file))
        asked = list(properties.values()) if isinstance(properties, dict) else list(properties)
        model = stormpy.build_model(found, asked)
        built[kind] = time.process_time() - begun
        for each in asked:
            value = stormpy.model_checking(model, each).get_value(model.initial_states[0])
            chances[f"{kind} {each.get_name()}"] = value
        work += time.process_time() - begun
    return {"states": model.nr_states, "built": built["dtmc"], "odds": chances["dtmc Pmax_at_across"], "work": work}


SO_MANY = 50_000_000
PARTS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "check": _check, "explore": _explore, "odds": _odds, "graph": _graph, "roads": _roads, "storm": _storm,
}  # fmt: skip


def measured(part: str, folder: Path) -> dict[str, Any]:
    """What a part finds, with its seconds and megabytes; worked out in a process of its own."""
    run = subprocess.run(
        [sys.executable, __file__, "--part", part, "--folder", str(folder)], capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise SystemExit(f"{part}: {run.stderr[-2000:]}")
    return json.loads(run.stdout)


def _one_part(part: str, folder: Path) -> None:
    begun = time.process_time()
    found = PARTS[part](folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(json.dumps({**found, "seconds": time.process_time() - begun, "peak": peak}))


def grown(scenes: int, wide: int, room: Path) -> None:
    folder = chaptered.write(room / f"{scenes}-{wide}", scenes, wide)
    explored, roads = measured("explore", folder), measured("roads", folder)
    states = explored["states"]
    print(
        f"\n{scenes:,} scenes, width {wide}: {states:,} states, {roads['transitions']:,} transitions; explored at "
        f"{states / explored['explored'] / 1e6:.1f} M states a second, classes {explored['classes']:.2f} s"
    )
    for part in ("check", "odds", "graph"):
        found = measured(part, folder)
        each = f"{found['seconds'] / found['states'] * 1e6:6.2f} us a state" if "states" in found else ""
        proved = "" if found.get("proved", True) else "   NOT proved: more states than the budget"
        per_scene = f"{found['seconds'] / scenes * 1e3:7.2f} ms a scene"
        print(f"  {part:6} {found['seconds']:8.2f} s  {found['peak']:7.0f} MB  {per_scene}  {each}{proved}")


def beside_storm(scenes: int, wide: int, room: Path) -> None:
    folder = chaptered.write(room / f"storm-{scenes}", scenes, wide)
    ours, storm = measured("odds", folder), measured("storm", folder)
    explored = measured("explore", folder)
    assert abs(ours["odds"] - storm["odds"]) < 1e-9 * ours["odds"] + 1e-5, (ours, storm)
    print(
        f"\nbeside Storm, {scenes:,} scenes, {explored['states']:,} states (Storm has {storm['states']:,}): exploring "
        f"takes it {storm['built'] / explored['explored']:.1f}x as long; the odds of all endings, random, best and "
        f"worst, {storm['work'] / ours['work']:.1f}x; memory {storm['peak'] / ours['peak']:.1f}x"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("scenes", nargs="*", type=int)
    parser.add_argument("--wide", type=int, default=1, help="of the ranges of the numbers, from nought")
    parser.add_argument("--storm", action="store_true")
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        _one_part(options.part, options.folder)
        return
    with tempfile.TemporaryDirectory() as name:
        for scenes in options.scenes or (100, 1_000, 10_000):
            grown(scenes, options.wide, Path(name))
        if options.storm:
            beside_storm(100, options.wide, Path(name))


if __name__ == "__main__":
    main()
