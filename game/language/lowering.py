"""What the runner runs: scenes and events, and with them the variables that lowering adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from game.engine.story import Effect, Event, Interview, Outcome, Scene, Variable
from game.language.files import Sections
from game.language.sections.events import events
from game.language.sections.interviews import interviews
from game.language.sections.questioning import Betrayal, Guard, questions
from game.language.sections.scenes import endings, scenes
from game.language.sections.variables import flag_variable
from game.language.windows import Lowering
from game.language.world import World
from game.wording import N_


@dataclass(frozen=True, slots=True)
class Lowered:
    scenes: dict[str, Scene]
    events: list[Event]
    interviews: dict[str, Interview]
    variables: dict[str, Variable]
    """The declared ones, then those that lowering made; a `/` in the name keeps the two apart."""


def lower(sections: Sections, guards: Mapping[str, Guard], betrayals: Mapping[str, Betrayal], world: World) -> Lowered:
    by_id = sections.by_id
    bank = questions(by_id["questions"], world)
    forgotten = list(_forgotten(world))
    windows = [
        Lowering(name, window, guards, {asked: bank[asked] for asked in window.asks}, betrayals, forgotten)
        for name, window in interviews(by_id["interviews"], betrayals, world).items()
    ]
    run = scenes(by_id["scenes"], world)
    for window in windows:
        run |= window.scenes()
    run |= endings(by_id["endings"], world)
    breaks = events(by_id["events"], world)
    known = {**world.scope.variables}
    for window in windows:
        known |= window.variables()
    known |= {name: flag_variable(N_("Done already")) for name in _set(run, breaks) if name not in known}
    return Lowered(run, breaks, {window.name: window.core() for window in windows}, known)


def _forgotten(world: World) -> Iterator[str]:
    """The claims that no later window asks after: those on topics whose changing nothing depends on."""
    known = world.scope.variables
    for topic in world.topics:
        if f"changed/{topic}" not in known:
            yield f"claim/{topic}"


def _set(scenes: Mapping[str, Scene], breaks: Sequence[Event]) -> Iterator[str]:
    """The names of all variables that are set anywhere."""
    for scene in scenes.values():
        yield from _targets(scene["do"])
        yield from _outcome_targets(scene["outcomes"])
        for choice in scene["choices"].values():
            yield from _outcome_targets(choice["outcomes"])
    for event in breaks:
        yield from _targets(event["do"])


def _outcome_targets(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        yield from _targets(outcome["do"])


def _targets(effects: Sequence[Effect]) -> Iterator[str]:
    for name, _ in effects:
        yield name
