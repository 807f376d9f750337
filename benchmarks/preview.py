"""How long it takes from a saved file to a preview that shows it, for the shipped story.

    python preview.py [SAVES]

The preview is the real one, on a screen of 160x50 that is not drawn to a terminal; the story is a copy. Each save
changes the text of the scene in which the author stands. Printed are the time until the screen holds the new text, and
the time of the processor in it; the rest is waiting for the preview to look, 33 times a second, and for others.
"""

from __future__ import annotations

import asyncio
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from textual.widgets import Static

from game.authoring.preview.app import Preview
from game.authoring.preview.rehearsal import Rehearsal
from game.authoring.preview.workshop import Workshop
from game.locations import story_folder
from game.saves.shelf import Shelf, load

WALK = "playthroughs/sakhamin-near-bank.yaml"
STANDS_IN, WORDS = "lars-tail", "    text: |\n"


async def measured(saves: int) -> tuple[list[float], list[float]]:
    """Seconds from each save to the screen; seconds of work in each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(story_folder(), Path(name) / "story"))
        workshop = Workshop(folder)
        workshop.look()
        assert workshop.rules is not None, workshop.report.in_order()
        play = load(folder / WALK)
        upto = next(at for at, move in enumerate(play.moves) if move.scene == STANDS_IN)
        rehearsal = Rehearsal(workshop.rules, play.traveller, play.seed, play.moves[:upto])
        app = Preview(workshop, workshop.rules, rehearsal, Shelf(Path(name) / "saves"), Path(name) / "settings.json")
        scene = workshop.rules.story["scenes"][STANDS_IN]["at"].rpartition(":")[0]
        return await _saved(app, rehearsal, folder / scene, saves)


async def _saved(app: Preview, rehearsal: Rehearsal, file: Path, saves: int) -> tuple[list[float], list[float]]:
    text = file.read_text("utf-8")
    at = text.index(WORDS, text.index(f"\n  {STANDS_IN}:")) + len(WORDS)
    waits, works = list[float](), list[float]()
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause(1)
        for number in range(saves):
            await asyncio.sleep(0.3 + 0.013 * (number % 8))  # at all phases of the clock by which the preview looks
            began, busy = time.perf_counter(), time.process_time()
            file.write_text(f"{text[:at]}      Saved {number} times.\n{text[at:]}", "utf-8")
            while f"Saved {number} times." not in rehearsal.playthrough.transcript:
                await asyncio.sleep(0.001)
            await pilot.pause()  # until nothing waits to be drawn
            assert app.screen.query_one("#inspected", Static)
            waits.append(time.perf_counter() - began)
            works.append(time.process_time() - busy)
    return waits, works


def main() -> None:
    waits, works = asyncio.run(measured(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
    for name, seconds in (("from saved to shown", waits), ("of it work", works)):
        p95 = statistics.quantiles(seconds, n=20)[-1]
        print(f"{name:20} median {statistics.median(seconds) * 1000:4.0f} ms, p95 {p95 * 1000:4.0f} ms")


if __name__ == "__main__":
    main()
