"""Who is in: a table that keeps to the room there is, and scrolls under its heads."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from game.classroom.dashboard.pages import Row
from game.wording import N_, _

_HEADS = (N_("Who"), N_("Plays"), N_("Where"), N_("Choices"), N_("How"))
_MOST = (24, 14, 18, 9)
"""Columns of each but the last, which has what is left."""
_FEW = (0, 2, 4)
_LEAST_FOR_ALL = 64
_GAP = "  "


class Pupils(Vertical):
    _rows: Sequence[Row] = ()

    def compose(self) -> ComposeResult:
        yield Static(id="heads")
        with VerticalScroll(id="rows", can_focus=False):
            yield Static(id="all")

    def show(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self.on_resize()

    def on_resize(self) -> None:
        if width := self.query_one("#all").content_size.width:
            heads, rows = table(self._rows, width)
            self.query_one("#heads", Static).update(heads)
            self.query_one("#all", Static).update(rows)


def table(rows: Sequence[Row], width: int) -> tuple[Content, Content]:
    """The heads, and the rows below one another; no line is longer than `width`, if that is some forty columns."""
    heads = [_(head) for head in _HEADS]
    shown = range(len(heads)) if width >= _LEAST_FOR_ALL else _FEW
    widths = [min(most, max(cell_len(row[at]) for row in (heads, *rows))) for at, most in enumerate(_MOST)]
    widths.append(max(1, width - sum(widths[at] + len(_GAP) for at in shown[:-1])))
    lines = [_line(row, [(row[at], widths[at]) for at in shown]) for row in rows]
    if not rows:
        lines = [Content.styled(_("Nobody has come in yet. `j` shows how to join."), "$text-muted")]
    return Content(_GAP.join(_cell(heads[at], widths[at]) for at in shown)), Content("\n").join(lines)


def _line(row: Row, cells: Sequence[tuple[str, int]]) -> Content:
    told = [_cell(*cell) for cell in cells]
    return Content.assemble(_GAP.join(told[:-1]) + _GAP, (told[-1], row.tone))


def _cell(text: str, width: int) -> str:
    """A number stands to the right."""
    if cell_len(text) > width:
        return set_cell_size(text, width - 1) + "…"
    return text.rjust(width) if text.isdecimal() else set_cell_size(text, width)
