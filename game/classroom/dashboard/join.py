"""How to join, large enough for the last row: address, code, and the same as a QR code."""

from __future__ import annotations

import segno
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Digits, Static

from game.classroom.names import shown_code
from game.keys import with_twin
from game.tui.widgets.keys import Keys
from game.wording import N_, _

_HALVES = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


class JoinScreen(Screen[None]):
    CSS_PATH = "dashboard.tcss"
    BINDINGS = [Binding(f"escape,enter,{with_twin('j')}", "app.pop_screen", N_("To the class"), key_display="Esc")]

    def __init__(self, title: str, address: str, code: str, *, in_browsers: bool, shut: bool) -> None:
        super().__init__()
        self._title = title
        self._address = address
        self._code = code
        self._page = f"{address}/j/{code}" if in_browsers else ""
        self._shut = shut

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="sheet"):
            with Vertical(id="told"):
                yield Static(self._title, id="name", markup=False)
                if self._shut:
                    yield Static(
                        _("The door is shut: nobody new can come in. `d` on the dashboard opens it."), id="shut"
                    )
                yield Static(self._in_a_browser(), id="address")
                yield Digits(shown_code(self._code), id="code")
                yield Static(Content.assemble(_("In a terminal: "), (self._command, "$accent")))
            if self._page:
                yield Static(Content(qr(self._page)), id="qr")
        yield Keys()

    @property
    def _command(self) -> str:
        return f"otherbank join {self._address} {shown_code(self._code)}"

    def _in_a_browser(self) -> Content:
        if self._page:
            return Content.assemble(_("In a browser: "), (self._page, "bold $accent"))
        return Content(
            _(
                "In a browser: not yet. `otherbank web build` makes the pages, once;"
                " then `otherbank class resume` goes on with this class."
            )
        )


def qr(text: str) -> str:
    """Two rows of the code to a row of the terminal; dark on light, with the light edge that a camera needs."""
    matrix = [[int(not each) for each in row] for row in segno.make(text, error="m").matrix_iter(border=2)]
    if len(matrix) % 2:
        matrix.append([1] * len(matrix[0]))
    return "\n".join(
        "".join(_HALVES[upper, lower] for upper, lower in zip(above, below, strict=True))
        for above, below in zip(matrix[::2], matrix[1::2], strict=True)
    )
