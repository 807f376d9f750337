"""Whether a road leads to each scene."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.onward import onward
from game.engine.story import Scene, Story
from game.language import mistakes
from game.language.diagnostics import Report
from game.language.memory import Memory
from game.language.nodes import Entry
from game.language.source import position


def check_arrivals(story: Story, stages: Sequence[Entry], report: Report, memory: Memory) -> None:
    """Report the scenes, endings and interviews that no traveller can come to, whatever is true on the way."""
    come = _reached(story, memory)
    for stage in stages:
        if stage.id not in come:
            report.add(mistakes.NOBODY_COMES, position(stage.key), id=stage.id)


def _reached(story: Story, memory: Memory) -> set[str]:
    todo = [traveller["start"] for traveller in story["travellers"].values()]
    todo += [event["goto"] for event in story["events"]]
    come: set[str] = set()
    while todo:
        scene_id = todo.pop()
        if scene_id not in come:
            come.add(scene_id)
            todo += memory.again(_onward, story["scenes"][scene_id])
    return come


def _onward(scene: Scene) -> list[str]:
    return list(onward(scene))
