"""The hands in which a map can be drawn. Lines differ by their pattern, so that colour is never needed."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from game.map.canvas import BRAILLE, HALVES, SOLID, Dash, Grid

Role: TypeAlias = Literal[
    "blank",
    "sea",
    "occupied",
    "border",
    "coast",
    "road-open",
    "road-taken",
    "country",
    "place",
    "shut",
    "queue",
    "label",
    "scale",
    "here",
]
"""What a run of characters stands for; a screen gives each its colour."""
Run: TypeAlias = tuple[str, Role]


class Pen(NamedTuple):
    dash: Dash = SOLID
    thick: bool = False
    character: str = ""
    """Set in each cell that the line touches, instead of the line's dots."""


class Style(NamedTuple):
    dots_across: int
    dots_down: int
    characters: tuple[str, ...]
    """By the dots of a cell."""
    coast: Pen
    border: Pen
    road_open: Pen
    road_taken: Pen
    occupied: Pen
    hatch: int
    """Every so many dots a stroke of the hatching."""

    def grid(self, columns: int, rows: int) -> Grid:
        return Grid(columns, rows, self.dots_across, self.dots_down)


STYLES = {
    "braille": Style(
        2,
        4,
        BRAILLE,
        coast=Pen(),
        border=Pen((1, 2)),
        road_open=Pen((3, 3)),
        road_taken=Pen(thick=True),
        occupied=Pen(),
        hatch=3,
    ),
    "blocks": Style(
        1,
        2,
        HALVES,
        coast=Pen(),
        border=Pen(character="·"),
        road_open=Pen(character="+"),
        road_taken=Pen(character="#"),
        occupied=Pen(character="/"),
        hatch=2,
    ),
}
"""`braille`: two by four dots a cell, the finest; `blocks`: half blocks, which every font has."""

SEA = "~"
HERE = "@"
MARKS = {"crossing": ("◇", "◆"), "other": ("□", "■")}
"""By the kind of place: not yet, and already visited."""
SHUT = "×"
QUEUE = "≡"
