"""inkjs, as it was published; see README.md."""

from __future__ import annotations

from pathlib import Path

SCRIPT = Path(__file__).parent / "ink-full.js"
