"""A page to read: opened over the story, closed with Esc, scrolled with arrows and Space."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from game.keys import with_twin
from game.tui.hanging import Hanging
from game.tui.widgets.keys import Keys
from game.wording import N_


class Page(Screen[None]):
    CSS_PATH = "page.tcss"
    BINDINGS = [
        Binding(f"escape,{with_twin('q')}", "app.pop_screen", N_("Back"), key_display="Esc"),
        Binding("space", "down", N_("On"), key_display="Space"),
        Binding("home,g,п", "top", "First", show=False),
        Binding("end,shift+g", "bottom", "Last", show=False),
    ]

    def __init__(self, title: str, content: Callable[[], Content], *, from_end: bool = False) -> None:
        super().__init__()
        self._heading = title
        self._content = content
        self._from_end = from_end

    def compose(self) -> ComposeResult:
        yield Static(self._heading, id="heading", markup=False)
        with VerticalScroll(id="body"):
            yield Static(Hanging(self._content()), id="text")
        yield Keys()

    def on_mount(self) -> None:
        self.query_one("#body").focus()
        if self._from_end:
            self.call_after_refresh(self.action_bottom)

    def action_down(self) -> None:
        self.query_one("#body").scroll_page_down()

    def action_top(self) -> None:
        self.query_one("#body").scroll_home()

    def action_bottom(self) -> None:
        self.query_one("#body").scroll_end(animate=False)
