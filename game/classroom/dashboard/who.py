"""Which of the pupils is to be taken out: somebody who is none."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from game.classroom.dashboard.pages import Row
from game.wording import N_, _

_COLUMN = 20


class WhoScreen(ModalScreen[str | None]):
    """Gives a pseudonym."""

    CSS_PATH = "../../tui/screens/modal.tcss"
    BINDINGS = [Binding("escape", "dismiss", N_("Back"))]

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(_("Take out whom?"), id="question")
            yield OptionList(*(Option(_told(row)) for row in self._rows))
            yield Static(_("Arrows and Enter choose, Esc goes back"), id="keys")

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._rows[event.option_index].pseudonym)


def _told(row: Row) -> Content:
    played = " · ".join(part for part in (row.where, row.choices, row.how) if part)
    return Content.assemble((f"{row.pseudonym:<{_COLUMN}}", "bold"), f"  {played}")
