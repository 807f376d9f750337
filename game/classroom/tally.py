"""What a class did, counted from its playthroughs: forks and splits, endings, facts met, where everybody is.

Pure. `journey` makes of a playthrough what is counted of it; the counts are over lists of those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from game.engine.journal import facts_met, road
from game.engine.playthrough import Move, Playthrough
from game.engine.rules import Option, Rules
from game.engine.story import Story
from game.engine.text import plain

Chances: TypeAlias = Mapping[str, Mapping[str, float]]
"""Of one fork, by choice and by group of endings: how likely these are from there by random play."""


@dataclass(frozen=True, slots=True)
class Step:
    """One choice as it was made."""

    scene: str
    choice: str
    place: str
    menu: tuple[Option, ...]
    """What was to be chosen from, locked choices with their reasons."""


@dataclass(frozen=True, slots=True)
class Journey:
    """What is counted of one playthrough."""

    traveller: str
    seed: int
    steps: tuple[Step, ...]
    road: tuple[str, ...]
    """Ids of the places come to, in order."""
    scene: str
    title: str
    tick: int
    ending: str | None
    facts: tuple[str, ...]
    """Ids of the facts met, in order."""

    @property
    def place(self) -> str:
        """Where they are now; empty where that is nowhere on the map."""
        return self.road[-1] if self.road else ""


@dataclass(frozen=True, slots=True)
class Share:
    """One choice at a fork, and what the class did with it."""

    choice: str
    say: str
    took: int
    open_to: int
    """Those who could have taken it, those who did among them."""
    locked_for: int
    """Those who saw it and could not take it."""


@dataclass(frozen=True, slots=True)
class Fork:
    """A scene in which some of the class chose; each journey counts once, by what it chose there first."""

    scene: str
    title: str
    place: str
    """Its id; empty where there is none."""
    reached: int
    shares: tuple[Share, ...]
    """The most taken first."""


@dataclass(frozen=True, slots=True)
class EndingCount:
    ending: str
    title: str
    group: str
    count: int


@dataclass(frozen=True, slots=True)
class Split:
    """How the class split. It names nobody."""

    journeys: int
    forks: tuple[Fork, ...]
    endings: tuple[EndingCount, ...]


def journey(rules: Rules, traveller: str, seed: int, moves: Sequence[Move]) -> Journey:
    """As far as the moves stand in the story as it is now. Raises `ValueError` where it has no such traveller."""
    playthrough = Playthrough(rules, traveller, seed)
    steps: list[Step] = []
    for move in moves:
        menu = tuple(playthrough.choices())
        if move.scene != playthrough.scene or all(open.id != move.choice or open.locked is not None for open in menu):
            break
        steps.append(Step(playthrough.scene, move.choice, playthrough.passage.place or "", menu))
        playthrough.choose(move.choice)
    return Journey(
        traveller=traveller,
        seed=seed,
        steps=tuple(steps),
        road=tuple(stage.place for stage in road(playthrough)),
        scene=playthrough.scene,
        title=playthrough.passage.title,
        tick=playthrough.tick,
        ending=playthrough.ending,
        facts=tuple(facts_met(playthrough)),
    )


def forks(rules: Rules, journeys: Iterable[Journey]) -> tuple[Fork, ...]:
    """Every scene where there was more than one choice, in the order in which the class came there."""
    chosen: dict[str, list[tuple[int, Step]]] = {}
    for each in journeys:
        for at, step in _firsts(each).values():
            chosen.setdefault(step.scene, []).append((at, step))
    found = sorted(chosen.items(), key=lambda item: sum(at for at, _ in item[1]) / len(item[1]))
    made = (_fork(rules, scene, [step for _, step in steps]) for scene, steps in found)
    return tuple(fork for fork in made if len(fork.shares) > 1)


def name_of(fork: Fork, story: Story) -> str:
    """What a fork is called: by its scene's title, else by where it is."""
    return fork.title or (story["places"][fork.place]["name"] if fork.place else fork.scene)


def split(rules: Rules, journeys: Sequence[Journey], scene: str = "") -> Split:
    """At one scene, or at every fork."""
    found = forks(rules, journeys)
    return Split(
        len(journeys),
        tuple(fork for fork in found if scene in ("", fork.scene)),
        endings(rules, journeys),
    )


def endings(rules: Rules, journeys: Iterable[Journey]) -> tuple[EndingCount, ...]:
    """Those come to, the most frequent first."""
    found = Counter(each.ending for each in journeys if each.ending)
    return tuple(_ending(rules, name, count) for name, count in _by_count(found))


def facts(journeys: Iterable[Journey]) -> tuple[tuple[str, int], ...]:
    """Ids of the facts that anybody met, with how many did, the most frequent first."""
    return _by_count(Counter(fact for each in journeys for fact in each.facts))


def whereabouts(journeys: Iterable[Journey]) -> Mapping[str, int]:
    """How many are at each place now."""
    return dict(_by_count(Counter(each.place for each in journeys if each.place)))


def _firsts(of: Journey) -> dict[str, tuple[int, Step]]:
    """What was chosen in each scene on coming there first, with how far on that was."""
    found: dict[str, tuple[int, Step]] = {}
    for at, step in enumerate(of.steps):
        found.setdefault(step.scene, (at, step))
    return found


def _fork(rules: Rules, scene: str, steps: Sequence[Step]) -> Fork:
    took = Counter(step.choice for step in steps)
    menus = [option for step in steps for option in step.menu]
    open_to = Counter(option.id for option in menus if option.locked is None)
    locked_for = Counter(option.id for option in menus if option.locked is not None)
    words: dict[str, str] = {}
    for option in menus:
        words.setdefault(option.id, plain(option.say))
    shares = (Share(name, say, took[name], open_to[name], locked_for[name]) for name, say in words.items())
    return Fork(
        scene,
        rules.story["scenes"][scene]["title"],
        steps[0].place,
        len(steps),
        tuple(sorted(shares, key=lambda share: -share.took)),
    )


def _ending(rules: Rules, name: str, count: int) -> EndingCount:
    ending = rules.story["scenes"][name]["ending"]
    return EndingCount(name, ending["title"] if ending else "", ending["group"] if ending else "", count)


def _by_count(found: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(found.items(), key=lambda item: -item[1]))
