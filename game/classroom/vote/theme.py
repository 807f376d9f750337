"""What can be read from the last row of a bright room: black and white, and one colour that is not needed."""

from __future__ import annotations

from textual.theme import Theme

PROJECTOR = Theme(
    name="projector",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffe066",
    warning="#ffe066",
    error="#ffe066",
    success="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "text-muted": "#e0e0e0",
        "block-cursor-background": "#ffffff",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold",
        "border": "#ffffff",
        "footer-key-foreground": "#ffe066",
    },
)
