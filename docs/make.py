"""Makes what the documentation shows of the game: the catalogue of mistakes, the tables of the
reference, the schemas of the shipped story's files, and pictures of the screens.

`python docs/make.py`
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from game.authoring.reference import tables
from game.authoring.schema.kinds import FOLDER, KINDS, schema
from game.engine.playthrough import Move
from game.engine.replay import replay
from game.engine.rules import Rules
from game.language import mistakes, mistakes_translation, mistakes_words, mistakes_yaml
from game.language.cache import load_story
from game.language.diagnostics import Kind
from game.language.frames import catalogue
from game.locations import story_folder
from game.prover import kinds
from game.saves.run import Run
from game.saves.shelf import Autosave, Shelf, load
from game.tui.app import OtherBank

HERE = Path(__file__).parent
WALK = story_folder() / "playthroughs" / "sakhamin-near-bank.yaml"

PICTURES: dict[str, tuple[tuple[int, int], str, list[str]]] = {
    # name: (columns and rows, the scene up to which the walk is played, the keys that are pressed there)
    "title": ((80, 24), "", []),
    "story": ((160, 50), "lars-tail", []),
    "window": ((80, 24), "lars-booth", []),
    "map": ((120, 36), "lars-tail", ["m"]),
    "journal": ((80, 24), "lars-tail", ["j"]),
    "debrief": ((80, 32), "the end", ["enter"]),
}
_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def mistakes_page() -> str:
    modules = (mistakes_yaml, mistakes_words, mistakes, mistakes_translation, kinds)
    return catalogue(kind for module in modules for kind in vars(module).values() if isinstance(kind, Kind))


async def picture(rules: Rules, room: Path, size: tuple[int, int], scene: str, keys: list[str]) -> str:
    """One screen as SVG, with whatever monospace font the reader has."""
    shelf = Shelf(room)
    run = Run(replay(rules, "sakhamin", load(WALK).seed, _moves_to(scene)).playthrough, shelf, Autosave(shelf))
    app = OtherBank(rules, shelf, run if scene else None, room / "settings.json")
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.3)
        await pilot.press(*keys)
        await pilot.pause(0.3)
        return _FONT.sub("", app.export_screenshot())


def _moves_to(scene: str) -> list[Move]:
    moves = load(WALK).moves
    at = next((at for at, move in enumerate(moves) if move.scene.startswith(scene)), len(moves)) if scene else 0
    return list(moves[:at])


async def main() -> None:
    (HERE / "mistakes.md").write_text(mistakes_page(), encoding="utf-8")
    reference = HERE / "story-format.md"
    reference.write_text(tables(reference.read_text("utf-8")), encoding="utf-8")
    for kind in KINDS:
        (story_folder() / FOLDER / f"{kind}.json").write_text(schema(kind), encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        rules = Rules(load_story(story_folder(), Path(name) / "cache"))
        for picture_name, (size, scene, keys) in PICTURES.items():
            svg = await picture(rules, Path(name) / "saves", size, scene, keys)
            (HERE / "screens" / f"{picture_name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
