"""The game as its author plays it while writing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from game import tui
from game.authoring.preview.rehearsal import Rehearsal
from game.authoring.preview.rehearsed import Rehearsed
from game.authoring.preview.screen import PreviewScreen
from game.authoring.preview.workshop import Workshop
from game.engine.playthrough import Move
from game.engine.rules import Rules
from game.saves.playthrough_file import UnreadableError
from game.saves.shelf import Shelf, load
from game.tui.app import OtherBank


class Preview(OtherBank):
    CSS_PATH = [f"{tui.__path__[0]}/app.tcss", f"{tui.__path__[0]}/screens/title.tcss"]

    def __init__(self, workshop: Workshop, rules: Rules, rehearsal: Rehearsal, shelf: Shelf, settings: Path) -> None:
        super().__init__(rules, shelf, None, settings)
        self._workshop = workshop
        self._rehearsal = rehearsal

    def on_mount(self) -> None:
        self._show(self._rehearsal)

    def rehearse(self, traveller: str, seed: int, moves: Sequence[Move] = ()) -> None:
        self._show(Rehearsal(self._workshop.rules or self.rules, traveller, seed, moves))

    def begin(self, traveller: str) -> None:
        self.rehearse(traveller, self._rehearsal.seed)

    def resume(self, path: Path) -> None:
        try:
            play = load(path)
        except UnreadableError as error:
            self.notify(str(error), severity="error")
            return
        if play.traveller not in self.rules.story["travellers"]:
            self.notify(f"{path.name} has the traveller {play.traveller}, who is not in this story", severity="error")
            return
        self.rehearse(play.traveller, play.seed, play.moves)

    def _show(self, rehearsal: Rehearsal) -> None:
        self.to_title()
        self.push_screen(PreviewScreen(self._workshop, Rehearsed(rehearsal, self.shelf)))
