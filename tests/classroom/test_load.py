"""A small lesson over real sockets, as `benchmarks/classroom.py` has a large one: what is acknowledged is there."""

from __future__ import annotations

from pathlib import Path

from benchmarks.classroom import journeys, lesson, missing, served, what_is_there
from game.engine.rules import Rules
from tests.stories import SECOND


async def test_every_acknowledged_choice_of_forty_pupils_is_there(tmp_path: Path, rules: Rules) -> None:
    runs = journeys(rules, 40, 8)
    with served(tmp_path, "--story", str(SECOND)) as where:
        handed = await lesson(where, runs, 0.3)
        view = await what_is_there(where, rules)
    assert len(handed.acknowledged) == len(view.pupils) == 40
    assert missing(view, handed, runs) == []
    assert view.refused == {}
    assert sum(pupil.runs[0].revision for pupil in view.pupils) == handed.handed_in
