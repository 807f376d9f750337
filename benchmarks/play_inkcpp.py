"""Plays a compiled ink story at random with inkcpp; prints turns per second."""

from __future__ import annotations

import json
import random
import sys
import time

import inkcpp_py as ink

compiled, turns = sys.argv[1], int(sys.argv[2])
binary = compiled + ".bin"
ink.compile_json(compiled, binary)
story = ink.Story.from_file(binary)  # kept: the runner points into it
runner = story.new_runner()
dice = random.Random(1)
length = 0
begun = time.perf_counter()
for _ in range(turns):
    length += len(runner.getall())
    choices = list(runner)
    for choice in choices:
        length += len(choice.text())
    runner.choose(dice.randrange(len(choices)))
print(json.dumps({"rate": turns / (time.perf_counter() - begun), "length": length / turns}))
