"""A lesson of simulated pupils over real sockets on loopback: what it costs the server, and whether all is there.

python benchmarks/classroom.py 1 30 300

Each pupil joins, follows the class, plays one random journey of the shipped story, a choice about every `--pause`
seconds, and hands in each. Afterwards every acknowledged choice is looked for in the facilitator's view.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import aiohttp

from game import locations
from game.classroom.edition import edition
from game.classroom.http_link import HttpLink
from game.classroom.link import GoneError
from game.classroom.names import read_code
from game.classroom.view import View, read_view
from game.classroom.wire import HandIn
from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.language.cache import load_story

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

MOST_PUPILS = 300
LONGEST = 600
"""Seconds that one lesson may take."""


@dataclass
class Served:
    """A server in a process of its own, with one class."""

    pid: int
    address: str
    code: str
    secret: str


class Cost(NamedTuple):
    memory: float
    """MiB, at its highest."""
    cpu: float
    """Seconds."""


class Lesson(NamedTuple):
    handed_in: int
    """Runs, each with one choice more."""
    acknowledged: dict[str, int]
    """The newest revision that was acknowledged, by pseudonym."""
    waits: list[float]
    """Seconds from handing in to knowing that it is kept; of each choice."""


@contextmanager
def served(folder: Path, *more: str) -> Generator[Served]:
    database = f"sqlite:///{folder / 'classes.sqlite3'}"
    words = [sys.executable, "-m", "game", "class", "serve", "--host", "127.0.0.1", "--port", "0"]
    process = subprocess.Popen([*words, "--database", database, *more], stdout=subprocess.PIPE, text=True)
    try:
        told = ""
        assert process.stdout is not None
        while "join at" not in told:
            line = process.stdout.readline()
            assert line, "the server did not start"
            told += line
        found = [re.search(what, told) for what in (r"join at (\w+://[^/\s]+)/", r"class (\S+)", r"now: (\S+)")]
        address, code, secret = (each[1] if each else "" for each in found)
        yield Served(process.pid, address, read_code(code), secret)
    finally:
        process.terminate()
        process.wait(20)


def journeys(rules: Rules, count: int, most: int, seed: int = 1, same: tuple[str, int] | None = None) -> list[HandIn]:
    """Random ones, of all travellers; `same`: the traveller and the luck of all of them."""
    dice = random.Random(seed)
    ours = edition(rules.story)
    found: list[HandIn] = []
    for _ in range(count):
        play = Playthrough(rules, *(same or (dice.choice(list(rules.story["travellers"])), dice.randrange(2**32))))
        while not play.ending and len(play.moves) < most:
            play.choose(dice.choice([each.id for each in play.choices() if each.locked is None]))
        found.append(HandIn(0, len(play.moves), ours, play.traveller, play.seed, tuple(play.moves)))
    return found


async def lesson(where: Served, runs: Sequence[HandIn], pause: float) -> Lesson:
    """One pupil for each run, all at once."""
    acknowledged: dict[str, int] = {}
    waits: list[float] = []

    async def pupil(run: HandIn) -> None:
        await asyncio.sleep(random.uniform(0, pause))
        link = HttpLink(where.address, where.code)
        name = (await link.join()).pseudonym
        follows = asyncio.create_task(_follow(link))
        for made in range(1, len(run.moves) + 1):
            began = time.monotonic()
            link.hand_in(HandIn(0, made, run.edition, run.traveller, run.seed, run.moves[:made]))
            while link.waiting:
                await asyncio.sleep(0.01)
            assert not link.refusal, link.refusal
            acknowledged[name] = made
            waits.append(time.monotonic() - began)
            await asyncio.sleep(random.uniform(0.5, 1.5) * pause)
        follows.cancel()
        await link.close()

    async with asyncio.timeout(LONGEST):
        await asyncio.gather(*(pupil(run) for run in runs))
    return Lesson(len(waits), acknowledged, sorted(waits))


async def _follow(link: HttpLink) -> None:
    version = 0
    with suppress(GoneError):
        while True:
            version = (await link.seen(version)).standing.version


async def what_is_there(where: Served, rules: Rules) -> View:
    said = {"Authorization": f"Bearer {where.secret}"}
    async with (
        aiohttp.ClientSession(headers=said) as session,
        session.get(f"{where.address}/api/{where.code}/facilitator/view") as response,
    ):
        return read_view(await response.read(), rules)


def missing(view: View, handed: Lesson, runs: Sequence[HandIn]) -> list[str]:
    """Pseudonyms of those of whom something acknowledged is not there."""
    there = {pupil.pseudonym: pupil.runs for pupil in view.pupils}
    whole = {(run.traveller, run.seed): run.moves for run in runs}
    return [
        name
        for name, revision in handed.acknowledged.items()
        if not there.get(name)
        or there[name][0].moves != whole[there[name][0].journey.traveller, there[name][0].journey.seed][:revision]
    ]


def cost(pid: int) -> Cost:
    peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return Cost(int(peak[1]) / 1024 if peak else 0.0, ticks / os.sysconf("SC_CLK_TCK"))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("pupils", nargs="*", type=int, default=[1, 30, MOST_PUPILS])
    asked.add_argument("--choices", type=int, default=30, help="of each pupil, at most")
    asked.add_argument("--pause", type=float, default=2.0, help="seconds between two choices of a pupil")
    options = asked.parse_args()
    rules = Rules(load_story(locations.story_folder(), locations.cache_folder()))
    print("pupils  choices  seconds  server MiB  server CPU s  CPU ms a choice  median s  slowest s  missing")
    for count in options.pupils:
        runs = journeys(rules, min(count, MOST_PUPILS), options.choices)
        with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as where:
            before, began = cost(where.pid), time.monotonic()
            handed = asyncio.run(lesson(where, runs, options.pause))
            took, after = time.monotonic() - began, cost(where.pid)
            lost = missing(asyncio.run(what_is_there(where, rules)), handed, runs)
            cpu = after.cpu - before.cpu
            print(
                f"{count:6}  {handed.handed_in:7}  {took:7.0f}  {after.memory:10.1f}  {cpu:12.2f}  "
                f"{1000 * cpu / handed.handed_in:15.1f}  {handed.waits[handed.handed_in // 2]:8.2f}  "
                f"{handed.waits[-1]:9.2f}  {len(lost):7}",
                flush=True,
            )


if __name__ == "__main__":
    main()
