"""How a class stands now. Pure functions from one standing to the next; whatever changes, the version rises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from game.wording import N_, _

Phase: TypeAlias = Literal["gathering", "playing", "paused", "talking", "revealed", "ended"]

PHASES: dict[Phase, str] = {
    "gathering": N_("gathering"),
    "playing": N_("playing"),
    "paused": N_("paused"),
    "talking": N_("talking"),
    "revealed": N_("looking at the split"),
    "ended": N_("over"),
}
"""What each is called."""


class NotNowError(ValueError):
    """That cannot be done as the class stands; the words say why."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a class that plays on one screen votes on."""

    id: int
    question: str
    options: tuple[tuple[str, str], ...]
    """Choice and its words."""


@dataclass(frozen=True, slots=True)
class Standing:
    phase: Phase = "gathering"
    version: int = 1
    question: str = ""
    """What is talked about."""
    scene: str = ""
    """The scene that is talked about, or whose split is revealed; empty: none, or all."""
    ballot: Ballot | None = None


def play(now: Standing) -> Standing:
    """Begins, or goes on after a pause, a talk, a reveal."""
    return _turned(now, phase="playing", question="", scene="")


def pause(now: Standing) -> Standing:
    return _turned(now, phase="paused", question="", scene="")


def talk(now: Standing, question: str, scene: str = "") -> Standing:
    """Opens a discussion stop."""
    if not question.strip():
        raise NotNowError(_("a stop needs a question to talk about"))
    return _turned(now, phase="talking", question=question.strip(), scene=scene)


def reveal(now: Standing, scene: str = "") -> Standing:
    """Shows everybody how the class split: at one scene, or at every fork."""
    return _turned(now, phase="revealed", scene=scene)


def end(now: Standing) -> Standing:
    """For good."""
    return _turned(now, phase="ended", question="", scene="", ballot=None)


def open_ballot(now: Standing, question: str, options: Sequence[tuple[str, str]]) -> Standing:
    """Opens a vote; one that was open is closed by it."""
    if not options:
        raise NotNowError(_("there is nothing to vote on"))
    return _turned(now, ballot=Ballot(now.version + 1, question, tuple(options)))


def close_ballot(now: Standing) -> Standing:
    return _turned(now, ballot=None)


def _turned(now: Standing, **changed: Any) -> Standing:
    then = replace(now, **changed)
    if then == now:
        return now
    if now.phase == "ended":
        raise NotNowError(_("the class has ended"))
    return replace(then, version=now.version + 1)
