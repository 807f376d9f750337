"""What a format cannot say: refused by name, with its place, never dropped."""

from __future__ import annotations

from typing import NamedTuple


class Refusal(NamedTuple):
    at: str
    """`file:line` of the scene, or what in the story it is about."""
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.at}: {self.what}: {self.why}"


class CannotSayError(ValueError):
    """All that a format cannot say of a story."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__("\n".join(map(str, refusals)))
        self.refusals = refusals
