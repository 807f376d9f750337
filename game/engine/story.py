"""The core: what a story is once it is compiled.

A compiled story is plain JSON-able data, so these are `TypedDict`s: reading one from a cache or from the network is
`json.loads` and nothing more. Everything an author may write lowers to this; the runner, the prover, the exporters and
the tests see only this.

Expressions are trees, never source text, so that a story from elsewhere can do no more than these operators:

    7                           a number (a bool is 0 or 1, an enum's value is its index in `values`)
    "money"                     a variable
    ["+", a, b]                 also - * // %  (anything // 0 and anything % 0 is 0)
    ["<", a, b]                 also == != <= > >=
    ["and", a, b, ...]          also or; ["not", a]
    ["if", condition, a, b]     a if condition else b
    ["min", a, b, ...]          also max
    ["in", a, [1, 2]]           is a one of these numbers

In prose only, the history of the playthrough:

    ["visits", scene]           ["visited", scene]          ["chose", scene, choice]

Prose is a list of parts:

    "text"                      as it is, `*emphasis*` and provenance marks such as `[S044, ~C219]` included
    {"value": variable}         a number as digits, an enum as its label
    {"if": condition, "then": prose, "else": prose}
    {"first": [prose, ...]}     by the visits of this scene, the last for ever; likewise "once", "cycle"
    {"shuffle": [prose, ...]}   drawn by luck

Paragraphs are parted by a blank line; a line that begins with `> ` is set apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

CORE_VERSION = 8
"""Raised whenever the shape below changes, so that a story cached in another shape is compiled again."""

RETURN = "<"
"""As an outcome's `goto`: back to the scene that the last call is to come back to."""

CLOCK = "clock"
"""The variable that counts the ticks since the start of play."""

Expression: TypeAlias = "int | str | Sequence[Any]"
Effect: TypeAlias = Sequence[Any]
"""`[variable, expression]`: the variable's new value, held inside its range."""

Part = TypedDict(
    "Part",
    {
        "value": str,
        "if": Expression,
        "then": "Prose",
        "else": "Prose",
        "first": "list[Prose]",
        "once": "list[Prose]",
        "cycle": "list[Prose]",
        "shuffle": "list[Prose]",
    },
    total=False,
)
Prose: TypeAlias = "Sequence[str | Part]"


class Variable(TypedDict):
    kind: Literal["bool", "int", "enum"]
    low: int
    high: int
    """Inclusive; a bool has 0..1, an enum 0..len(values) - 1."""
    start: int
    meaning: str
    name: NotRequired[str]
    """What it is called in the line at the top; absent: its id."""
    values: NotRequired[list[str]]
    """The ids of an enum's values."""
    labels: NotRequired[list[str]]
    """How each value of an enum is shown."""
    unit: NotRequired[str]
    heading: NotRequired[str]
    """Under what it is listed among the player's things; absent: not listed."""
    on_screen: NotRequired[bool]
    stops: NotRequired[bool]
    """Whether it may be pushed against an end of its range and stay there."""
    topic: NotRequired[str]
    """The topic of which this variable holds what was claimed."""


class Clock(TypedDict):
    start: str
    """`2022-09-21 06:00`, in the zone of the story."""
    zone: str
    zone_name: str
    tick_minutes: int
    ticks: int
    tick_name: str
    names: list[str]
    """The ticks of one day in order from the start's hour; may be empty."""


class Deadline(TypedDict):
    tick: int
    """The first tick at which it is too late."""
    known: int
    """The first tick at which the player is shown it."""
    name: str
    place: str | None
    travellers: list[str]
    """Those who are shown it; nobody: all are."""
    facts: list[str]


class Traveller(TypedDict):
    name: str
    card: Prose
    invented: bool
    reported: Prose
    start: str
    set: dict[str, int]
    facts: list[str]


Queue = TypedDict("Queue", {"tick": int, "last": int, "is": str, "facts": list[str]})
"""How long a line was reported to be, from a tick up to a last one."""


class Place(TypedDict):
    name: str
    at: list[float]
    """Latitude north, longitude east, in degrees."""
    country: str
    kind: str
    open: Expression
    queue: list[Queue]
    """In order of tick; no two at one tick."""


Leg = TypedDict(
    "Leg",
    {"from": str, "to": str, "route": str, "by": str, "via": list[list[float]]},
)


class Route(TypedDict):
    name: str
    shuts: str | None


class Source(TypedDict):
    outlet: str
    date: NotRequired[str]
    title: NotRequired[str]
    url: NotRequired[str]
    via: NotRequired[str]
    more: NotRequired[list[str]]


class Fact(TypedDict):
    claim: str
    by: str
    sources: list[str]
    confidence: Literal["high", "medium", "low", "estimate"]
    """`estimate`: the authors' own figure, which nobody reported; it has no source."""
    figure: NotRequired[str]
    from_tick: NotRequired[int]
    to_tick: NotRequired[int]
    note: NotRequired[str]
    """A caution; of an estimate, how it was come by."""
    near: NotRequired[list[str]]
    """The facts that an estimate goes by."""


class News(TypedDict):
    tick: int
    outlet: str
    text: Prose
    channel: str
    in_passage: bool


class Outcome(TypedDict):
    weight: Expression
    do: list[Effect]
    goto: str
    """A scene, or `RETURN`."""
    then: str | None
    """The scene to come back to from `goto`, where this is a call."""
    facts: list[str]
    name: NotRequired[str]


class Choice(TypedDict):
    say: Prose
    when: Expression
    locked: Prose | None
    """Shown with this reason where `when` fails; None: hidden."""
    fallback: bool
    outcomes: list[Outcome]
    deck: str
    facts: list[str]
    was: list[str]


class Ending(TypedDict):
    title: str
    group: str
    absent: Prose
    unknown: Prose
    meanwhile: Prose
    ask: list[str]


class Scene(TypedDict):
    """Ends in exactly one of `choices`, `outcomes`, `ending`."""

    text: Prose
    title: str
    place: str | None
    """None: where the player already was."""
    hour: str | None
    do: list[Effect]
    choices: dict[str, Choice]
    outcomes: list[Outcome]
    deck: str
    ending: Ending | None
    facts: list[str]
    was: list[str]
    window: str | None
    """The interview of which this scene is a part."""
    dials: list[str]
    """What a reader may have turned down: then `summary` is read in place of the text."""
    summary: Prose
    ask: list[str]
    """Questions at which a group may stop and talk."""
    at: str
    """`file:line` where the author wrote it."""


class Event(TypedDict):
    id: str
    when: Expression
    do: list[Effect]
    goto: str
    returns: bool
    """Whether the player comes back to where they were going."""


class Interview(TypedDict):
    """What the debrief and the screens need to know of a window; the rules of it are its scenes."""

    entry: str
    guard: str
    """The variable that holds which guard was drawn."""
    guards: list[str]
    verdict: str
    """The scene in which the outcome is drawn."""
    outcomes: list[str]
    """The ids of the verdict's outcomes, in order."""


class Contradiction(TypedDict):
    when: Expression
    doubt: int
    meaning: str
    facts: list[str]


class Term(TypedDict):
    term: str
    meaning: str
    facts: list[str]


class Promise(TypedDict):
    """What holds in every state of these scenes that can be come to; the prover shows it, the game does not ask."""

    says: str
    holds: Expression
    at: list[str]
    facts: list[str]


Turn = TypedDict("Turn", {"tick": int, "is": str, "facts": list[str]})
"""What was true of a rumour from a tick on."""


class Rumour(TypedDict):
    says: str
    heard: list[str]
    """The scenes in which one hears it."""
    checked: list[str]
    """The scenes in which one finds out."""
    check: str
    """How one could, and what that costs."""
    truth: list[Turn]


class Voice(TypedDict):
    side: str
    who: str
    role: str
    date: str
    says: str
    """In our own words."""
    facts: list[str]


class Debate(TypedDict):
    question: str
    voices: list[Voice]


class Dial(TypedDict):
    name: str
    mild: bool
    """Whether the mild setting turns it down."""


class About(TypedDict):
    id: str
    title: str
    by: str
    licence: str
    about: str
    content: str
    invented: str
    afterwards: str
    """Said to whoever comes back from it."""
    meanwhile: str
    """The heading of what an ending tells of elsewhere."""
    method: str
    """How its numbers and chances were come by; paragraphs of text with marks."""
    measures: list[str]
    """Words before which a number says how much, and so wants a source: `crowns`, `miles`."""


class Story(TypedDict):
    core: int
    about: About
    clock: Clock
    deadlines: dict[str, Deadline]
    variables: dict[str, Variable]
    travellers: dict[str, Traveller]
    places: dict[str, Place]
    legs: list[Leg]
    routes: dict[str, Route]
    sources: dict[str, Source]
    facts: dict[str, Fact]
    news: list[News]
    """In order of tick."""
    guards: dict[str, str]
    """What each temperament means."""
    topics: dict[str, str]
    contradictions: dict[str, Contradiction]
    interviews: dict[str, Interview]
    events: list[Event]
    scenes: dict[str, Scene]
    glossary: dict[str, Term]
    promises: dict[str, Promise]
    rumours: dict[str, Rumour]
    debates: dict[str, Debate]
    dials: dict[str, Dial]
    geography: dict[str, Any]
