"""The report as files beside the saves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from game.classroom.report.material import Material
from game.classroom.report.page import page
from game.classroom.report.rows import rows
from game.saves import atomic


def keep(folder: Path, material: Material) -> Path:
    """Writes page and table, over those of the same class and day; gives the page. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"class-{material.code or 'words'}-{date.today()}.html"
    atomic.write(path, page(material))
    atomic.write(path.with_suffix(".csv"), rows(material))
    return path
