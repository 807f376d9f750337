"""Where a tab was: a reload goes on there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.engine.rules import Rules
from game.saves.playthrough_file import UnreadableError
from game.saves.run import Run
from game.saves.shelf import Shelf

if TYPE_CHECKING:
    from game.tui.app import OtherBank


def run_at(place: str, rules: Rules, shelf: Shelf) -> Run | None:
    """The run that was played there; None where there is none, or it no longer stands whole."""
    if not place:
        return None
    try:
        run, divergence = Run.resume(rules, shelf, Path(place))
    except UnreadableError:
        return None
    return None if divergence else run


def place_of(app: OtherBank) -> str:
    """The file of the run on the screen; empty on the title."""
    from game.tui.screens.story import StoryScreen

    for screen in app.screen_stack:
        if isinstance(screen, StoryScreen) and isinstance(screen.run, Run) and screen.run.path:
            return str(screen.run.path)
    return ""
