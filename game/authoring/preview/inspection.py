"""What an author wants to know of the moment that a player is in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from game.authoring.preview.rehearsal import Rehearsal
from game.authoring.preview.said import asked, conditions, said
from game.engine.calendar import moment
from game.engine.playthrough import Draw, Playthrough
from game.engine.story import CLOCK, Choice, Expression, Outcome
from game.wording.dates import reads


class Condition(NamedTuple):
    words: str
    holds: bool
    values: str
    """What the variables that it asks for are now."""


class Lot(NamedTuple):
    """One outcome that luck may draw."""

    number: int
    name: str
    chance: float
    drawn: bool


class Drawn(NamedTuple):
    """One draw of luck, and whether it was forced."""

    where: str
    draw: Draw
    lots: list[Lot]
    forced: bool


class Inspected(NamedTuple):
    """A choice: why it is open or shut, where it leads, and the luck on the way to the next menu."""

    id: str
    open: bool
    why: list[Condition]
    leads: list[str]
    """Scenes, the last one being where the next menu or the ending is."""
    luck: list[Drawn]


class Value(NamedTuple):
    name: str
    shown: str
    changed: bool
    """Whether the last passage changed it."""
    as_declared: bool
    """Whether it is what it was at the start of every journey."""


class Inspection(NamedTuple):
    scene: str
    at: str
    """`file:line`."""
    visit: int
    when: str
    values: list[Value]
    choices: list[Inspected]
    behind: list[Drawn]
    """The draws on the way here."""


def inspection(rehearsal: Rehearsal, before: Mapping[str, int]) -> Inspection:
    """`before`: the values of the variables at the menu before this one."""
    playthrough = rehearsal.playthrough
    story = playthrough.rules.story
    scene = story["scenes"][playthrough.scene]
    return Inspection(
        playthrough.scene,
        scene["at"],
        playthrough.history.visits[playthrough.scene],
        f"{reads(moment(story['clock'], playthrough.tick))}, tick {playthrough.tick}",
        list(_values(playthrough, before)),
        [_choice(rehearsal, choice_id, choice) for choice_id, choice in scene["choices"].items()],
        _luck(rehearsal, playthrough),
    )


def values(playthrough: Playthrough) -> dict[str, int]:
    """All that an author declared, by name."""
    return {name: playthrough.value(name) for name in playthrough.rules.story["variables"]}


def _values(playthrough: Playthrough, before: Mapping[str, int]) -> Iterator[Value]:
    """The author's own variables; of those that the compiler made, the ones that hold something."""
    for name, value in values(playthrough).items():
        if name != CLOCK and (value or "/" not in name):
            start = playthrough.rules.story["variables"][name]["start"]
            yield Value(name, _shown(playthrough, name), before.get(name, value) != value, value == start)


def _shown(playthrough: Playthrough, name: str) -> str:
    variable, value = playthrough.rules.story["variables"][name], playthrough.value(name)
    if variable["kind"] == "bool":
        return "true" if value else "false"
    named = variable.get("values")
    return named[value] if named else str(value)


def _choice(rehearsal: Rehearsal, choice_id: str, choice: Choice) -> Inspected:
    playthrough = rehearsal.playthrough
    why = [_condition(playthrough, each) for each in conditions(choice["when"]) if each != 1]
    open_ = any(option.id == choice_id and option.locked is None for option in playthrough.choices())
    if not open_:
        return Inspected(choice_id, False, why, _targets(choice["outcomes"]), [])
    then = rehearsal.foreseen(choice_id)
    return Inspected(choice_id, True, why, then.passage.scenes, _luck(rehearsal, then))


def _targets(outcomes: Sequence[Outcome]) -> list[str]:
    return list(dict.fromkeys(outcome["goto"] for outcome in outcomes))


def _condition(playthrough: Playthrough, tree: Expression) -> Condition:
    variables = playthrough.rules.story["variables"]
    now = ", ".join(f"{name} is {_shown(playthrough, name)}" for name in sorted(asked(tree)))
    return Condition(said(tree, variables), playthrough.rules.holds(tree, playthrough.values), now)


def _luck(rehearsal: Rehearsal, of: Playthrough) -> list[Drawn]:
    """Where there was more than one thing to draw."""
    draws = [draw for draw in of.passage.draws if sum(weight > 0 for weight in draw.weights) > 1]
    return [_drawn(rehearsal, of, draw) for draw in draws]


def _drawn(rehearsal: Rehearsal, of: Playthrough, draw: Draw) -> Drawn:
    scene = of.rules.story["scenes"][draw.scene]
    outcomes = scene["choices"][draw.choice]["outcomes"] if draw.choice else scene["outcomes"]
    total = sum(max(0, weight) for weight in draw.weights)
    apart = len({outcome["goto"] for outcome in outcomes}) == len(outcomes)
    lots = [
        Lot(number, _named(outcome, of, apart), weight / total, number == draw.taken)
        for number, (outcome, weight) in enumerate(zip(outcomes, draw.weights, strict=True))
        if weight > 0
    ]
    return Drawn(draw.scene, draw, lots, (draw.deck, draw.visit) in rehearsal.forced)


def _named(outcome: Outcome, of: Playthrough, apart: bool) -> str:
    """An outcome by its name, by where it leads, or, where others lead there as well, by what it does."""
    if name := outcome.get("name"):
        return name
    variables = of.rules.story["variables"]
    done = ", ".join(said(["==", name, value], variables) for name, value in outcome["do"] if name != CLOCK)
    return outcome["goto"] if apart or not done else done.replace(" == ", " = ")
