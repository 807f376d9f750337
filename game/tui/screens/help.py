"""Every key, and what it does."""

from __future__ import annotations

from textual.content import Content

from game.tui.actions import ACTIONS, all_keys
from game.tui.contents import heading, muted, stacked

_MOVING = (
    ("1-9", "Take the choice with that number"),
    ("Up, Down, Enter", "Go through the choices, take one"),
    ("Space, Page Down", "Read on; Page Up reads back"),
    ("Esc", "Back, or the menu; nothing is ever lost"),
    ("Ctrl+P", "The command palette, where your terminal lets it through"),
)
_COLUMN = 18

_NOTES = (
    "Letters work on a Cyrillic keyboard layout too, without switching it.",
    "The mouse works everywhere. To copy text, hold Shift (Option on a Mac) and drag.",
    "Every choice is saved as it is made. `otherbank play --plain` is the same game as lines of text, "
    "for screen readers and small terminals.",
)


def help_page() -> Content:
    doing = [(all_keys(action), f"{action.label}. {action.what}") for action in ACTIONS]
    return stacked(
        [
            stacked([heading("Reading and choosing"), *(_row(*row) for row in _MOVING)], 0),
            stacked([heading("At any moment of the story"), *(_row(*row) for row in doing)], 0),
            *map(muted, _NOTES),
        ]
    )


def _row(keys: str, what: str) -> Content:
    return Content.assemble((f"  {keys:<{_COLUMN}}", "$accent"), what)
