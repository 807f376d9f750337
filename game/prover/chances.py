"""Odds as lines with bars for a person, and as data with all their digits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from textwrap import wrap
from typing import Any, NamedTuple

from game.engine.playthrough import Playthrough
from game.engine.story import Story
from game.engine.text import plain
from game.prover.odds import Chances, Fork
from game.prover.solve import Odds

_KEY = (
    "Random: each open choice is as likely as the others. Best and worst: who knows the rules, and the luck not, and "
    "plays for that alone, or against it."
)
_SURE = "Worked out over all {states:,} states; no figure is off by more than {error:.0e} of itself."
_ENDLESS = "{endless:,} states lead round to one another: theirs were gone over until no digit changed."
_CHANGING = (
    "{changing:,} of {asked:,} choices that are open beside another ({share:.0%}) change what can still happen: the "
    "endings, or how likely they are. The others change no more than what is told."
)
_WIDTH = 80
_FIGURES = 32
"""Columns that three shares take, with the spaces before each."""


class Signs(NamedTuple):
    """What is drawn with."""

    cells: str
    """From an empty one to a full one, in equal steps."""
    cut: str
    """Where a name is too long."""


_FINE = Signs(" ▏▎▍▌▋▊▉█", "…")
_ROUGH = Signs(" #", "~")


def signs(encoding: str) -> Signs:
    """The finest that this can spell."""
    try:
        "".join(_FINE).encode(encoding)
    except UnicodeEncodeError:
        return _ROUGH
    return _FINE


class _Sheet:
    """What is printed, so wide."""

    def __init__(self, width: int, drawn: Signs) -> None:
        self.width = width
        self._signs = drawn
        spare = max(20, width - 1 - _FIGURES)
        self._label = min(24, spare * 4 // 7)
        self._bar = min(20, spare - self._label)

    def head(self) -> str:
        return f"{'':{self._label + self._bar + 2}}    random      best     worst"

    def table(self, name: str, odds: Mapping[str, Odds]) -> str:
        lines = [self._line(name, each) for name, each in odds.items() if each.best > 0]
        return "\n".join([*wrap(name, self.width), *(lines or ["  nothing of it"])])

    def _line(self, name: str, odds: Odds) -> str:
        label = f"  {name}"
        label = label if len(label) <= self._label else f"{label[: self._label - 1]}{self._signs.cut}"
        shares = "  ".join(f"{_share(each):>8}" for each in odds)
        return f"{label:{self._label}}  {_bar(odds.random, self._bar, self._signs.cells):{self._bar}}  {shares}"

    def words(self, words: str) -> str:
        return "\n".join(wrap(words, self.width))


def chart(story: Story, found: Mapping[str, Chances], width: int = _WIDTH, drawn: Signs = _FINE) -> str:
    """A table with bars for each traveller, in so many columns. What cannot be come to is left out."""
    sheet = _Sheet(min(width, _WIDTH), drawn)
    parts = [sheet.table(story["travellers"][who]["name"], chances.odds) for who, chances in found.items()]
    told = [*_changing(found.values()), _sure(found.values())]
    return "\n\n".join([sheet.head(), *parts, *map(sheet.words, told)])


def fork_lines(playthrough: Playthrough, found: Fork, width: int = _WIDTH, drawn: Signs = _FINE) -> str:
    """The odds where a playthrough is, and after each of the choices there."""
    sheet = _Sheet(min(width, _WIDTH), drawn)
    said = {option.id: plain(option.say) for option in playthrough.choices()}
    parts = [sheet.table(said[choice], odds) for choice, odds in found.choices.items()]
    return "\n\n".join([sheet.head(), sheet.table("Here", found.here.odds), *parts, sheet.words(_sure([found.here]))])


def data(found: Mapping[str, Chances]) -> dict[str, Any]:
    return {who: _data(chances) | _choices(chances) for who, chances in found.items()}


def _choices(chances: Chances) -> dict[str, Any]:
    of = chances.choices
    return {"choices": {"asked": len(of.asked), "changing": len(of.changing)}} if of else {}


def _changing(found: Collection[Chances]) -> list[str]:
    """How many choices change what can still happen, for some traveller; one line, or none."""
    asked = set[tuple[str, str]]().union(*(each.choices.asked for each in found if each.choices))
    changing = set[tuple[str, str]]().union(*(each.choices.changing for each in found if each.choices))
    if not asked:
        return []
    return [_CHANGING.format(changing=len(changing), asked=len(asked), share=len(changing) / len(asked))]


def fork_data(playthrough: Playthrough, found: Fork) -> dict[str, Any]:
    choices = {choice: _figures(odds) for choice, odds in found.choices.items()}
    return {"scene": playthrough.scene, "here": _data(found.here), "choices": choices}


def _data(chances: Chances) -> dict[str, Any]:
    of_states = {"states": chances.states, "endless": chances.endless, "error": chances.error}
    return {"odds": _figures(chances.odds), **of_states}


def _figures(odds: Mapping[str, Odds]) -> dict[str, Any]:
    return {name: each._asdict() for name, each in odds.items()}


def _bar(share: float, length: int, cells: str) -> str:
    """By parts of a cell, so that what is possible is seen to be."""
    steps = len(cells) - 1
    filled = max(round(share * length * steps), 1 if share else 0)
    return cells[-1] * (filled // steps) + cells[filled % steps].strip()


def _share(share: float) -> str:
    """As a percentage; nothing that is possible reads as impossible, nor what may fail as sure."""
    shown = f"{share:.2%}"
    if shown == "0.00%" and share > 0:
        return "<0.01%"
    return ">99.99%" if shown == "100.00%" and share < 1 - 1e-12 else shown


def _sure(found: Collection[Chances]) -> str:
    states, endless = sum(each.states for each in found), sum(each.endless for each in found)
    error = max(each.error for each in found)
    words = [_KEY, _SURE.format(states=states, error=error), _ENDLESS.format(endless=endless) if endless else ""]
    return " ".join(words).rstrip()
