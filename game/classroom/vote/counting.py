"""How a class is asked: hands that are counted aloud, or telephones; and what came of it."""

from __future__ import annotations

import asyncio
import secrets
from typing import cast

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
from game.classroom.vote.count import Count, UncountableError, hands
from game.classroom.vote.house import House
from game.engine.rules import Option
from game.keys import with_twin
from game.tui.contents import muted, stacked
from game.tui.prose import flat
from game.wording import N_, _, ngettext

_LOOK_EVERY = 0.5
_BAR = 16


_ARROWS = [
    Binding("up,pageup", "look(-1)", N_("Scroll"), show=False),
    Binding("down,pagedown", "look(1)", N_("Scroll"), show=False),
]


class _Scrolled:
    """A long menu on a small screen: arrows scroll what is counted, wherever the cursor is."""

    def action_look(self, way: int) -> None:
        body = cast("ModalScreen[object]", self).query_one("#body")
        body.scroll_relative(y=way * max(1, body.size.height - 1), animate=False)


class _Asking(_Scrolled, ModalScreen[Count | None]):
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

    BINDINGS = [*_ARROWS, Binding("escape", "dismiss", N_("Back"))]

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
            words = ngettext("One number is needed.", "{count} numbers are needed.", len(self.options))
            self.query_one("#wrong", Static).update(Content(f"{words} {_example(len(self.options))}"))


class BallotScreen(_Asking):
    """The pupils vote on their telephones; what comes in is seen as it comes."""

    BINDINGS = [
        *_ARROWS,
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


class ResultScreen(_Scrolled, ModalScreen[str | None]):
    """What came of it: a majority is taken; a tie is decided by the facilitator, or by a coin."""

    CSS_PATH = ["../../tui/screens/modal.tcss", "projector.tcss"]
    BINDINGS = [
        *_ARROWS,
        Binding("enter", "take", N_("Go on so")),
        Binding("escape", "dismiss", N_("Count again")),
        Binding(with_twin("c"), "coin", N_("Toss a coin")),
        *(Binding(str(digit), f"decide({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(self, options: list[Option], count: Count) -> None:
        super().__init__()
        self.options = options
        self.count = count
        self.decided = count.leading[0] if len(count.leading) == 1 else ""
        self._by = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(id="question")
            with VerticalScroll(id="body", can_focus=False):
                yield Static(bars(self.options, self.count), id="votes")
                yield Static(id="said")
            yield Static(id="keys")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        tie = len(self.count.leading) > 1
        self.query_one("#question", Static).update(self._verdict())
        parts = [self._by] if self._by else []
        if self.count.outvoted:
            parts.append(_("What did the majority overlook?"))
        self.query_one("#said", Static).update(stacked(parts))
        keys = [
            _("Enter goes on so") if self.decided else "",
            _("A tie: whoever leads decides by its digit; c tosses a coin") if tie else "",
            _("Esc goes back, to count again"),
        ]
        self.query_one("#keys", Static).update(". ".join(each for each in keys if each))

    def _verdict(self) -> Content:
        if self.decided:
            words = next(option.say for option in self.options if option.id == self.decided)
            return Content.assemble(flat(words))
        if not self.count.voted:
            return Content(_("Nobody voted"))
        return Content(_("A tie"))

    def action_take(self) -> None:
        if self.decided:
            self.dismiss(self.decided)

    def action_decide(self, number: int) -> None:
        if len(self.count.leading) > 1 and number <= len(self.options):
            self._decide(self.options[number - 1].id, _("Decided by whoever leads."))

    def action_coin(self) -> None:
        if len(self.count.leading) > 1:
            self._decide(secrets.choice(self.count.leading), _("Decided by a coin."))

    def _decide(self, choice: str, by: str) -> None:
        if choice in self.count.leading:
            self.decided, self._by = choice, by
            self._show()


def bars(options: list[Option], count: Count) -> Content:
    """A choice and its votes; then who abstained."""
    most = max(1, *(votes for _, votes in count.votes))
    parts: list[Content] = []
    for number, (option, (_choice, votes)) in enumerate(zip(options, count.votes, strict=True), 1):
        full = round(_BAR * votes / most)
        said = Content.assemble((f"{number}  ", "bold"), flat(option.say))
        parts += [said, Content.assemble("   ", "█" * full, "░" * (_BAR - full), (f"  {votes}", "bold"))]
    if count.abstained:
        parts.append(muted(ngettext("{count} abstained", "{count} abstained", count.abstained)))
    return stacked(cast("list[Content | str]", parts), 0)


def _example(count: int) -> str:
    return _("For example: {numbers}", numbers=" ".join(["12", "5", "7", "3", "2", "1", "1", "1", "1"][:count]))
