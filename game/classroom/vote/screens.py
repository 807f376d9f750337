"""What the room sees: the way to vote, and the story, of which nothing is chosen without a count."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as ListOption

from game.classroom.dashboard.join import qr
from game.classroom.names import shown_code
from game.classroom.vote.count import Count
from game.classroom.vote.counting import BallotScreen, HandsScreen
from game.classroom.vote.result import ResultScreen
from game.engine.rules import Option
from game.keys import with_twin
from game.tui.by_digit import DIGITS, ByDigit
from game.tui.contents import muted, stacked
from game.tui.screens.story import StoryScreen
from game.tui.widgets.choices import Choices
from game.wording import N_, _

if TYPE_CHECKING:
    from game.classroom.vote.app import Projector

WIDEST = 56
"""Columns from which on the letters are likely too small for the last row."""


class RoomScreen(ByDigit, Screen[None]):
    """Where to vote, and the menu."""

    AUTO_FOCUS = "#menu"
    BINDINGS = [
        Binding(with_twin("q"), "app.quit", N_("Quit"), key_display="q"),
        *DIGITS,
    ]

    @property
    def _room(self) -> Projector:
        return cast("Projector", self.app)

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="sheet", can_focus=False):
            yield Static(self._room.house.lesson.title, id="name", markup=False)
            yield Static(id="where")
            yield OptionList(id="menu")
            yield Static(id="letters")

    def on_screen_resume(self) -> None:
        self.show()

    def on_resize(self) -> None:
        self.show()

    def show(self) -> None:
        menu = self.query_one("#menu", OptionList)
        menu.clear_options()
        menu.add_options(ListOption(f"{n}  {words}", id=name) for n, (name, words) in enumerate(self._room.menu(), 1))
        menu.highlighted = 0
        self.query_one("#where", Static).update(self._where())
        wide = self.size.width > WIDEST
        told = _(
            "This window has {count} columns. Make the letters larger (Ctrl and +) until it has 40 to 50.",
            count=self.size.width,
        )
        self.query_one("#letters", Static).update(muted(told) if wide else "")

    def _where(self) -> Content:
        room = self._room
        if not room.address:
            return Content(_("The class is being opened."))
        parts = [
            _("To vote on a telephone:"),
            Content.styled(room.vote_address, "bold $accent"),
            muted(_("The class is {code}.", code=shown_code(room.code))),
        ]
        return stacked(parts, 0)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._room.take_from_menu(event.option_id or "")


class PictureScreen(Screen[None]):
    """The address as a picture for telephones, and nothing else: it needs the room."""

    CSS_PATH = "projector.tcss"
    BINDINGS = [Binding("escape,enter,space", "app.pop_screen", N_("Back"))]

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(Content(qr(self._address)), id="qr")
            yield Static(Content(self._address))


class RoomStory(StoryScreen):
    """As the story is read alone, but that a menu is voted on."""

    CSS_PATH = ["../../tui/screens/story.tcss", "projector.tcss"]
    BINDINGS = [
        Binding(with_twin("c"), "count", N_("Count hands")),
        Binding(with_twin("t"), "ballot", N_("Vote on telephones")),
    ]

    @property
    def _room(self) -> Projector:
        return cast("Projector", self.app)

    @property
    def options(self) -> list[Option]:
        """What can be voted for."""
        return [option for option in self.run.playthrough.choices() if option.locked is None]

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield Static(id="how")

    def show(self) -> None:
        super().show()
        voting = self._is_vote()
        if voting:  # what is shut stands last, so that the numbers are those of the vote
            playthrough = self.run.playthrough
            those_last = sorted(playthrough.choices(), key=lambda option: option.locked is not None)
            self.query_one(Choices).offer(those_last, len(playthrough.moves))
        words = _("c: hands   t: telephones   Esc: menu") if voting else _("Enter: on   Esc: menu")
        self.query_one("#how", Static).update(words)

    def _is_vote(self) -> bool:
        return not self.run.playthrough.ending and len(self.options) > 1

    def _take(self, choice_id: str) -> None:
        """A choice that is pointed at is not taken before it is counted."""
        if self._is_vote():
            self.action_count()
        else:
            super()._take(choice_id)

    def action_take(self, number: int) -> None:
        """A digit begins the count of the first choice."""
        if self._is_vote():
            self._count_hands(str(number))
        else:
            super().action_take(number)

    def action_count(self) -> None:
        if self._is_vote():
            self._count_hands("")

    def _count_hands(self, typed: str) -> None:
        self.app.push_screen(HandsScreen(self.options, typed), self._counted)

    def action_ballot(self) -> None:
        if self._is_vote():
            passage = self.run.playthrough.passage
            place = self.run.playthrough.rules.story["places"][passage.place]["name"] if passage.place else ""
            question = ": ".join(part for part in (passage.title or place, _("what now?")) if part)
            self.app.push_screen(
                BallotScreen(self.options, self._room.house, question, self._room.vote_address), self._counted
            )

    def _counted(self, count: Count | None) -> None:
        if count:
            self.app.push_screen(ResultScreen(self.options, count), self._decided)

    def _decided(self, choice: str | None) -> None:
        if choice:
            super()._take(choice)
