"""The one page of the dashboard: the pupils, and beside them the map, the forks or the endings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import ContentSwitcher, DataTable, Static

from game.classroom import standing, tally
from game.classroom.dashboard import pages
from game.classroom.dashboard.class_map import ClassMap
from game.classroom.dashboard.stops import StopsScreen
from game.classroom.dashboard.sure import SureScreen
from game.classroom.dashboard.who import WhoScreen
from game.classroom.lesson import Stop
from game.classroom.names import shown_code
from game.classroom.tally import Chances, Fork
from game.classroom.view import View
from game.keys import with_twin
from game.tui.widgets.keys import Keys
from game.wording import N_, _

if TYPE_CHECKING:
    from game.classroom.dashboard.app import Dashboard

_PANES = ("who", "map", "forks", "endings")


class BoardScreen(Screen[None]):
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding(f"space,{with_twin('p')}", "pause", N_("Begin, pause, go on"), key_display="Space"),
        Binding(with_twin("t"), "talk", N_("Stop and talk"), key_display="t"),
        Binding(with_twin("v"), "reveal", N_("Show the split"), key_display="v"),
        Binding(with_twin("d"), "door", N_("Shut or open the door"), key_display="d"),
        Binding(with_twin("x"), "take_out", N_("Take somebody out"), key_display="x"),
        Binding(with_twin("e"), "end", N_("End"), key_display="e"),
        Binding(with_twin("j"), "app.join", N_("How to join"), key_display="j"),
        Binding(with_twin("o"), "odds", N_("Exact odds"), key_display="o"),
        Binding(with_twin("s"), "app.save_report", N_("Save the report"), key_display="s"),
        *(Binding(str(n), f"pane('{name}')", show=False) for n, name in enumerate(_PANES, 1)),
        Binding("up", "fork(-1)", show=False),
        Binding("down", "fork(1)", show=False),
        Binding("enter", "reveal_fork", N_("Show this fork"), show=False),
        Binding(with_twin("q"), "app.quit", N_("Close"), key_display="q"),
    ]

    _view: View | None = None
    _forks: tuple[Fork, ...] = ()
    _at = 0

    @property
    def _dashboard(self) -> Dashboard:
        return cast("Dashboard", self.app)

    def compose(self) -> ComposeResult:
        yield Static(id="heading")
        yield Static(id="tabs")
        with Horizontal(id="columns"):
            yield DataTable(id="who", cursor_type="none", zebra_stripes=True)
            with ContentSwitcher(initial="map", id="beside"):
                yield ClassMap(id="map")
                with VerticalScroll(id="forks", can_focus=False):
                    yield Static(id="splits")
                with VerticalScroll(id="endings", can_focus=False):
                    yield Static(id="ends")
        yield Keys()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns(_("Who"), _("Plays"), _("Where"), _("Choices"), _("How"))
        self.action_pane("who")
        if seen := self._dashboard.seen:
            self.show(seen, self._dashboard.chances)

    def show(self, view: View, chances: Mapping[str, Chances]) -> None:
        rules = self._dashboard.classroom.rules
        journeys = view.journeys
        self._view = view
        self._forks = tally.forks(rules, journeys)
        self._at = min(self._at, max(0, len(self._forks) - 1))
        self.query_one("#heading", Static).update(self._heading(view))
        self._fill(view)
        tick = max((journey.tick for journey in journeys), default=0)
        latest = [pupil.latest.journey for pupil in view.pupils if pupil.latest]
        self.query_one(ClassMap).show(rules.story, tally.whereabouts(latest), tick)
        self.query_one("#splits", Static).update(pages.forks(self._forks, rules.story, chances, self._at))
        self.query_one("#ends", Static).update(pages.endings(tally.endings(rules, journeys), len(journeys)))

    def _heading(self, view: View) -> Content:
        phase = _(standing.PHASES[view.standing.phase])
        first = Content.assemble(
            (view.lesson.title, "bold $primary"), f"   {shown_code(view.code)}   {pages.summary(view)}"
        )
        about = f": {view.standing.question}" if view.standing.question else ""
        return Content("\n").join([first, Content.assemble((phase, "bold $accent"), about)])

    def _fill(self, view: View) -> None:
        table = self.query_one(DataTable)
        scrolled = table.scroll_y
        table.clear()
        table.add_rows(map(Text, row) for row in pages.rows(view, self._dashboard.classroom.rules.story))
        table.scroll_to(y=scrolled, animate=False)

    def action_pane(self, name: str) -> None:
        names = {"who": _("Who is in"), "map": _("Map"), "forks": _("Forks"), "endings": _("Endings")}
        if name != "who":
            self.query_one(ContentSwitcher).current = name
        self.set_class(name == "who", "-who")
        told = [(f" {n} {names[each]} ", "reverse" if each == name else "") for n, each in enumerate(_PANES, 1)]
        self.query_one("#tabs", Static).update(Content.assemble(*told))

    async def action_pause(self) -> None:
        playing = self._view is not None and self._view.standing.phase == "playing"
        await self._dashboard.change(standing.pause if playing else standing.play)

    def action_talk(self) -> None:
        if self._view:
            self.app.push_screen(StopsScreen(self._view.lesson.stops), self._talk)

    async def _talk(self, stop: Stop | None) -> None:
        if stop:
            await self._dashboard.change(partial(standing.talk, question=stop.question, scene=stop.scene))

    async def action_reveal(self) -> None:
        self.action_pane("forks")
        self._dashboard.work_out()
        await self._dashboard.change(standing.reveal)

    def action_odds(self) -> None:
        self.action_pane("forks")
        self._dashboard.work_out()

    def action_fork(self, by: int) -> None:
        if self._view and self._forks:
            self._at = (self._at + by) % len(self._forks)
            self.show(self._view, self._dashboard.chances)
            self.query_one("#forks").scroll_to(y=self._at * 6, animate=False)

    async def action_reveal_fork(self) -> None:
        if self._forks:
            self.action_pane("forks")
            await self._dashboard.change(partial(standing.reveal, scene=self._forks[self._at].scene))

    async def action_door(self) -> None:
        if self._view:
            shut = not self._view.shut
            put = partial(self._dashboard.classroom.put_door, self._view.code, shut=shut)
            said = _("The door is shut: nobody new can come in. Whoever is in stays in.")
            await self._dashboard.do(put, said if shut else _("The door is open again."))

    def action_take_out(self) -> None:
        if self._view and self._view.pupils:
            told = pages.rows(self._view, self._dashboard.classroom.rules.story)
            self.app.push_screen(WhoScreen(told), self._ask_to_take_out)

    def _ask_to_take_out(self, pseudonym: str | None) -> None:
        if pseudonym is not None:
            question = _(
                "Take {pseudonym} out of this class, with all that they played?"
                " While the door is open, whoever that is can join again.",
                pseudonym=pseudonym,
            )
            self.app.push_screen(SureScreen(question), partial(self._take_out, pseudonym))

    async def _take_out(self, pseudonym: str, sure: bool | None) -> None:
        if sure:
            remove = partial(self._dashboard.classroom.remove, self._dashboard.code, pseudonym)
            await self._dashboard.do(remove, _("{pseudonym} was taken out.", pseudonym=pseudonym))

    def action_end(self) -> None:
        question = _("End this class for everybody? What was played is kept until you delete it.")
        self.app.push_screen(SureScreen(question), self._end)

    async def _end(self, sure: bool | None) -> None:
        if sure:
            await self._dashboard.change(standing.end)
