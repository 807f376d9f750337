"""The questions that can be asked in brackets: about deadlines, claims and, in prose, the history."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from game.engine.story import CLOCK, Expression
from game.language import mistakes_words as mistakes
from game.language.diagnostics import Position, Report
from game.language.scope import Scope
from game.language.syntax import shown


class Word(NamedTuple):
    """An id in the brackets."""

    id: str
    place: Callable[[], Position]
    """Where it stands; worked out only where it is wrong."""


@dataclass(frozen=True, slots=True)
class Asked:
    words: Sequence[Word]
    scope: Scope
    report: Report

    def known(self, number: int, ids: Collection[str], what: str, of: str = "") -> str | None:
        """The id in that place, or None where there is no such thing. `of`: of what it has to be a part."""
        word = self.words[number]
        if word.id in ids:
            return word.id
        near = self.report.meant(word.id, ids)
        self.report.add(mistakes.UNKNOWN_ID, word.place(), what=what, of=of, id=shown(word.id), meant=near)
        return None


class Function(NamedTuple):
    usages: Sequence[str]
    """One example for each number of ids that it takes."""
    truth: bool
    """Whether the answer is true or false; else it is a number."""
    answer: Callable[[Asked], Expression | None]
    history: bool = False


def _before(asked: Asked) -> Expression | None:
    deadline = asked.known(0, asked.scope.deadlines, "deadline")
    return None if deadline is None else ["<", CLOCK, asked.scope.deadlines[deadline]]


def _after(asked: Asked) -> Expression | None:
    deadline = asked.known(0, asked.scope.deadlines, "deadline")
    return None if deadline is None else [">=", CLOCK, asked.scope.deadlines[deadline]]


def _slots_until(asked: Asked) -> Expression | None:
    deadline = asked.known(0, asked.scope.deadlines, "deadline")
    return None if deadline is None else ["max", 0, ["-", asked.scope.deadlines[deadline], CLOCK]]


def _claimed(asked: Asked) -> Expression | None:
    topic = asked.known(0, asked.scope.topics, "topic")
    if topic is None:
        return None
    if len(asked.words) == 1:
        return ["!=", f"claim/{topic}", 0]
    values = asked.scope.topics[topic]
    value = asked.known(1, values, "value", f" of the topic `{topic}`")
    return None if value is None else ["==", f"claim/{topic}", values.index(value) + 1]


def _changed(asked: Asked) -> Expression | None:
    topic = asked.known(0, asked.scope.topics, "topic")
    return None if topic is None else f"changed/{topic}"


def _visited(asked: Asked) -> Expression | None:
    scene = asked.known(0, asked.scope.scenes, "scene")
    return None if scene is None else ["visited", scene]


def _visits(asked: Asked) -> Expression | None:
    scene = asked.known(0, asked.scope.scenes, "scene")
    return None if scene is None else ["visits", scene]


def _chose(asked: Asked) -> Expression | None:
    scene = asked.known(0, asked.scope.scenes, "scene")
    if scene is None:
        return None
    choice = asked.known(1, asked.scope.scenes[scene], "choice", f" in the scene `{scene}`")
    return None if choice is None else ["chose", scene, choice]


def _said(asked: Asked) -> Expression | None:
    question = asked.known(0, asked.scope.asked, "question")
    if question is None:
        return None
    answers = asked.scope.asked[question]
    answer = asked.known(1, answers, "answer", f" to the question `{question}`")
    if answer is None:
        return None
    given: list[Expression] = [["chose", scene, answer] for scene in answers[answer]]
    return ["or", *given] if len(given) > 1 else given[0] if given else 0


FUNCTIONS = {
    "before": Function(["before('gate-shuts')"], True, _before),
    "after": Function(["after('gate-shuts')"], True, _after),
    "slots_until": Function(["slots_until('gate-shuts')"], False, _slots_until),
    "claimed": Function(["claimed(purpose)", "claimed(purpose, wedding)"], True, _claimed),
    "changed": Function(["changed(purpose)"], True, _changed),
    "visited": Function(["visited('scene')"], True, _visited, history=True),
    "visits": Function(["visits('scene')"], False, _visits, history=True),
    "chose": Function(["chose('scene', 'choice')"], True, _chose, history=True),
    "said": Function(["said('question', 'answer')"], True, _said, history=True),
}
ASKING = "|".join(FUNCTIONS)
"""A pattern for all their names."""
