"""The keys at the bottom of a screen, in the player's language."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from game.wording import _


class Keys(Footer):
    """Bindings are made before anybody has chosen a language, so their words wait until they are shown."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)

    def compose(self) -> ComposeResult:
        keys = list(super().compose())
        for key in keys:
            if isinstance(key, FooterKey):
                key.description = _(key.description)
                if isinstance(key.tooltip, str) and key.tooltip:
                    key.tooltip = _(key.tooltip)
        self._show_whole_ones(keys)
        yield from keys

    def on_resize(self) -> None:
        self._show_whole_ones(self.children)

    def _show_whole_ones(self, keys: Iterable[Widget]) -> None:
        """A key for which there is no room is not cut in two: `?` shows them all."""
        room = self.app.size.width
        for key in keys:
            if isinstance(key, FooterKey):
                room -= cell_len(f" {key.key_display} {key.description} ")
                key.visible = room >= 0
