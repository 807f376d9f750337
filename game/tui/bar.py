"""A share as a bar."""

from __future__ import annotations

from fractions import Fraction

from textual.content import Content


def bar(part: Fraction | int, whole: int, width: int) -> Content:
    """`width` in cells; nothing of nothing is an empty bar."""
    full = round(width * part / whole) if whole else 0
    return Content.assemble(("█" * full, "$accent"), ("░" * (width - full), "$text-muted"))
