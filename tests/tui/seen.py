"""What stands on a screen, as text: read from the picture that Textual itself makes of it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from textual.app import App

_CELL = 12.2
_TEXT = re.compile(r'<text[^>]* x="([\d.]+)"[^>]*clip-path="url\(#[^)]*line-(\d+)\)"[^>]*>(.*?)</text>')


def screen(app: App[Any]) -> str:
    """All rows of the screen, without the spaces at their ends."""
    width, height = app.size
    rows = [[" "] * width for _ in range(height)]
    for x, line, text in _TEXT.findall(app.export_screenshot()):
        start = round(float(x) / _CELL)
        for at, character in enumerate(unescape(text).replace("\xa0", " "), start):
            if int(line) < height and at < width:
                rows[int(line)][at] = character
    return "\n".join("".join(row).rstrip() for row in rows)
