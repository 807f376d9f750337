"""What a class decided: counted, with ties, minorities and those who abstained. Pure; it knows no luck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_HANDS = 999


class UncountableError(ValueError):
    """What was typed is no count; the words say why."""


@dataclass(frozen=True, slots=True)
class Count:
    votes: tuple[tuple[str, int], ...]
    """Choice and how many are for it, in the order of the menu."""
    abstained: int = 0

    @property
    def voted(self) -> int:
        return sum(count for _, count in self.votes)

    @property
    def leading(self) -> tuple[str, ...]:
        """The choice with the most votes; several where they are level; all of them where nobody voted."""
        most = max(count for _, count in self.votes)
        return tuple(choice for choice, count in self.votes if count == most)

    @property
    def outvoted(self) -> int:
        """How many voted for something else than what leads alone; nought in a tie."""
        return self.voted - dict(self.votes)[self.leading[0]] if len(self.leading) == 1 else 0


def hands(typed: str, choices: Sequence[str]) -> Count:
    """`12 5 7`, a number for each open choice; one more number is for those who abstained. Raises `UncountableError`.

    >>> hands("12 5 1", ["go", "stay"])
    Count(votes=(('go', 12), ('stay', 5)), abstained=1)
    """
    numbers = typed.replace(",", " ").split()
    for each in numbers:
        if not (each.isascii() and each.isdecimal() and int(each) <= MOST_HANDS):
            raise UncountableError(each)
    if len(numbers) not in (len(choices), len(choices) + 1):
        raise UncountableError(str(len(numbers)))
    found = [int(each) for each in numbers]
    return Count(tuple(zip(choices, found, strict=False)), sum(found[len(choices) :]))


def ballots(votes: Mapping[str, int], choices: Sequence[str], voters: int) -> Count:
    """What came in from telephones. `voters`: how many could have voted."""
    found = tuple((choice, votes.get(choice, 0)) for choice in choices)
    return Count(found, max(0, voters - sum(count for _, count in found)))
