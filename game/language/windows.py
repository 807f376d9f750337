"""An interview lowered to scenes.

The interview `x` becomes

    x                   the guard is drawn
    x/guard             his words
    x/next              a question is drawn among those not yet asked, or it is time for the verdict
    x/<question>        the question; its answers are the choices
    x/<question>/<answer>       the guard's reply, where there is one
    x/verdict           what he noticed; the outcome is drawn

and the variables `x/asked`, how many questions were asked, and `x/asked/<question>`, whether this one was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.engine.story import Choice, Effect, Expression, Interview, Outcome, Prose, Scene, Variable
from game.language.sections.interviews import Window
from game.language.sections.questioning import Betrayal, Guard, Question
from game.wording import N_

GUARD = "guard"
"""The variable that holds which guard one stands before, or stood before last."""


@dataclass(frozen=True, slots=True)
class Lowering:
    """One interview on its way to the core."""

    name: str
    window: Window
    guards: Mapping[str, Guard]
    """All guards of the story, in the order of the variable's values."""
    questions: Mapping[str, Question]
    """Those that are asked here."""
    betrayals: Mapping[str, Betrayal]
    forgotten: Sequence[str]
    """The variables of claims that this window is not told of: what was claimed at another."""

    def core(self) -> Interview:
        return {
            "entry": self.name,
            "guard": GUARD,
            "guards": self.window.guards,
            "verdict": self._part("verdict"),
            "outcomes": list(self.window.verdict),
        }

    def variables(self) -> dict[str, Variable]:
        most = len(self.questions)
        count: Variable = {"kind": "int", "low": 0, "high": most, "start": 0, "meaning": N_("Questions asked")}
        once: Variable = {"kind": "bool", "low": 0, "high": 1, "start": 0, "meaning": N_("Asked already")}
        flags = {self._flag(question): once for question in self.questions}
        return {self._count: count, **flags} if flags else {}

    def scenes(self) -> dict[str, Scene]:
        scenes = {
            self.name: self._entry(),
            self._part("guard"): self._scene("guard", self._greeting(), [_on(self._part("next"))]),
            self._part("next"): self._scene("next", [], self._next()),
            self._part("verdict"): self._verdict(),
        }
        for question_id, question in self.questions.items():
            scenes |= self._asking(question_id, question)
        return scenes

    # Names

    def _part(self, *names: str) -> str:
        return "/".join((self.name, *names))

    @property
    def _count(self) -> str:
        return self._part("asked")

    def _flag(self, question: str) -> str:
        return self._part("asked", question)

    # Scenes

    def _scene(self, part: str, text: Prose, outcomes: list[Outcome]) -> Scene:
        entry = self.window.entry
        return {
            **entry,
            "text": text,
            "title": "",
            "place": None,
            "do": [],
            "choices": {},
            "outcomes": outcomes,
            "deck": f"{entry['deck']}/{part}",
            "facts": [],
            "was": [f"{old}/{part}" for old in entry["was"]],
            "window": self.name,
            "dials": [],
            "summary": [],
        }

    def _entry(self) -> Scene:
        entry = self.window.entry
        forget: list[Effect] = [[name, 0] for name in (*self.variables(), *self.forgotten)]
        numbers = list(self.guards)
        drawn = [
            _on(self._part("guard"), self.guards[guard].weight, [[GUARD, numbers.index(guard)]])
            for guard in self.window.guards
        ]
        return {**entry, "do": [*forget, *entry["do"]], "outcomes": drawn, "window": self.name}

    def _greeting(self) -> Prose:
        return [
            {"if": ["==", GUARD, number], "then": guard.text, "else": []}
            for number, (name, guard) in enumerate(self.guards.items())
            if name in self.window.guards and guard.text
        ]

    def _next(self) -> list[Outcome]:
        may = {question: self._may_ask(question) for question in self.questions}
        asking = [_on(self._part(question), ["if", condition, 1, 0]) for question, condition in may.items()]
        none_left: Expression = ["if", _any(list(may.values())), 0, 1] if may else 1
        return [*asking, _on(self._part("verdict"), none_left)]

    def _may_ask(self, question: str) -> Expression:
        may: list[Expression] = [["not", self._flag(question)]]
        if self.questions[question].when != 1:
            may.append(self.questions[question].when)
        limit = self._limit()
        if not isinstance(limit, int) or limit < len(self.questions):
            may.append(["<", self._count, limit])
        return ["and", *may] if len(may) > 1 else may[0]

    def _limit(self) -> Expression:
        """How many questions the guard who was drawn may ask."""
        most = self.window.limit
        limits = {
            number: most if guard.asks is None else min(guard.asks, most)
            for number, (name, guard) in enumerate(self.guards.items())
            if name in self.window.guards
        }
        several = sorted(set(limits.values()))
        limit: Expression = several.pop() if several else most
        for value in several:
            limit = ["if", ["in", GUARD, [number for number, own in limits.items() if own == value]], value, limit]
        return limit

    def _asking(self, question_id: str, question: Question) -> dict[str, Scene]:
        asked = self._scene(question_id, question.ask, [])
        asked["do"] = [[self._count, ["+", self._count, 1]], [self._flag(question_id), 1]]
        asked["facts"] = question.facts
        asked["at"] = question.at
        replies: dict[str, Scene] = {}
        for answer_id, answer in question.answers.items():
            goto = self._part("next")
            if answer.reply is not None:
                goto = self._part(question_id, answer_id)
                reply = self._scene(f"{question_id}/{answer_id}", answer.reply, [_on(self._part("next"))])
                replies[goto] = {**reply, "at": question.at}
            asked["choices"][answer_id] = _leading_to(goto, answer.choice)
        return {self._part(question_id): asked, **replies}

    def _verdict(self) -> Scene:
        noticed: Prose = [
            {"if": betrayal.core["when"], "then": [*betrayal.notice, "\n\n"], "else": []}
            for betrayal in self.betrayals.values()
            if betrayal.notice
        ]
        return self._scene("verdict", noticed, list(self.window.verdict.values()))


def _any(conditions: list[Expression]) -> Expression:
    return ["or", *conditions] if len(conditions) > 1 else conditions[0]


def _on(goto: str, weight: Expression = 1, do: list[Effect] | None = None) -> Outcome:
    return {"weight": weight, "do": do or [], "goto": goto, "then": None, "facts": []}


def _leading_to(goto: str, choice: Choice) -> Choice:
    return {**choice, "outcomes": [{**way, "goto": goto} for way in choice["outcomes"]]}
