"""What the runner runs: scenes and events, and with them the variables that lowering adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from game.engine.onward import outcomes
from game.engine.story import Event, Interview, Scene, Variable
from game.language.files import Sections
from game.language.sections.events import events
from game.language.sections.interviews import Window, interviews
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
    again = world.memory.again
    windows = [
        again(_lowering, window, name, guards, {asked: bank[asked] for asked in window.asks}, betrayals, forgotten)
        for name, window in interviews(by_id["interviews"], betrayals, world).items()
    ]
    run = scenes(by_id["scenes"], world)
    for window in windows:
        run |= again(Lowering.scenes, window)
    run |= endings(by_id["endings"], world)
    breaks = events(by_id["events"], world)
    known = {**world.scope.variables}
    for window in windows:
        known |= window.variables()
    done = [name for scene in run.values() for name in again(_set_in, scene)]
    done += [name for event in breaks for name, _ in event["do"]]
    known |= {name: flag_variable(N_("Done already")) for name in done if name not in known}
    return Lowered(run, breaks, {window.name: window.core() for window in windows}, known)


def _forgotten(world: World) -> Iterator[str]:
    """The claims that no later window asks after: those on topics whose changing nothing depends on."""
    known = world.scope.variables
    for topic in world.topics:
        if f"changed/{topic}" not in known:
            yield f"claim/{topic}"


def _lowering(window: Window, name: str, *beside: Any) -> Lowering:
    return Lowering(name, window, *beside)


def _set_in(scene: Scene) -> list[str]:
    """The names of the variables that are set in a scene."""
    return [name for do in (scene["do"], *(way["do"] for way in outcomes(scene))) for name, _ in do]
