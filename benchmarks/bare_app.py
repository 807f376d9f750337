"""The least Textual app with the game's own kinds of widgets: the floor that the game is measured against.

`python bare_app.py title` shows a title and a menu; `python bare_app.py story` shows a passage and choices, and on each
digit puts another passage and other choices, two to four as in the synthetic story, in their place.
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static

TEXT = "The road runs on between the fields and cars stand still while people speak of the price of water. " * 6


class Title(App[None]):
    CSS = "#middle { max-width: 64; height: auto; } OptionList { height: auto; }"
    BINDINGS = [Binding("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False), Vertical(id="middle"):
            yield Static("Title")
            yield Static(Content(TEXT))
            yield OptionList("1  New journey", "2  Load", "3  Sources", "4  Settings", "5  Quit")
            yield Static(Content(TEXT))
        yield Footer(show_command_palette=False)


class Story(App[None]):
    CSS = "#page { height: 1fr; } #choices { height: auto; }"
    BINDINGS = [Binding(str(digit), f"take({digit})", show=False) for digit in range(1, 10)]

    turn = 0

    def compose(self) -> ComposeResult:
        yield Static(id="standing")
        with Vertical():
            with VerticalScroll(id="page", can_focus=False):
                yield Static(id="passage")
            yield Static(id="note")
            yield OptionList(id="choices")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.action_take(0)

    def action_take(self, digit: int) -> None:
        self.turn += 1
        self.query_one("#standing", Static).update(Content(f"Turn {self.turn} after {digit}\nIn hand"))
        self.query_one("#passage", Static).update(Content(f"Passage {self.turn}\n\n{TEXT}\n\n{TEXT}"))
        self.query_one("#page").scroll_home(animate=False)
        choices = self.query_one("#choices", OptionList)
        choices.clear_options()
        choices.add_options([f"{number}  choice {self.turn}" for number in range(1, 3 + self.turn * 7 % 3)])
        choices.highlighted = 0


if __name__ == "__main__":
    {"title": Title, "story": Story}[sys.argv[1]]().run()
