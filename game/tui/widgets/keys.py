"""The keys at the bottom of a screen, in the player's language."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from game.wording import _


class Keys(Footer):
    """Bindings are made before anybody has chosen a language, so their words wait until they are shown."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)

    def compose(self) -> ComposeResult:
        for key in super().compose():
            if isinstance(key, FooterKey):
                key.description = _(key.description)
                if isinstance(key.tooltip, str) and key.tooltip:
                    key.tooltip = _(key.tooltip)
            yield key
