"""The game's own colours: sodium lamps over a road at night, and ink on paper."""

from __future__ import annotations

import os
from collections.abc import Container

from textual.theme import Theme

NIGHT_ROAD = Theme(
    name="night-road",
    primary="#d9a15b",
    secondary="#8fa6b8",
    accent="#e8c07d",
    warning="#d98c4a",
    error="#d9705f",
    success="#8fb08c",
    foreground="#d9d4c7",
    background="#11151b",
    surface="#161b22",
    panel="#1d242d",
    dark=True,
    variables={
        "text-muted": "#98a0a6",
        "block-cursor-background": "#2e3947",
        "block-cursor-foreground": "#f1e6d0",
        "block-cursor-text-style": "bold",
        "border": "#3a4655",
        "footer-key-foreground": "#e8c07d",
    },
)

PAPER = Theme(
    name="paper",
    primary="#7a4a12",
    secondary="#3f5a70",
    accent="#8c3b1f",
    warning="#8f5200",
    error="#9c2f1f",
    success="#3e6b3a",
    foreground="#25211b",
    background="#f5f0e5",
    surface="#efe8d9",
    panel="#e6ddca",
    dark=False,
    variables={
        "text-muted": "#655d50",
        "block-cursor-background": "#d9cbac",
        "block-cursor-foreground": "#1c1813",
        "block-cursor-text-style": "bold",
        "border": "#b3a688",
        "footer-key-foreground": "#7a4a12",
    },
)

OURS = (NIGHT_ROAD, PAPER)
_IN_GREY = {"ansi-dark": NIGHT_ROAD.name, "ansi-light": PAPER.name}


def shown(wanted: str, available: Container[str]) -> str:
    """The theme to show: the one wanted, where it is known and can be read."""
    if os.environ.get("NO_COLOR") and wanted in _IN_GREY:
        return _IN_GREY[wanted]  # Textual makes greys of colours; of the terminal's own it makes black on black
    return wanted if wanted in available else NIGHT_ROAD.name
