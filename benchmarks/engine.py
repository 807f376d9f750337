"""Turns per second of random play, ours beside ink's engines, in one run on one machine.

`python benchmarks/engine.py [--turns N] [--inkjs FOLDER] [--inkcpp PYTHON]`: FOLDER is where `npm install inkjs` was
run, PYTHON an interpreter that has `inkcpp-py`. Either may be left out. inkcpp reads what inkjs compiled.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import tempfile
import time
from pathlib import Path

import synthetic

from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.engine.story import Story
from game.engine.text import plain
from game.language.compiler import compile_story
from game.locations import story_folder

HERE = Path(__file__).parent
SCENES, VARIABLES = 50, 10
ROUNDS = 3


def ours(story: Story, turns: int) -> dict[str, float]:
    """Random play from a fresh start whenever a journey ends; every passage and choice is read as a player reads it."""
    rules = Rules(story)
    dice = random.Random(1)
    travellers = list(story["travellers"])
    length = done = 0
    begun = time.perf_counter()
    while done < turns:
        playthrough = Playthrough(rules, dice.choice(travellers), dice.randrange(2**32))
        while done < turns:
            length += len(plain(playthrough.passage.text))
            options = playthrough.choices()
            for option in options:
                length += len(plain(option.say))
            open_now = [option for option in options if option.locked is None]
            if not open_now or len(playthrough.moves) > 1000:
                break
            playthrough.choose(dice.choice(open_now).id)
            done += 1
    return {"rate": turns / (time.perf_counter() - begun), "length": length / turns}


def theirs(command: list[str], **environment: str) -> dict[str, float]:
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **environment})
    return json.loads(done.stdout)


def best(rounds: list[dict[str, float]]) -> dict[str, float]:
    return max(rounds, key=lambda each: each["rate"])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=100_000)
    options.add_argument("--inkjs", type=Path)
    options.add_argument("--inkcpp", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        folder, ink = synthetic.write(room, SCENES, VARIABLES)
        compiled = room / "story.json"
        story, report = compile_story(folder)
        assert story, report.in_order()
        rounds: dict[str, list[dict[str, float]]] = {"the other bank": [], "inkjs": [], "inkcpp": []}
        for _ in range(ROUNDS):
            rounds["the other bank"].append(ours(story, given.turns))
            if given.inkjs:
                modules = str(given.inkjs / "node_modules")
                command = ["node", str(HERE / "play_inkjs.js"), str(ink), str(given.turns // 4), str(compiled)]
                rounds["inkjs"].append(theirs(command, NODE_PATH=modules))
            if given.inkcpp and given.inkjs:
                command = [str(given.inkcpp), str(HERE / "play_inkcpp.py"), str(compiled), str(given.turns)]
                rounds["inkcpp"].append(theirs(command))
        mine = best(rounds["the other bank"])
        print(f"synthetic story, {SCENES} scenes, {VARIABLES} variables; best of {ROUNDS} rounds")
        for engine, found in rounds.items():
            if found:
                top = best(found)
                print(
                    f"  {engine:16} {top['rate']:>9,.0f} turns/s   {top['length']:.0f} characters a turn   "
                    f"{mine['rate'] / top['rate']:.2f}x as fast are we"
                )
    shipped, report = compile_story(story_folder())
    if shipped:
        found = best([ours(shipped, given.turns // 2) for _ in range(ROUNDS)])
        print(f"the shipped story: {found['rate']:,.0f} turns/s, {found['length']:.0f} characters a turn")


if __name__ == "__main__":
    main()
