"""The story: the passage, the choices, and on a wide screen the map and the race beside them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from game.engine.calendar import moment
from game.engine.journal import claims, pauses
from game.engine.rules import Option
from game.saves.run import Played
from game.tui import contents
from game.tui.actions import bindings
from game.tui.hanging import Hanging
from game.tui.prose import passage_content
from game.tui.screens.help import help_page
from game.tui.screens.map import MapScreen
from game.tui.screens.menu import MenuScreen
from game.tui.screens.name import NameScreen
from game.tui.screens.page import Page
from game.tui.screens.saves import SavesScreen
from game.tui.screens.settings import SettingsScreen
from game.tui.widgets.choices import Choices
from game.tui.widgets.keys import Keys
from game.tui.widgets.road_map import RoadMap
from game.tui.widgets.standing import Standing
from game.wording import N_, _
from game.wording.dates import reads

if TYPE_CHECKING:
    from game.tui.app import OtherBank

_DIGITS = [Binding(str(digit), f"take({digit})", N_("Choose"), show=False) for digit in range(1, 10)]


class StoryScreen(Screen[None]):
    CSS_PATH = "story.tcss"
    AUTO_FOCUS = "Choices"
    BINDINGS = [
        *_DIGITS,
        Binding("space", "read_on", N_("Read on"), show=False),
        Binding("pagedown", "read_on", show=False),
        Binding("pageup", "read_back", show=False),
        *bindings(),
    ]

    def __init__(self, run: Played) -> None:
        super().__init__()
        self.run = run

    @property
    def _game(self) -> OtherBank:
        return cast("OtherBank", self.app)

    def compose(self) -> ComposeResult:
        yield Standing(id="standing")
        with Horizontal(id="columns"):
            with Vertical(id="story"):
                with VerticalScroll(id="page", can_focus=False):
                    yield Static(id="passage")
                yield Static(id="note")
                yield Choices(id="choices")
            with Vertical(id="beside"):
                yield RoadMap(id="map")
                with VerticalScroll(id="desk", can_focus=False):
                    yield Static(id="things")
        yield Keys()

    def on_mount(self) -> None:
        self.show()

    def on_resize(self) -> None:
        self._show_standing()
        self._show_beside()

    def show(self) -> None:
        """Shows the playthrough as it stands; everything at once, so that it is painted at once."""
        playthrough = self.run.playthrough
        self._show_window()
        self._show_standing()
        passage = passage_content(playthrough.passage, self._game.settings, pauses(playthrough))
        self.query_one("#passage", Static).update(Hanging(passage))
        self.query_one("#page").scroll_home(animate=False)
        options = _at_an_ending() if playthrough.ending else playthrough.choices()
        self.query_one(Choices).offer(options, len(playthrough.moves))
        self._show_beside()
        self._show_note()

    def _show_window(self) -> None:
        """At a guard's window the passage has a frame, and what has been claimed so far stands under it."""
        playthrough = self.run.playthrough
        window = playthrough.rules.story["scenes"][playthrough.scene]["window"]
        self.set_class(window is not None, "-window")
        if window is not None:
            page = self.query_one("#page")
            page.border_title = _("The window")
            said = " · ".join(claim.claimed for claim in claims(playthrough))
            page.border_subtitle = Content(_("So far: {claims}", claims=said)) if said else ""

    def _show_standing(self) -> None:
        self.query_one(Standing).show(self.run.playthrough, width=self.size.width - 4)

    def _show_beside(self) -> None:
        if not self.query_one("#beside").display:
            return
        playthrough = self.run.playthrough
        self.query_one(RoadMap).show(playthrough, self._game.settings.map_style)
        parts = [contents.doors(playthrough), contents.belongings(playthrough)]
        self.query_one("#things", Static).update(contents.stacked(parts))

    def _show_note(self) -> None:
        playthrough = self.run.playthrough
        note = self.run.not_kept
        if playthrough.stuck:
            note = _(
                "The story cannot go on: {why}. That is its author's mistake; u takes you back.", why=playthrough.stuck
            )
        shown = self.query_one("#note", Static)
        shown.update(Content(note))
        shown.display = bool(note)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        of_this_menu = event.option in event.option_list.options  # keys that come fast may still mean the one before
        if event.option_id and of_this_menu:
            self._take(event.option_id)

    def action_take(self, number: int) -> None:
        if choice := self.query_one(Choices).choice(number):
            self._take(choice)

    def _take(self, choice_id: str) -> None:
        if self.run.playthrough.ending is None:
            self.run.choose(choice_id)
            self.show()
        elif choice_id == "undo":
            self.action_undo()
        else:
            marked = self._game.settings.marks
            told = partial(contents.debrief, self.run.playthrough, marked=marked)
            self._game.push_screen(Page(_("What was true, and what the luck was"), told))

    def action_read_on(self) -> None:
        self.query_one("#page").scroll_page_down(animate=self._game.settings.motion)

    def action_read_back(self) -> None:
        self.query_one("#page").scroll_page_up(animate=self._game.settings.motion)

    def action_undo(self) -> None:
        if self.run.undo():
            self.show()
        else:
            self.notify(_("This is the beginning; there is nothing to take back."))

    def action_marks(self) -> None:
        settings = self._game.settings
        self._game.change_settings(replace(settings, marks=not settings.marks))
        self.show()

    def action_help(self) -> None:
        self._game.push_screen(Page(_("Help"), help_page))

    def action_map(self) -> None:
        self._game.push_screen(MapScreen(self.run.playthrough))

    def action_papers(self) -> None:
        self._game.push_screen(Page(_("Papers and belongings"), lambda: contents.belongings(self.run.playthrough)))

    def action_journal(self) -> None:
        self._game.push_screen(
            Page(_("Journal: what was reported"), lambda: contents.journal_page(self.run.playthrough))
        )

    def action_news(self) -> None:
        self._game.push_screen(Page(_("News, the latest first"), lambda: contents.news(self.run.playthrough)))

    def action_rumours(self) -> None:
        self._game.push_screen(Page(_("What you have heard"), lambda: contents.rumours(self.run.playthrough)))

    def action_voices(self) -> None:
        self._game.push_screen(Page(_("The argument"), lambda: contents.voices(self.run.playthrough.rules.story)))

    def action_so_far(self) -> None:
        settings = self._game.settings
        so_far = Page(_("The story so far"), lambda: contents.so_far(self.run.playthrough, settings), from_end=True)
        self._game.push_screen(so_far)

    def action_save(self) -> None:
        self._game.push_screen(NameScreen(_("Save under what name?"), self._suggested_name()), self._save)

    def _suggested_name(self) -> str:
        playthrough = self.run.playthrough
        return f"{playthrough.traveller}, {reads(moment(playthrough.rules.story['clock'], playthrough.tick))}"

    def _save(self, name: str | None) -> None:
        if not name:
            return
        try:
            path = self.run.save_as(name)
        except OSError as error:
            self.notify(_("It could not be saved: {problem}.", problem=error.strerror or error), severity="error")
        else:
            self.notify(_("Saved as {file}.", file=path.name))

    def action_load(self) -> None:
        self._game.push_screen(SavesScreen(self.run.shelf))

    def action_settings(self) -> None:
        self._game.push_screen(SettingsScreen(), lambda _: self.show())

    def action_menu(self) -> None:
        self._game.push_screen(MenuScreen())


def _at_an_ending() -> list[Option]:
    return [
        Option("debrief", _("What was true, and what the luck was")),
        Option("undo", _("Take back the last choice")),
    ]
