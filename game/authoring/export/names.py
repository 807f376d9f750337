"""The names that a story's ids get in a language that knows letters, digits and underscores only."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FOREIGN = re.compile(r"[^a-z0-9]+", re.IGNORECASE)


class Names:
    """Hands out names, each once; what is given first keeps its plain name."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)

    def give(self, wanted: str) -> str:
        """A name as near as can be to what is wanted: `lars-booth/next` is `lars_booth_next`."""
        name = _FOREIGN.sub("_", wanted).strip("_") or "_"
        if name[0].isdigit():
            name = f"n{name}"
        while name in self._taken:
            name += "_"
        self._taken.add(name)
        return name

    def give_all(self, wanted: Iterable[str], prefix: str = "") -> dict[str, str]:
        return {each: self.give(prefix + each) for each in wanted}

    def inside(self) -> Names:
        """For names that must differ from these, and from one another within one place only."""
        return Names(self._taken)
