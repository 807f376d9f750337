"""The kinds of file that an author writes, and the schema of each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from game.authoring.schema.known import Known, known
from game.authoring.schema.playthrough import playthrough_schema
from game.authoring.schema.story import Schema, story_schema
from game.authoring.schema.translation import translation_schema
from game.saves import atomic

FOLDER = "schema"
"""Where a story keeps them."""
KINDS: Mapping[str, Callable[[Known], Schema]] = {
    "story": story_schema,
    "playthrough": playthrough_schema,
    "translation": translation_schema,
}
LINE = f"# yaml-language-server: $schema={FOLDER}/story.json"


def write(folder: Path, kinds: Iterable[str]) -> Iterator[Path]:
    """Writes the schemas of a story into its folder. Raises `OSError`."""
    for kind in kinds:
        file = folder / FOLDER / f"{kind}.json"
        file.parent.mkdir(exist_ok=True)
        atomic.write(file, schema(kind, folder))
        yield file


def schema(kind: str, folder: Path | None = None) -> str:
    """The text of a schema; the ids of the story in a folder are offered."""
    made = KINDS[kind](known(folder) if folder else {})
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
