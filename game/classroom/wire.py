"""The shapes on the wire: what a pupil hands in, what the class answers. `read_...` reads what `written` wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, get_args

from game.classroom.lesson import LONGEST_NOTE, LONGEST_TITLE, MOST_STOPS, PLANS, Lesson, Stop
from game.classroom.reading import any_mapping, malformed, many, mapping, number, pair, read_object, text, texts
from game.classroom.standing import Ballot, Phase, Standing
from game.classroom.tally import EndingCount, Fork, Share, Split
from game.engine.playthrough import Move
from game.saves.playthrough_file import LARGEST_SEED

MOST_MOVES = 1_000
MOST_RUNS = 50
"""Of one pupil in one class."""
LARGEST_ANSWER = 4_000_000
"""Bytes that a pupil takes from a server."""


@dataclass(frozen=True, slots=True)
class HandIn:
    """A pupil's playthrough as it stands, whole: of two, the one with the higher revision is the newer."""

    number: int
    """Which of the pupil's runs it is, counting from nought."""
    revision: int
    edition: str
    traveller: str
    seed: int
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """The answer to joining."""

    pseudonym: str
    lesson: Lesson
    standing: Standing
    revisions: Mapping[int, int]
    """Of the pupil's runs that are kept already, the newest revision by the run's number."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer to handing in."""

    revision: int
    """The newest that is kept of this run: the one handed in, or a newer one."""
    standing: Standing


@dataclass(frozen=True, slots=True)
class Seen:
    """What everybody sees of the class: how it stands and, where that is revealed, how it split."""

    standing: Standing
    split: Split | None = None


def written(thing: HandIn | Joined | Kept | Seen | Lesson | Standing) -> str:
    """Compact JSON."""
    return json.dumps(asdict(thing), ensure_ascii=False, separators=(",", ":"))


def written_moves(moves: tuple[Move, ...]) -> str:
    """Compact JSON: `[["scene","choice"], ...]`."""
    return json.dumps(moves, ensure_ascii=False, separators=(",", ":"))


def read_hand_in(body: bytes | str) -> HandIn:
    """Raises `RefusedError`."""
    found = read_object(body, _keys(HandIn))
    return HandIn(
        number(found, "number", MOST_RUNS - 1),
        number(found, "revision"),
        text(found, "edition"),
        text(found, "traveller"),
        number(found, "seed", LARGEST_SEED),
        _moves(found["moves"]),
    )


def read_moves(kept: str) -> tuple[Move, ...]:
    """As `written_moves` wrote them."""
    return _moves(json.loads(kept))


def read_lesson(body: bytes | str) -> Lesson:
    """Raises `RefusedError`."""
    return _lesson(read_object(body, _keys(Lesson)))


def read_standing(body: bytes | str) -> Standing:
    """Raises `RefusedError`."""
    return _standing(read_object(body, _keys(Standing)))


def read_joined(body: bytes | str) -> Joined:
    """Raises `RefusedError`."""
    found = read_object(body, _keys(Joined), LARGEST_ANSWER)
    revisions = any_mapping(found["revisions"], "`revisions`")
    if not all(key.isdecimal() for key in revisions):
        raise malformed("`revisions` should be by number")
    return Joined(
        text(found, "pseudonym"),
        _lesson(found["lesson"]),
        _standing(found["standing"]),
        {int(key): number(revisions, key) for key in revisions},
    )


def read_kept(body: bytes | str) -> Kept:
    """Raises `RefusedError`."""
    found = read_object(body, _keys(Kept), LARGEST_ANSWER)
    return Kept(number(found, "revision"), _standing(found["standing"]))


def read_seen(body: bytes | str) -> Seen:
    """Raises `RefusedError`."""
    found = read_object(body, _keys(Seen), LARGEST_ANSWER)
    return Seen(_standing(found["standing"]), None if found["split"] is None else _split(found["split"]))


def _keys(shape: type) -> list[str]:
    return [each.name for each in fields(shape)]


def _moves(value: Any) -> tuple[Move, ...]:
    return tuple(Move(*pair(each, f"move {at}")) for at, each in enumerate(many(value, "`moves`", MOST_MOVES), 1))


def _lesson(value: Any) -> Lesson:
    found = mapping(value, "the lesson", _keys(Lesson))
    if found["minutes"] not in PLANS or found["pseudonyms"] not in ("given", "chosen"):
        raise malformed("`minutes` or `pseudonyms` is none that a lesson has")
    stops = [mapping(each, "a stop", _keys(Stop)) for each in many(found["stops"], "`stops`", MOST_STOPS)]
    return Lesson(
        title=text(found, "title", LONGEST_TITLE),
        story=text(found, "story"),
        edition=text(found, "edition"),
        travellers=texts(found, "travellers"),
        seed=None if found["seed"] is None else number(found, "seed", LARGEST_SEED),
        short=texts(found, "short"),
        stops=tuple(Stop(text(stop, "question", LONGEST_NOTE), text(stop, "scene")) for stop in stops),
        content=text(found, "content", LONGEST_NOTE),
        help_line=text(found, "help_line", LONGEST_NOTE),
        minutes=found["minutes"],
        pseudonyms=found["pseudonyms"],
    )


def _standing(value: Any) -> Standing:
    found = mapping(value, "the standing", _keys(Standing))
    if found["phase"] not in get_args(Phase):
        raise malformed("`phase` is none that a class has")
    return Standing(
        phase=found["phase"],
        version=number(found, "version"),
        question=text(found, "question", LONGEST_NOTE),
        scene=text(found, "scene"),
        ballot=None if found["ballot"] is None else _ballot(found["ballot"]),
    )


def _ballot(value: Any) -> Ballot:
    found = mapping(value, "the ballot", _keys(Ballot))
    options = many(found["options"], "`options`", 100)
    return Ballot(
        number(found, "id"),
        text(found, "question", LONGEST_NOTE),
        tuple(pair(each, "an option", LONGEST_NOTE) for each in options),
    )


def _split(value: Any) -> Split:
    found = mapping(value, "the split", _keys(Split))
    return Split(
        number(found, "journeys"),
        tuple(_fork(each) for each in many(found["forks"], "`forks`", 10_000)),
        tuple(_ending(each) for each in many(found["endings"], "`endings`", 10_000)),
    )


def _fork(value: Any) -> Fork:
    found = mapping(value, "a fork", _keys(Fork))
    shares = [mapping(each, "a share", _keys(Share)) for each in many(found["shares"], "`shares`", 100)]
    return Fork(
        text(found, "scene"),
        text(found, "title"),
        text(found, "place"),
        number(found, "reached"),
        tuple(
            Share(
                text(each, "choice"),
                text(each, "say", LONGEST_NOTE),
                *(number(each, key) for key in ("took", "open_to", "locked_for")),
            )
            for each in shares
        ),
    )


def _ending(value: Any) -> EndingCount:
    found = mapping(value, "an ending", _keys(EndingCount))
    return EndingCount(text(found, "ending"), text(found, "title"), text(found, "group"), number(found, "count"))
