"""The languages in which a story can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from game.engine.rules import Rules
from game.wording import OWN

_NAMES = {"en": "English", "ru": "Русский"}
"""Each in itself, since whoever looks for it may read no other."""


class Languages(NamedTuple):
    known: Sequence[str]
    """Codes; the story's own first."""
    spoken: str
    told: Callable[[str], Rules]
    """The story in one of them. Raises `BrokenStoryError` where its translation has mistakes."""

    @property
    def after(self) -> str:
        return self.known[(self.known.index(self.spoken) + 1) % len(self.known)]


def name(language: str) -> str:
    return _NAMES.get(language, language)


def untranslated(rules: Rules) -> Languages:
    """Of a story that can be read in its own language only."""
    return Languages((OWN,), OWN, lambda _language: rules)
