"""A class in browsers beside stock textual-serve: what it costs the teacher's machine, and what one pupil sees.

python benchmarks/web.py 1 30 300

The same journeys are played on both: one traveller, one luck, choices at random. With us the game runs in the browser
and each choice is handed in; a pupil first fetches the whole page, as a browser that has none of it. textual-serve runs
a whole game for each pupil. Whether so many fit is looked at before they are started: none is reckoned from fewer.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple

import aiohttp
import in_browser
import stock_serve
from classroom import MOST_PUPILS, Served, journeys, lesson, served
from processes import Watch

from game import locations
from game.classroom.wire import HandIn
from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.language.cache import load_story
from game.saves.shelf import Shelf
from game.web.build import build, holds

LUCK = 7
FULL = 0.7
"""Of the memory that is free, so much may be used."""
FOR_ONE = 60
"""MiB that a game of textual-serve is taken to need, before it is known."""


class Price(NamedTuple):
    memory: float
    """MiB of all processes, at the highest."""
    coming: float
    """Seconds of CPU until the game has come to everybody."""
    choice: float
    """Milliseconds of CPU for each choice after that."""


async def ours(where: Served, pages: Path, runs: Sequence[HandIn], pause: float) -> Price:
    with Watch(where.pid) as watch:
        before = watch.cpu()
        await asyncio.gather(*(_fetch_page(where.address, pages) for _ in runs))
        came = watch.cpu()
        handed = await lesson(where, runs, pause)
        assert handed.handed_in == sum(len(run.moves) for run in runs)
        return Price(watch.highest, came - before, 1000 * (watch.cpu() - came) / handed.handed_in)


async def _fetch_page(address: str, pages: Path) -> None:
    """All that a browser asks for, as it asks for it."""
    names = [
        file.relative_to(pages).as_posix()
        for file in pages.rglob("*")
        if file.suffix not in (".br", ".gz", ".txt", "") and file.is_file()
    ]
    asking = {"Accept-Encoding": "br"}
    async with aiohttp.ClientSession(address, headers=asking, auto_decompress=False) as session:
        for name in names:
            while await _asked_too_often(session, name):
                await asyncio.sleep(1)  # all of them ask from one address, as no class does


async def _asked_too_often(session: aiohttp.ClientSession, name: str) -> bool:
    async with session.get(f"/{name}") as response:
        if response.status == HTTPStatus.TOO_MANY_REQUESTS:
            return True
        response.raise_for_status()
        await response.read()
        return False


async def theirs(pid: int, address: str, keys: Sequence[Sequence[str]], pause: float) -> Price:
    with Watch(pid) as watch:
        before = watch.cpu()
        async with stock_serve.tabs(address, len(keys)) as tabs:
            came = watch.cpu()
            await stock_serve.play(tabs, keys, pause)
            return Price(watch.highest, came - before, 1000 * (watch.cpu() - came) / sum(map(len, keys)))


def pressed(rules: Rules, run: HandIn) -> list[str]:
    """The digits of a run's choices in their menus."""
    play = Playthrough(rules, run.traveller, run.seed)
    digits: list[str] = []
    for _, choice in run.moves:
        digits.append(str(1 + [each.id for each in play.choices()].index(choice)))
        play.choose(choice)
    return digits


def free_memory() -> float:
    """MiB."""
    found = re.search(r"MemAvailable:\s+(\d+)", Path("/proc/meminfo").read_text())
    return int(found[1]) / 1024 if found else 0.0


def side_by_side(rules: Rules, pages: Path, python: Path, options: argparse.Namespace) -> None:
    who = next(iter(rules.story["travellers"]))
    print("pupils         MiB  coming in, CPU s  a choice, CPU ms  load")
    one = FOR_ONE
    for count in options.pupils:
        runs = journeys(rules, min(count, MOST_PUPILS), options.choices, same=(who, LUCK))
        with tempfile.TemporaryDirectory() as folder, served(Path(folder), "--pages", str(pages)) as where:
            mine = asyncio.run(ours(where, pages, runs, options.pause))
        _tell(count, "ours", mine)
        if count > (most := min(options.stock, int(FULL * free_memory() / one))):
            print(f"{count:6}  textual-serve was not run with so many: {most} at most")
            continue
        with tempfile.TemporaryDirectory() as folder:
            told = ["--traveller", who, "--seed", str(LUCK)]
            keys = [pressed(rules, run) for run in runs]
            with stock_serve.served(python, Path(folder), told) as (pid, address):
                stock = asyncio.run(theirs(pid, address, keys, options.pause))
            played = sum(len(each.play.moves) for each in Shelf(Path(folder)).entries() if each.play)
        _tell(count, "textual-serve", stock)
        print(
            f"        ours is {mine.memory / stock.memory:.3f} of its memory, {mine.coming / stock.coming:.3f} and "
            f"{mine.choice / stock.choice:.2f} of its CPU; its games kept {played} of {sum(map(len, keys))} choices",
            flush=True,
        )
        one = stock.memory / count


def _tell(count: int, who: str, price: Price) -> None:
    print(
        f"{count:6}  {who:13} {price.memory:8.1f}  {price.coming:8.1f}  {price.choice:8.1f}  {os.getloadavg()[0]:5.1f}",
        flush=True,
    )


def one_pupil(rules: Rules, pages: Path, python: Path) -> None:
    who = next(iter(rules.story["travellers"]))
    with ExitStack() as stack:
        rooms = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2)]
        mine = stack.enter_context(served(rooms[0], "--pages", str(pages))).address
        _, stock = stack.enter_context(stock_serve.served(python, rooms[1], []))
        print("in Chromium                 cold s  warm s  key ms, p95   MiB above an empty page  load")
        first = rules.story["travellers"][who]["name"]
        shown = {
            "ours, on screens": in_browser.seen(mine, "New journey", ["1", "Enter"], "u"),
            "ours, as text": in_browser.seen(f"{mine}/?text", first, ["1"], '[data-do="undo"]'),
            "textual-serve": in_browser.seen(stock, "New journey", ["1", "Enter"], "u"),
        }
    for name, each in shown.items():
        print(
            f"{name:26} {each.cold:7.2f} {each.warm:7.2f} {1000 * each.key:7.0f} {1000 * each.key_p95:5.0f} "
            f"{each.memory:24.0f}  {os.getloadavg()[0]:5.1f}"
        )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("pupils", nargs="*", type=int, default=[1, 30, MOST_PUPILS])
    asked.add_argument("--choices", type=int, default=15, help="of each pupil, at most")
    asked.add_argument("--pause", type=float, default=4.0, help="seconds between two choices of a pupil")
    asked.add_argument("--room", type=Path, help="where the page and textual-serve stay for the next time")
    asked.add_argument("--stock", type=int, default=MOST_PUPILS, help="games of textual-serve at most")
    asked.add_argument("--no-browser", action="store_true", help="the teacher's machine alone")
    options = asked.parse_args()
    rules = Rules(load_story(locations.story_folder(), locations.cache_folder()))
    with ExitStack() as stack:
        room = options.room or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if not holds(room / "pages", rules.story):
            build(room / "pages", rules.story)
        python = stock_serve.installed(room)
        if not options.no_browser:
            one_pupil(rules, room / "pages", python)
        side_by_side(rules, room / "pages", python, options)


if __name__ == "__main__":
    main()
