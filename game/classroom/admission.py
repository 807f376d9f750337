"""What a class takes: only what replays, whole, as a playthrough of its story by its lesson's rules."""

from __future__ import annotations

from game.classroom.lesson import Lesson
from game.classroom.reading import RefusedError
from game.classroom.wire import HandIn
from game.engine.replay import replay
from game.engine.rules import Rules
from game.wording import _
from game.wording.playthrough import strayed


def admit(rules: Rules, lesson: Lesson, run: HandIn) -> None:
    """Raises `RefusedError` with the reason why this run is none of this class's. `rules`: of the lesson's edition."""
    if run.edition != lesson.edition:
        raise RefusedError("edition", _("this was played in another edition of the story than the class plays"))
    if lesson.travellers and run.traveller not in lesson.travellers:
        raise RefusedError(
            "traveller",
            _("this class plays {these}, not `{other}`", these=", ".join(lesson.travellers), other=run.traveller),
        )
    if lesson.seed is not None and run.seed != lesson.seed:
        raise RefusedError(
            "seed",
            _("this class shares the luck of {shared}, and not that of {other}", shared=lesson.seed, other=run.seed),
        )
    if run.traveller not in rules.story["travellers"]:
        raise RefusedError("traveller", _("the story has no traveller `{name}`", name=run.traveller))
    playthrough, divergence = replay(rules, run.traveller, run.seed, run.moves)
    if divergence:
        raise RefusedError("strays", strayed(divergence))
    if tuple(playthrough.moves) != run.moves:
        raise RefusedError("strays", _("a choice is told under a name that it no longer has"))
