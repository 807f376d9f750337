"""How a class is asked: hands that are counted aloud, or telephones."""

from __future__ import annotations

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from game.classroom.service import NoSuchClassError
from game.classroom.standing import NotNowError
from game.classroom.store import StoreError
from game.classroom.vote.bars import ARROWS, Scrolled, asked, bars
from game.classroom.vote.count import Count, UncountableError, hands
from game.classroom.vote.house import House
from game.engine.rules import Option
from game.wording import N_, _, ngettext

_LOOK_EVERY = 0.5


class _Asking(Scrolled, ModalScreen[Count | None]):
    CSS_PATH = ["../../tui/screens/modal.tcss", "projector.tcss"]

    def __init__(self, options: list[Option]) -> None:
        super().__init__()
        self.options = options

    @property
    def choices(self) -> list[str]:
        return [option.id for option in self.options]

    def show(self, count: Count) -> None:
        self.query_one("#votes", Static).update(bars(self.options, count))


class HandsScreen(_Asking):
    """The facilitator counts and types: a number for each choice."""

    BINDINGS = [*ARROWS, Binding("escape", "dismiss", N_("Back"))]

    def __init__(self, options: list[Option], typed: str = "") -> None:
        super().__init__(options)
        self._typed = typed

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(_("How many hands for each?"), id="question")
            with VerticalScroll(id="body", can_focus=False):
                yield Static(id="votes")
            yield Input(self._typed, placeholder=_example(len(self.options)), select_on_focus=False)
            yield Static(id="wrong")
            yield Static(_("Numbers in order; one more: who abstained. Enter counts, Esc goes back"), id="keys")

    def on_mount(self) -> None:
        self._show(self._typed)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, typed: str) -> None:
        """As far as it is typed: the first number for the first choice."""
        numbers = [int(each) for each in typed.replace(",", " ").split() if each.isascii() and each.isdecimal()]
        padded = [*numbers, *[0] * len(self.options)]
        self.show(Count(tuple(zip(self.choices, padded, strict=False)), sum(numbers[len(self.options) :])))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        try:
            self.dismiss(hands(event.value, self.choices))
        except UncountableError:
            words = ngettext("{count} number is needed.", "{count} numbers are needed.", len(self.options))
            self.query_one("#wrong", Static).update(Content(f"{words} {_example(len(self.options))}"))


class BallotScreen(_Asking):
    """The pupils vote on their telephones; how many have voted is seen as they do."""

    BINDINGS = [
        *ARROWS,
        Binding("enter", "close", N_("Close the vote")),
        Binding("escape", "cancel", N_("Back")),
    ]

    def __init__(self, options: list[Option], house: House, question: str, address: str) -> None:
        super().__init__(options)
        self._house = house
        self._question = question
        self._address = address

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(_("Vote at {address}", address=self._address), id="question", markup=False)
            with VerticalScroll(id="body", can_focus=False):
                yield Static(id="votes")
            yield Static(id="wrong")
            yield Static(_("Nobody sees who voted for what. Enter closes the vote, Esc takes it back"), id="keys")

    def on_mount(self) -> None:
        self.show(Count(tuple((choice, 0) for choice in self.choices)))
        self._follow()

    def show(self, count: Count) -> None:
        """How many, and not how: whoever votes late is not to look at what the others want."""
        self.query_one("#votes", Static).update(asked(self.options, count))

    @work(exclusive=True, group="ballot")
    async def _follow(self) -> None:
        try:
            await asyncio.to_thread(self._house.open, self._question, self.options)
            while True:
                self.show(await asyncio.to_thread(self._house.count, self.choices))
                await asyncio.sleep(_LOOK_EVERY)
        except (StoreError, NoSuchClassError, NotNowError) as error:
            self._tell(error)

    async def action_close(self) -> None:
        await self._finish(counted=True)

    async def action_cancel(self) -> None:
        await self._finish(counted=False)

    async def _finish(self, *, counted: bool) -> None:
        self.workers.cancel_group(self, "ballot")
        try:
            count = await asyncio.to_thread(self._house.count, self.choices)
            await asyncio.to_thread(self._house.close)
        except (StoreError, NoSuchClassError, NotNowError) as error:
            self._tell(error)
            if not counted:
                self.dismiss()
        else:
            self.dismiss(count if counted else None)

    def _tell(self, error: Exception) -> None:
        self.query_one("#wrong", Static).update(Content(_("The vote cannot be taken so: {reason}.", reason=error)))


def _example(count: int) -> str:
    return _("For example: {numbers}", numbers=" ".join(["12", "5", "7", "3", "2", "1", "1", "1", "1"][:count]))
