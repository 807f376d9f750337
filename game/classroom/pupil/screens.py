"""The screens that only a class has: the first one, what all look at together, a vote, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from game.classroom.pupil.shown import shown
from game.classroom.pupil.together import Together
from game.classroom.standing import Ballot
from game.keys import with_twin
from game.tui.by_digit import DIGITS, ByDigit
from game.tui.contents import muted, stacked
from game.tui.hanging import Hanging, item
from game.tui.prose import prose
from game.tui.widgets.keys import Keys
from game.wording import N_, _

if TYPE_CHECKING:
    from game.classroom.pupil.app import PupilApp


class WelcomeScreen(ByDigit, Screen[None]):
    """Which class this is, what is spoken of, and the way out."""

    AUTO_FOCUS = "#menu"
    BINDINGS = [Binding(f"escape,{with_twin('q')}", "app.leave", N_("Leave quietly"), key_display="Esc"), *DIGITS]

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="sheet", can_focus=False), Vertical(id="middle"):
            yield Static(id="name", markup=False)
            yield Static(id="about")
            yield OptionList(id="menu")
            yield Static(id="content")
        yield Keys()

    def on_screen_resume(self) -> None:
        self.show()

    def show(self) -> None:
        game = cast("PupilApp", self.app)
        lesson = game.attendance.lesson
        about = game.rules.story["about"]
        self.query_one("#name", Static).update(lesson.title if lesson else about["title"])
        self.query_one("#about", Static).update(stacked([prose(about["about"]), Content(game.attendance.state)]))
        menu = self.query_one("#menu", OptionList)
        at = menu.highlighted or 0
        menu.clear_options()
        menu.add_options(
            Option(f"{number}  {words}", id=name, disabled=not can)
            for number, (name, words, can) in enumerate(game.welcome_menu(), 1)
        )
        menu.highlighted = min(at, menu.option_count - 1)
        if lesson:
            self.query_one("#content", Static).update(
                stacked(
                    [lesson.content, muted(_("No names are asked here. Esc leaves at any moment; nobody asks why."))]
                )
            )

    @on(OptionList.OptionSelected)
    async def _selected(self, event: OptionList.OptionSelected) -> None:
        await cast("PupilApp", self.app).take_from_menu(event.option_id or "")


class TogetherScreen(ModalScreen[None]):
    """Over whatever is open, until the class goes on."""

    CSS_PATH = ["../../tui/screens/modal.tcss", "pupil.tcss"]
    BINDINGS = [
        Binding("escape", "app.leave", N_("Leave quietly"), key_display="Esc"),
        Binding("enter", "close", N_("Read on alone"), show=False),
    ]

    def __init__(self, what: Together) -> None:
        super().__init__()
        self.what = what

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(id="question", markup=False)
            with VerticalScroll(id="body"):
                yield Static(id="words")
            yield Static(id="keys")

    def on_mount(self) -> None:
        self.show(self.what)

    def show(self, what: Together) -> None:
        self.what = what
        self.query_one("#question", Static).update(what.title)
        self.query_one("#words", Static).update(Hanging(shown(what.parts)))
        self.query_one("#keys", Static).update(
            _("Arrows scroll, Enter goes on reading, Esc leaves quietly")
            if what.closes
            else _("Arrows scroll, Esc leaves quietly")
        )
        self.query_one("#body").focus()

    def action_close(self) -> None:
        if self.what.closes:
            self.dismiss()


class VoteScreen(ByDigit, ModalScreen[str | None]):
    """One vote of a class that plays on one screen."""

    CSS_PATH = "../../tui/screens/modal.tcss"
    BINDINGS = [Binding("escape", "dismiss", N_("Abstain")), *DIGITS]

    def __init__(self, ballot: Ballot) -> None:
        super().__init__()
        self.ballot = ballot

    def compose(self) -> ComposeResult:
        options = self.ballot.options
        with Vertical(id="box"):
            yield Static(self.ballot.question, id="question", markup=False)
            yield OptionList(*(Option(item(n, say), id=id_) for n, (id_, say) in enumerate(options, 1)))
            yield Static(_("Nobody sees who voted for what. Esc abstains"), id="keys")

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)


class LeftScreen(ByDigit, Screen[None]):
    """Says nothing of the story."""

    AUTO_FOCUS = "#menu"
    BINDINGS = [*DIGITS]

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="sheet", can_focus=False), Vertical(id="middle"):
            yield Static(_("You have left. Nobody asks why, and nothing is lost."), id="about")
            yield OptionList(
                Option(f"1  {_('Close')}", id="quit"), Option(f"2  {_('Come back')}", id="back"), id="menu"
            )
        yield Keys()

    @on(OptionList.OptionSelected)
    async def _selected(self, event: OptionList.OptionSelected) -> None:
        await cast("PupilApp", self.app).take_from_menu(event.option_id or "")
