"""What the player has set, kept between games."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast

from game.saves import atomic

MapStyle: TypeAlias = Literal["braille", "blocks", "list"]


@dataclass(slots=True)
class Settings:
    theme: str = "night-road"
    marks: bool = False
    """Whether marks of provenance are shown in the text."""
    map_style: MapStyle = "braille"
    motion: bool = True
    language: str = ""
    """The code of the one to read in; empty: what the system asks for."""
    short: list[str] = field(default_factory=list[str])
    """The dials that are turned down: what they are about is told in short."""


def load(path: Path) -> Settings:
    """The settings kept there; whatever is missing or broken is as it was at first."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    settings = Settings()
    if isinstance(kept, dict):
        values = cast("dict[str, Any]", kept)
        for each in fields(Settings):
            value = values.get(each.name)
            if type(value) is type(getattr(settings, each.name)):
                setattr(settings, each.name, value)
    return settings


def save(path: Path, settings: Settings) -> None:
    """Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.write(path, json.dumps(asdict(settings), indent=1) + "\n")
