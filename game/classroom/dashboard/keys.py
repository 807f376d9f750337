"""The keys of the dashboard: all of them at the bottom, on as many rows as they need, and each in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult, RenderResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from game.tui.contents import stacked
from game.wording import N_, _

_BETWEEN = "  "
_COLUMN = 8
_PRESSED = "pressed"


class AllKeys(Widget):
    """They can be clicked as well."""

    def __init__(self, bindings: Iterable[Binding]) -> None:
        super().__init__(id="keys")
        self._listed = [each for each in bindings if each.show]

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual asks
        return len(self._lines(width))

    def on_click(self, event: Click) -> None:
        if pressed := event.style.meta.get(_PRESSED):
            self.app.simulate_key(pressed)

    def _lines(self, width: int) -> list[Content]:
        return _flowing([_key(each) for each in self._listed], width)


class KeysScreen(ModalScreen[None]):
    CSS_PATH = "../../tui/screens/modal.tcss"
    BINDINGS = [Binding("escape,enter,question_mark", "dismiss", N_("Back"))]

    def __init__(self, bindings: Iterable[Binding]) -> None:
        super().__init__()
        self._listed = [each for each in bindings if each.tooltip]

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(_("Every key, and what it does"), id="question")
            with VerticalScroll(id="body"):
                yield Static(stacked([_row(each) for each in self._listed], 0))


def _key(binding: Binding) -> Content:
    pressed = Style.from_meta({_PRESSED: binding.key.partition(",")[0]})
    told = Content.assemble(
        (binding.key_display or binding.key, "bold $footer-key-foreground"), f" {_(binding.description)}"
    )
    return told.stylize(pressed)


def _row(binding: Binding) -> Content:
    return Content.assemble((f"{binding.key_display or binding.key:<{_COLUMN}}", "$accent"), _(binding.tooltip))


def _flowing(keys: Iterable[Content], width: int) -> list[Content]:
    """One after the other, and none broken in two."""
    lines: list[Content] = []
    for key in keys:
        if lines and lines[-1].cell_length + len(_BETWEEN) + key.cell_length <= width:
            lines[-1] = lines[-1] + _BETWEEN + key
        else:
            lines.append(key)
    return lines
