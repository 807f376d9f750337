"""The one page of the dashboard: the pupils, and beside them the map, the forks or the endings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Static

from game.classroom import standing, tally
from game.classroom.dashboard import pages
from game.classroom.dashboard.class_map import ClassMap
from game.classroom.dashboard.keys import AllKeys, KeysScreen
from game.classroom.dashboard.stops import StopsScreen
from game.classroom.dashboard.sure import SureScreen
from game.classroom.dashboard.table import Pupils
from game.classroom.dashboard.who import WhoScreen
from game.classroom.lesson import Stop
from game.classroom.names import shown_code
from game.classroom.tally import Chances, Fork
from game.classroom.view import View
from game.keys import with_twin
from game.tui.contents import muted, stacked
from game.tui.hanging import Hanging
from game.wording import N_, _

if TYPE_CHECKING:
    from game.classroom.dashboard.app import Dashboard

_NAMES = {"who": N_("Who is in"), "map": N_("Map"), "forks": N_("Forks"), "endings": N_("Endings")}
_PANES = tuple(_NAMES)


def _key(keys: str, action: str, label: str, what: str, shown: str = "") -> Binding:
    """`label`: at the bottom; empty: only among all keys."""
    return Binding(keys, action, label, show=bool(label), key_display=shown or keys[0], tooltip=what)


_KEYS = (
    _key(f"space,{with_twin('p')}", "pause", N_("Play, pause"), N_("Begin, pause, go on"), "Space"),
    _key(with_twin("t"), "talk", N_("Talk"), N_("Stop the class at a question")),
    _key(with_twin("v"), "reveal", N_("Split"), N_("Show everybody how the class split")),
    _key(with_twin("d"), "door", N_("Door"), N_("Shut the door to newcomers, or open it")),
    _key(with_twin("x"), "take_out", N_("Take out"), N_("Take somebody out of the class")),
    _key(with_twin("j"), "app.join", N_("Join"), N_("Show how to join")),
    _key(with_twin("o"), "odds", N_("Odds"), N_("Work out the exact odds of each fork")),
    _key(with_twin("s"), "app.save_report", N_("Report"), N_("Save the report")),
    _key(with_twin("e"), "end", N_("End"), N_("End the class for everybody")),
    _key("question_mark", "keys", N_("Keys"), N_("Every key, and what it does"), "?"),
    _key(with_twin("q"), "app.quit", N_("Close"), N_("Close the dashboard; the class is kept")),
    *(_key(str(n), f"pane('{name}')", "", _NAMES[name]) for n, name in enumerate(_PANES, 1)),
    _key("up,pageup", "move(-1)", "", N_("Scroll; among the forks, to the one before"), "↑"),
    _key("down,pagedown", "move(1)", "", N_("Scroll; among the forks, to the next"), "↓"),
    _key("enter", "reveal_fork", "", N_("Among the forks: show everybody this one"), "Enter"),
)


class BoardScreen(Screen[None]):
    AUTO_FOCUS = ""
    BINDINGS = [*_KEYS]

    _view: View | None = None
    _forks: tuple[Fork, ...] = ()
    _at = 0
    _above = Content("")
    """What stands above the fork at hand."""
    _pane = "who"

    @property
    def _dashboard(self) -> Dashboard:
        return cast("Dashboard", self.app)

    def compose(self) -> ComposeResult:
        yield Static(id="heading")
        yield Static(id="tabs")
        with Horizontal(id="columns"):
            yield Pupils(id="who")
            with ContentSwitcher(initial="map", id="beside"):
                yield ClassMap(id="map")
                with VerticalScroll(id="forks", can_focus=False):
                    yield Static(id="splits")
                with VerticalScroll(id="endings", can_focus=False):
                    yield Static(id="ends")
        yield AllKeys(_KEYS)

    def on_mount(self) -> None:
        self.action_pane("who")

    def on_screen_resume(self) -> None:
        """What is shown on a screen below another is not laid out anew."""
        if seen := self._dashboard.seen:
            self.show(seen, self._dashboard.chances)

    def show(self, view: View, chances: Mapping[str, Chances]) -> None:
        rules = self._dashboard.classroom.rules
        journeys = view.journeys
        self._view = view
        self._forks = tally.forks(rules, journeys)
        self._at = min(self._at, max(0, len(self._forks) - 1))
        self.query_one("#heading", Static).update(self._heading(view))
        self.query_one(Pupils).show(pages.rows(view, rules.story))
        tick = max((journey.tick for journey in journeys), default=0)
        latest = [pupil.latest.journey for pupil in view.pupils if pupil.latest]
        self.query_one(ClassMap).show(rules.story, tally.whereabouts(latest), tick)
        told = pages.forks(self._forks, rules.story, chances, self._at) or [muted(_("Nobody has chosen anything yet."))]
        self.query_one("#splits", Static).update(Hanging(stacked(told)))
        self._above = stacked(told[: self._at])
        self.query_one("#ends", Static).update(pages.endings(tally.endings(rules, journeys), len(journeys)))

    def _heading(self, view: View) -> Content:
        first = Content.assemble((view.lesson.title, "bold $primary"), f"   {shown_code(view.code)}")
        phase = _(standing.PHASES[view.standing.phase])
        lines = [first, Content.assemble((phase, "bold $accent"), f" · {pages.summary(view)}")]
        if view.standing.question:
            lines.append(Content(view.standing.question))
        return stacked(lines, 0)

    def action_pane(self, name: str) -> None:
        self._pane = name
        if name != "who":
            self.query_one(ContentSwitcher).current = name
        self.set_class(name == "who", "-who")
        told = [
            (f" {n} {_(_NAMES[each])} ", "reverse" if each == name else "$text-muted")
            for n, each in enumerate(_PANES, 1)
        ]
        self.query_one("#tabs", Static).update(Content.assemble(*told))

    def action_move(self, by: int) -> None:
        """To another fork, where forks are looked at."""
        if self._pane != "forks":
            self.query_one("#rows" if self._pane == "who" else "#endings").scroll_relative(y=4 * by, animate=False)
        elif self._view and self._forks:
            self._at = (self._at + by) % len(self._forks)
            self.show(self._view, self._dashboard.chances)
            splits = self.query_one("#splits")
            above = Hanging(self._above).get_height({}, splits.content_size.width) + 1 if self._at else 0
            self.query_one("#forks").scroll_to(y=above, animate=False)

    def action_keys(self) -> None:
        self.app.push_screen(KeysScreen(_KEYS))

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

    async def action_reveal_fork(self) -> None:
        if self._forks and self._pane == "forks":
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
