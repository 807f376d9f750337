"""What the signs of the map mean, drawn with the same pens."""

from __future__ import annotations

from game.map.canvas import Canvas
from game.map.styles import HERE, MARKS, QUEUE, SHUT, STYLES, Pen, Role, Run, Style
from game.wording import _

_SAMPLE = 3
"""Cells of a line that show how it is drawn."""
_GAP = 3


def legend(columns: int, style: str = "braille") -> list[list[Run]]:
    """The signs and their meanings, in as many rows as they need; where one is wider than the frame it is left out."""
    rows: list[list[Run]] = []
    used = columns
    for sign, meaning, role in _entries(STYLES[style]):
        width = len(sign) + 1 + len(meaning)
        if width > columns:
            continue
        if used + _GAP + width > columns:
            rows.append([])
            used = -_GAP
        elif rows:
            rows[-1].append((" " * _GAP, "blank"))
        entry: list[Run] = [(sign, role), (" ", "blank"), (meaning, "label")]
        rows[-1] += entry
        used += _GAP + width
    return rows


def _entries(hand: Style) -> list[tuple[str, str, Role]]:
    return [
        (HERE, _("you are here"), "here"),
        (MARKS["other"][1], _("been there"), "place"),
        (MARKS["other"][0], _("place"), "place"),
        (MARKS["crossing"][0], _("crossing"), "place"),
        (SHUT, _("shut"), "shut"),
        (QUEUE, _("queue reported"), "queue"),
        (_sample(hand, hand.road_taken), _("your road"), "road-taken"),
        (_sample(hand, hand.road_open), _("open road"), "road-open"),
        (_sample(hand, hand.border), _("border"), "border"),
        (_hatching(hand), _("occupied"), "occupied"),
    ]


def _sample(hand: Style, pen: Pen) -> str:
    canvas = Canvas(hand.grid(_SAMPLE, 1))
    middle = hand.dots_down / 2 - 0.5
    canvas.line([(0, middle), (canvas.grid.width, middle)], pen.dash, pen.thick)
    return _text(hand, pen, canvas)


def _hatching(hand: Style) -> str:
    canvas = Canvas(hand.grid(_SAMPLE, 1))
    for y in range(canvas.grid.height):
        for x in range(-y % hand.hatch, canvas.grid.width, hand.hatch):
            canvas.dot(x, y)
    return _text(hand, hand.occupied, canvas)


def _text(hand: Style, pen: Pen, canvas: Canvas) -> str:
    return "".join(pen.character if dots and pen.character else hand.characters[dots] for dots in canvas.cells)
