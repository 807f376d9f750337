"""Puts the compiled story into the wheel beside its files, in each language that it is translated into, so that a
player's first start reads no YAML."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledStory(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, self.root)
        from game.language.cache import COMPILED, load_story
        from game.language.folder import languages

        self._room = tempfile.TemporaryDirectory()
        for language in ("", *languages(root / "story")):
            load_story(root / "story", Path(self._room.name), language)
        for file in Path(self._room.name).glob("*.json"):
            build_data["force_include"][str(file)] = f"game/_story/{COMPILED}/{file.name}"
