"""The sections `guards`, `questions` and `contradictions`: who asks, what is asked, what betrays an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.engine.story import Choice, Contradiction, Effect, Expression, Outcome, Prose
from game.language import mistakes
from game.language.fields import Fields, Shape
from game.language.ids import HYPHENED, UNDERSCORED, declared
from game.language.nodes import Entry
from game.language.roads import effects
from game.language.sections.choices import listed, offered
from game.language.source import position
from game.language.world import World

GUARD = Shape("guard", ("meaning",), ("weight", "asks", "text"))
QUESTION = Shape("question", ("ask", "answers"), ("when", "facts"))
ANSWER = Shape("answer", ("say",), ("claim", "reply", "when", "locked", "once", "do", "takes", "facts", "was"))
CONTRADICTION = Shape("contradiction", ("when", "doubt", "meaning"), ("notice", "facts"))


PARTS = ("guard", "next", "verdict")
"""The parts of a lowered interview, which no question may be named like."""


@dataclass(frozen=True, slots=True)
class Guard:
    meaning: str
    weight: Expression
    asks: int | None
    """At most so many questions; None: as many as the interview allows."""
    text: Prose


@dataclass(frozen=True, slots=True)
class Answer:
    choice: Choice
    """Where it leads is for the interview to say."""
    reply: Prose | None


@dataclass(frozen=True, slots=True)
class Question:
    ask: Prose
    when: Expression
    facts: list[str]
    answers: Mapping[str, Answer]
    at: str


@dataclass(frozen=True, slots=True)
class Betrayal:
    """A contradiction, and the words in which a guard notices it."""

    core: Contradiction
    notice: Prose


def guards(entries: Sequence[Entry], world: World) -> dict[str, Guard]:
    found: dict[str, Guard] = {}
    for entry in entries:
        declared(entry, UNDERSCORED, world.report)
        fields = Fields.of(entry.node, GUARD, world.report)
        found[entry.id] = Guard(
            fields.text("meaning"),
            fields.number("weight", world.scope),
            fields.whole("asks", 0) if "asks" in fields else None,
            fields.prose("text", world.telling),
        )
    return found


def questions(entries: Sequence[Entry], world: World) -> dict[str, Question]:
    found: dict[str, Question] = {}
    for entry in entries:
        declared(entry, HYPHENED, world.report)
        if entry.id in PARTS:
            world.report.add(mistakes.RESERVED_NAME, position(entry.key), name=entry.id)
        fields = Fields.of(entry.node, QUESTION, world.report)
        where = position(entry.key)
        found[entry.id] = Question(
            fields.prose("ask", world.telling),
            fields.condition("when", world.scope),
            fields.references("facts", world.facts, "fact"),
            {answer.id: _answer(entry.id, answer, world) for answer in listed(fields, "answers", world)},
            f"{where.file}:{where.line}",
        )
    return found


def _answer(question: str, entry: Entry, world: World) -> Answer:
    fields = Fields.of(entry.node, ANSWER, world.report)
    way: Outcome = {
        "weight": 1,
        "do": [*_claims(fields, world), *effects(fields, world)],
        "goto": "",
        "then": None,
        "facts": [],
    }
    reply = fields.prose("reply", world.telling) if "reply" in fields else None
    return Answer(offered(fields, world, f"question/{question}/{entry.id}", [way]), reply)


def _claims(fields: Fields, world: World) -> list[Effect]:
    """A claim is remembered, and where the story asks for it, that it differs from an earlier one."""
    topics = world.scope.topics
    claims = fields.part("claim", topics)
    done: list[Effect] = []
    for topic in claims.values:
        value = claims.word(topic, topics[topic], "")
        if value:
            done += _claim(f"claim/{topic}", f"changed/{topic}", topics[topic].index(value) + 1, world)
    return done


def _claim(claim: str, changed: str, number: int, world: World) -> list[Effect]:
    made: Effect = [claim, number]
    if changed not in world.scope.variables:
        return [made]
    return [[changed, ["or", changed, ["not", ["in", claim, [0, number]]]]], made]


def contradictions(entries: Sequence[Entry], world: World) -> dict[str, Betrayal]:
    found: dict[str, Betrayal] = {}
    for entry in entries:
        declared(entry, HYPHENED, world.report)
        fields = Fields.of(entry.node, CONTRADICTION, world.report)
        found[entry.id] = Betrayal(
            {
                "when": fields.condition("when", world.scope),
                "doubt": fields.whole("doubt", 1, low=1),
                "meaning": fields.text("meaning"),
                "facts": fields.references("facts", world.facts, "fact"),
            },
            fields.prose("notice", world.telling),
        )
    return found
