"""The sections `guards`, `questions` and `contradictions`: who asks, what is asked, what betrays an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.engine.story import Choice, Contradiction, Effect, Expression, Outcome, Prose
from game.language import mistakes
from game.language.fields import Fields
from game.language.ids import HYPHENED
from game.language.memory import remembered
from game.language.nodes import Entry
from game.language.roads import effects
from game.language.sections.choices import OFFERED, OFFERED_RULES, SAY, listed, offered
from game.language.shapes import CITED, DO, TAKES, Key, Shape
from game.language.source import position
from game.language.values import CONDITION, NUMBER, PROSE, TEXT, TEXTS, Entries, Flag, Whole
from game.language.world import World

GUARD = Shape(
    "guard",
    {"meaning": Key(TEXT, "the temperament, for the debrief")},
    {
        "weight": Key(NUMBER, "how often this guard is drawn; a number or an expression, default 1"),
        "asks": Key(Whole(), "at most so many questions; default, and most: the interview's `limit`"),
        "text": Key(PROSE, "prose, when one comes before this guard"),
    },
)

ANSWER = Shape(
    "answer",
    {"say": SAY},
    {
        "claim": Key(Entries(TEXT, what="topic"), "topic → value: what it claims"),
        "reply": Key(PROSE, "prose: what the guard says to it"),
        **OFFERED,
        "once": Key(Flag(), "`true`: can be given only once, at whatever window; not together with `locked`"),
        "do": DO,
        "takes": TAKES,
        "facts": CITED,
        "was": Key(TEXTS, "older ids of this answer"),
    },
    rules=OFFERED_RULES,
)
QUESTION = Shape(
    "question",
    {
        "ask": Key(PROSE, "prose: the question"),
        "answers": Key(Entries(ANSWER, HYPHENED), "id → answer"),
    },
    {
        "when": Key(CONDITION, "condition under which it may be asked at all"),
        "facts": CITED,
    },
)
CONTRADICTION = Shape(
    "contradiction",
    {
        "when": Key(CONDITION, "condition under which it holds"),
        "doubt": Key(Whole(1), "how much it weighs, 1 or more"),
        "meaning": Key(TEXT, "one line, for the debrief"),
    },
    {
        "notice": Key(PROSE, "prose: how the guard shows that he has noticed"),
        "facts": CITED,
    },
)


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
    return {entry.id: remembered(_guard, entry, world) for entry in entries}


def _guard(entry: Entry, world: World) -> Guard:
    fields = Fields.of(entry.node, GUARD, world.report)
    return Guard(
        fields.text("meaning"),
        fields.number("weight", world.scope),
        fields.whole("asks", 0) if "asks" in fields else None,
        fields.prose("text", world.telling),
    )


def questions(entries: Sequence[Entry], world: World) -> dict[str, Question]:
    return {entry.id: remembered(_question, entry, world) for entry in entries}


def _question(entry: Entry, world: World) -> Question:
    if entry.id in PARTS:
        world.report.add(mistakes.RESERVED_NAME, position(entry.key), name=entry.id)
    fields = Fields.of(entry.node, QUESTION, world.report)
    where = position(entry.key)
    return Question(
        fields.prose("ask", world.telling),
        fields.condition("when", world.scope),
        fields.references("facts", world.facts),
        {answer.id: _answer(entry.id, answer, world) for answer in listed(fields, "answers", world)},
        f"{where.file}:{where.line}",
    )


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
    claims = fields.part("claim", topics, "topic")
    done: list[Effect] = []
    for topic in claims.values:
        value = claims.one_of(topic, topics[topic])
        if value:
            done += _claim(f"claim/{topic}", f"changed/{topic}", topics[topic].index(value) + 1, world)
    return done


def _claim(claim: str, changed: str, number: int, world: World) -> list[Effect]:
    made: Effect = [claim, number]
    if changed not in world.scope.variables:
        return [made]
    return [[changed, ["or", changed, ["not", ["in", claim, [0, number]]]]], made]


def contradictions(entries: Sequence[Entry], world: World) -> dict[str, Betrayal]:
    return {entry.id: remembered(_contradiction, entry, world) for entry in entries}


def _contradiction(entry: Entry, world: World) -> Betrayal:
    fields = Fields.of(entry.node, CONTRADICTION, world.report)
    core: Contradiction = {
        "when": fields.condition("when", world.scope),
        "doubt": fields.whole("doubt", 1),
        "meaning": fields.text("meaning"),
        "facts": fields.references("facts", world.facts),
    }
    return Betrayal(core, fields.prose("notice", world.telling))
