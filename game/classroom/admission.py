"""What a class takes: only what replays, whole, as a playthrough of its story by its lesson's rules."""

from __future__ import annotations

from game.classroom.lesson import Lesson
from game.classroom.reading import RefusedError
from game.classroom.wire import HandIn
from game.engine.replay import replay
from game.engine.rules import Rules
from game.wording.playthrough import strayed


def admit(rules: Rules, lesson: Lesson, run: HandIn) -> None:
    """Raises `RefusedError` with the reason why this run is none of this class's. `rules`: of the lesson's edition."""
    if run.edition != lesson.edition:
        raise RefusedError("edition", "this was played in another edition of the story than the class plays")
    if lesson.travellers and run.traveller not in lesson.travellers:
        raise RefusedError("traveller", f"this class plays {', '.join(lesson.travellers)}, not `{run.traveller}`")
    if lesson.seed is not None and run.seed != lesson.seed:
        raise RefusedError("seed", f"this class shares the luck of {lesson.seed}, and not that of {run.seed}")
    if run.traveller not in rules.story["travellers"]:
        raise RefusedError("traveller", f"the story has no traveller `{run.traveller}`")
    playthrough, divergence = replay(rules, run.traveller, run.seed, run.moves)
    if divergence:
        raise RefusedError("strays", strayed(divergence))
    if tuple(playthrough.moves) != run.moves:
        raise RefusedError("strays", "a choice is told under a name that it no longer has")
