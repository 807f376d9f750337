"""Journeys at random in the engine, told so that another program's telling can be held against them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import TypeAlias

from game.engine.calendar import moment
from game.engine.journal import facts_met
from game.engine.playthrough import Move, Playthrough
from game.engine.rules import Rules
from game.engine.text import read
from game.wording.dates import reads

LONGEST = 40
"""Choices, after which a journey is left."""

Told: TypeAlias = "list[tuple[bool, list[tuple[str, str]]]]"
"""Lines: whether they are set apart, and their spans with what each is."""


@dataclass
class Step:
    """What is told up to a menu, and the menu; a locked choice has its reason behind it."""

    told: Told
    menu: list[tuple[Told, bool]] = field(default_factory=list[tuple[Told, bool]])
    taken: int = -1
    """The number of the choice in the menu; -1 where none is made."""
    stuck: bool = False
    standing: str = ""
    """Day and hour; place; title."""
    ending: str | None = None


@dataclass
class Journey:
    traveller: str
    seed: int
    marked: bool
    short: tuple[str, ...]
    steps: list[Step]
    moves: list[Move] = field(default_factory=list[Move])
    facts: list[str] = field(default_factory=list[str])


def journeys(rules: Rules, count: int, luck: Random, *, marked: bool | None = None) -> Iterator[Journey]:
    travellers, dials = list(rules.story["travellers"]), list(rules.story["dials"])
    for number in range(count):
        short = tuple(dial for dial in dials if luck.random() < 0.3)
        seed = luck.choice([luck.getrandbits(32), luck.randint(1, 99_999)])
        shows = luck.random() < 0.5 if marked is None else marked
        journey = _journey(rules, travellers[number % len(travellers)], seed, luck, shows, short)
        if journey.steps:
            yield journey


def _standing(playthrough: Playthrough) -> str:
    story, passage = playthrough.rules.story, playthrough.passage
    place = story["places"][passage.place]["name"] if passage.place else ""
    return f"{reads(moment(story['clock'], passage.tick, passage.hour))}; {place}; {passage.title}"


def _endless(playthrough: Playthrough) -> bool:
    """Whether the engine gave up on a story that has no end; others go on for ever."""
    return "circles" in (playthrough.stuck or "") or not playthrough.passage.scenes


def _journey(rules: Rules, traveller: str, seed: int, luck: Random, marked: bool, short: tuple[str, ...]) -> Journey:
    playthrough = Playthrough(rules, traveller, seed)
    journey = Journey(traveller, seed, marked, short, [])
    for _ in range(LONGEST):
        if _endless(playthrough):
            break
        step = Step(lines(playthrough.passage.read(short), marked), ending=playthrough.ending)
        step.standing = _standing(playthrough)
        journey.steps.append(step)
        journey.moves, journey.facts = list(playthrough.moves), facts_met(playthrough)
        options = playthrough.choices()
        for option in options:
            reason = f" (not now: {option.locked})" if option.locked is not None else ""
            step.menu.append((lines(option.say + reason, marked), option.locked is not None))
        step.stuck = playthrough.stuck is not None
        open_now = [number for number, option in enumerate(options) if option.locked is None]
        if not open_now:
            break
        step.taken = luck.choice(open_now)
        playthrough.choose(options[step.taken].id)
    if journey.steps:
        journey.steps[-1].taken = -1
    return journey


def lines(text: str, marked: bool) -> Told:
    """Each line of a text, read as the game reads it."""
    return [
        (paragraph.apart, [(span.text, span.role) for span in line])
        for paragraph in read(text, marked=marked)
        for line in paragraph.lines
    ]
