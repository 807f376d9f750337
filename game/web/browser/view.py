"""What the page shows of the game as text: one view at a time, whose buttons say what is done when they are pressed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypedDict

from game.engine.rules import Rules
from game.engine.story import Traveller
from game.engine.text import plain
from game.plain import pages


class Button(TypedDict):
    do: str
    """What to say when it is pressed."""
    say: str
    locked: str
    """Why it cannot be pressed; empty where it can."""


class Field(TypedDict):
    do: str
    """What is said before what was typed."""
    say: str
    press: str
    """The button beside it."""
    longest: int


class View(TypedDict):
    heading: str
    standing: str
    paragraphs: list[str]
    """Those that begin with `# ` are headings; with two spaces, set apart."""
    choices: list[Button]
    more: list[Button]
    field: Field | None
    """What may be typed beside the buttons."""
    notice: str


def view(
    heading: str,
    paragraphs: Iterable[str],
    choices: Iterable[Button] = (),
    more: Iterable[Button] = (),
    *,
    standing: str = "",
    field: Field | None = None,
    notice: str = "",
) -> View:
    return {
        "heading": heading, "standing": standing, "paragraphs": list(paragraphs), "choices": list(choices),
        "more": list(more), "field": field, "notice": notice,
    }  # fmt: skip


def page(heading: str, lines: Sequence[str], back: str) -> View:
    return view(heading, headed(lines), more=[button(back, "Back")])


def headed(lines: Sequence[str]) -> list[str]:
    """Lines of a page: an empty one goes before a heading."""
    return [f"# {line}" if not before else line for before, line in pairwise(["-", *lines]) if line]


def button(do: str, say: str, locked: str = "") -> Button:
    return {"do": do, "say": say, "locked": locked}


def cards(rules: Rules, travellers: Mapping[str, Traveller]) -> tuple[list[str], list[Button]]:
    """What is told of each, and the buttons that begin their roads."""
    told: list[str] = []
    for who in travellers.values():
        invented = " (an invented person, made from several who were reported)" if who["invented"] else ""
        told += [f"# {plain(who['name'])}{invented}", *pages.told(rules.at_start(who["card"]), marked=False)]
    return told, [button(f"begin {name}", f"Begin: {plain(who['name'])}") for name, who in travellers.items()]
