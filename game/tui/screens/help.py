"""Every key, and what it does."""

from __future__ import annotations

from textual.content import Content

from game.tui.actions import ACTIONS, all_keys
from game.tui.contents import heading, muted, stacked
from game.wording import N_, _

_MOVING = (
    ("1-9", N_("Take the choice with that number")),
    (N_("Up, Down, Enter"), N_("Go through the choices, take one")),
    (N_("Space, Page Down"), N_("Read on; Page Up reads back")),
    ("Esc", N_("Back, or the menu; nothing is ever lost")),
    ("Ctrl+P", N_("The command palette, where your terminal lets it through")),
)
_COLUMN = 18

_NOTES = (
    N_("Letters work on a Cyrillic keyboard layout too, without switching it."),
    N_("The mouse works everywhere. To copy text, hold Shift (Option on a Mac) and drag."),
    N_(
        "Every choice is saved as it is made. `otherbank play --plain` is the same game as lines of text, "
        "for screen readers and small terminals."
    ),
)


def help_page() -> Content:
    doing = [(all_keys(action), f"{_(action.label)}. {_(action.what)}") for action in ACTIONS]
    return stacked(
        [
            stacked([heading(_("Reading and choosing")), *(_row(_(keys), _(what)) for keys, what in _MOVING)], 0),
            stacked([heading(_("At any moment of the story")), *(_row(*row) for row in doing)], 0),
            *(muted(_(note)) for note in _NOTES),
        ]
    )


def _row(keys: str, what: str) -> Content:
    return Content.assemble((f"  {keys:<{_COLUMN}}", "$accent"), what)
