"""A story's folder that is being written in: compiled anew whenever a file of it has changed."""

from __future__ import annotations

import gc
from pathlib import Path

from game.engine.rules import Rules
from game.language.compiler import Compiled, compile_again
from game.language.diagnostics import Report
from game.language.folder import stamps
from game.language.garbage import uncollected


class Workshop:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rules: Rules | None = None
        """The story as it last was without mistakes; None before it ever was."""
        self.report = Report()
        """What is wrong with it as it is now."""
        self._before: Compiled | None = None
        self._seen: object = None

    def look(self) -> bool:
        """Compiles the story if a file has changed since it was last looked at; says whether one had."""
        seen = stamps(self.folder)
        if seen == self._seen:
            return False
        self._seen = seen
        with uncollected():
            compiled = self._before = compile_again(self.folder, self._before)
            gc.freeze()  # a whole story lives until the next; looking it through for garbage would take longer
        self.report = compiled.report
        if compiled.story is not None:
            self.rules = Rules(compiled.story, self.rules)
        return True
