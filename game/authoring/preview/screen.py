"""The story's screen with the inspector beside it, or under it where there is no room beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import work
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from game.authoring.preview import pane
from game.authoring.preview.editor import edit
from game.authoring.preview.inspection import Drawn, Inspection, inspection
from game.authoring.preview.picker import Picker
from game.authoring.preview.rehearsal import Rehearsal, spoken
from game.authoring.preview.rehearsed import Rehearsed
from game.authoring.preview.workshop import Workshop
from game.keys import with_twin
from game.tui import screens
from game.tui.screens.story import StoryScreen

if TYPE_CHECKING:
    from game.authoring.preview.app import Preview

LOOK_EVERY = 0.03
"""Seconds."""


class PreviewScreen(StoryScreen):
    CSS_PATH = [f"{screens.__path__[0]}/story.tcss", "preview.tcss"]
    BINDINGS = [
        Binding(with_twin("e"), "edit", "Edit", key_display="e", tooltip="Open your editor at this scene"),
        Binding(with_twin("g"), "jump", "Go to", key_display="g", tooltip="Go to any scene"),
        Binding(with_twin("c"), "put", "Change", key_display="c", tooltip="Give a variable another value"),
        Binding(with_twin("f"), "force", "Luck", key_display="f", tooltip="Let luck fall otherwise"),
        Binding(with_twin("t"), "traveller", "Traveller", key_display="t", tooltip="Begin again as another traveller"),
    ]

    def __init__(self, workshop: Workshop, run: Rehearsed) -> None:
        super().__init__(run)
        self.rehearsed = run
        self._workshop = workshop
        self._inspected: Inspection | None = None
        """What the pane shows; None: mistakes, or nothing yet."""

    @property
    def _rehearsal(self) -> Rehearsal:
        return self.rehearsed.rehearsal

    def on_mount(self) -> None:
        inspector = VerticalScroll(Static(id="inspected", markup=False), id="inspector")
        self.query_one("#columns", Horizontal).mount(inspector)
        self.call_after_refresh(self._inspect)
        self.set_interval(LOOK_EVERY, self._look)

    def show(self) -> None:
        super().show()
        self._inspect()

    def _inspect(self) -> None:
        if not (inspected := self.query("#inspected")):
            return  # the pane is not there yet
        if self._workshop.report:
            self._inspected, room = None, self.query_one("#inspector").content_region.width
            shown = pane.mistakes(self._workshop.report, self._workshop.folder, room)
        else:
            found = inspection(self._rehearsal, self.rehearsed.before)
            if found == self._inspected:
                return  # so that the longest text on the screen is not laid out again for nothing
            self._inspected, shown = found, pane.pane(found)
        inspected.first(Static).update(shown)
        self.query_one("#inspector").scroll_home(animate=False)

    def _look(self) -> None:
        if not self._workshop.look():
            return
        if self._workshop.rules and not self._workshop.report:
            self._rehearsal.reload(self._workshop.rules)
            if lost := self._rehearsal.lost:
                said = f"{spoken(lost)} no longer stands; what came after it waits until it does.".capitalize()
                self.notify(said, severity="warning")
        self.show()

    # What an author may do beside playing

    def action_edit(self) -> None:
        wrong = self._workshop.report.in_order()
        scene = self.run.playthrough.rules.story["scenes"][self.run.playthrough.scene]
        name, _, line = scene["at"].rpartition(":")
        if wrong:
            name, line = wrong[0].position.file, str(wrong[0].position.line)
        edit(self.app, self._workshop.folder / name, int(line))

    def action_jump(self) -> None:
        scenes = list(self.run.playthrough.rules.story["scenes"])
        self._pick("Go to which scene?", scenes, lambda at: self._rehearsal.jump(scenes[at]))

    def action_put(self) -> None:
        names = [name for name in self.run.playthrough.rules.story["variables"] if "/" not in name]
        listed = [f"{name}  {self.run.playthrough.rules.story['variables'][name]['meaning']}" for name in names]
        self._pick("Change which variable?", listed, lambda at: self._ask_value(names[at]))

    def _ask_value(self, name: str) -> None:
        variable = self.run.playthrough.rules.story["variables"][name]
        possible = range(variable["low"], variable["high"] + 1)
        named = ["false", "true"] if variable["kind"] == "bool" else variable.get("values")
        listed = named or [str(value) for value in possible]
        self._pick(f"{name} is to be", listed, lambda at: self._rehearsal.put(name, possible[at]))

    def action_force(self) -> None:
        lots = [(drawn, lot) for drawn in self._draws() for lot in drawn.lots]
        if not lots:
            self.notify("Luck has nothing to do here: no chance was drawn on the way, and none is next.")
            return
        listed = [f"{drawn.where}: {lot.name}  {lot.chance:.0%}" for drawn, lot in lots]
        self._pick("Let luck draw", listed, lambda at: self._rehearsal.force(lots[at][0].draw, lots[at][1].number))

    def _draws(self) -> Iterator[Drawn]:
        """Those that come next by any open choice, then those on the way here; each once."""
        found = inspection(self._rehearsal, {})
        draws = [*(drawn for choice in found.choices for drawn in choice.luck), *found.behind]
        return iter({(drawn.draw.deck, drawn.draw.visit): drawn for drawn in draws}.values())

    def action_traveller(self) -> None:
        travellers = self.run.playthrough.rules.story["travellers"]
        listed = [f"{who['name']}  ({name})" for name, who in travellers.items()]
        game, seed = cast("Preview", self.app), self._rehearsal.seed
        self._pick("Begin again as", listed, lambda at: game.rehearse(list(travellers)[at], seed))

    @work
    async def _pick(self, question: str, names: Sequence[str], picked: Callable[[int], None]) -> None:
        at = await self.app.push_screen_wait(Picker(question, names))
        if at is not None:
            self.call_after_refresh(partial(self._did, picked, at))

    def _did(self, picked: Callable[[int], None], at: int) -> None:
        picked(at)
        if self.is_current:
            self.show()
