"""Reading JSON from strangers: every size and type is looked at, and each refusal says why."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, cast

LARGEST_BODY = 131_072
"""Bytes of anything that a pupil sends; a long journey of two hundred choices has some ten thousand."""
LARGEST_COUNT = 2**53 - 1
"""So far JavaScript can count as well."""
LONGEST_ID = 200
_UNKEPT = re.compile("[\0\ud800-\udfff]")

Why: TypeAlias = Literal[
    "malformed", "too large", "edition", "traveller", "seed", "strays", "pseudonym", "shut", "full", "ended", "ballot"
]


class RefusedError(ValueError):
    """Something is not taken. `why` is the kind, under which it is counted; the words are for whoever sent it."""

    def __init__(self, why: Why, reason: str) -> None:
        super().__init__(reason)
        self.why: Why = why


def malformed(reason: str) -> RefusedError:
    return RefusedError("malformed", reason)


def read_object(body: bytes | str, keys: Sequence[str], largest: int = LARGEST_BODY) -> dict[str, Any]:
    """A JSON object with these keys and no others. Raises `RefusedError`."""
    if len(body) > largest:
        raise RefusedError("too large", f"this is more than {largest:,} bytes")
    try:
        found: Any = json.loads(body, object_pairs_hook=_without_twins, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise malformed("this is not JSON") from None
    return mapping(found, "this", keys)


def mapping(value: Any, what: str, keys: Sequence[str]) -> dict[str, Any]:
    """Raises `RefusedError`."""
    found = any_mapping(value, what)
    if unknown := found.keys() - set(keys):
        raise malformed(f"{what} has a key that is not known here: `{min(unknown)[:40]!a}`")
    if missing := set(keys) - found.keys():
        raise malformed(f"{what} lacks `{min(missing)}`")
    return found


def any_mapping(value: Any, what: str) -> dict[str, Any]:
    """With any keys. Raises `RefusedError`."""
    if not isinstance(value, dict):
        raise malformed(f"{what} should be a JSON object")
    return cast("dict[str, Any]", value)


def text(found: Mapping[str, Any], key: str, longest: int = LONGEST_ID) -> str:
    """Raises `RefusedError`."""
    return a_text(found[key], f"`{key}`", longest)


def a_text(value: Any, what: str, longest: int = LONGEST_ID) -> str:
    """Raises `RefusedError`, for half a surrogate pair and for a nought byte too, which no database takes."""
    if not isinstance(value, str) or len(value) > longest or _UNKEPT.search(value):
        raise malformed(f"{what} should be text of at most {longest:,} characters")
    return value


def number(found: Mapping[str, Any], key: str, largest: int = LARGEST_COUNT) -> int:
    """A whole number from 0. Raises `RefusedError`."""
    value = found[key]
    if type(value) is not int or not 0 <= value <= largest:
        raise malformed(f"`{key}` should be a whole number from 0 to {largest}")
    return value


def flag(found: Mapping[str, Any], key: str) -> bool:
    """Raises `RefusedError`."""
    if not isinstance(value := found[key], bool):
        raise malformed(f"`{key}` should be true or false")
    return value


def many(value: Any, what: str, most: int) -> list[Any]:
    """Raises `RefusedError`."""
    if not isinstance(value, list):
        raise malformed(f"{what} should be a list")
    found = cast("list[Any]", value)
    if len(found) > most:
        raise RefusedError("too large", f"{what} should be at most {most:,}")
    return found


def texts(found: Mapping[str, Any], key: str, most: int = LONGEST_ID) -> tuple[str, ...]:
    """Raises `RefusedError`."""
    return tuple(a_text(each, f"each of `{key}`") for each in many(found[key], f"`{key}`", most))


def pair(value: Any, what: str, longest: int = LONGEST_ID) -> tuple[str, str]:
    """Raises `RefusedError`."""
    two = many(value, what, 2)
    if len(two) != 2:
        raise malformed(f"{what} should be two texts")
    return a_text(two[0], what, longest), a_text(two[1], what, longest)


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(_: str) -> Any:
    raise ValueError("no JSON number")
