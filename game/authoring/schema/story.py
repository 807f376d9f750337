"""JSON Schema of every kind of file that an author writes, made of what the loader itself goes by.

Draft 7, which editors read best. A schema says of a file what the loader says of it alone. What takes the rest of the
story to know stays with the loader: whether what is named is there, what stands in conditions, effects and prose,
which days a month has. Where a story is given its ids are offered; others are not refused, since there may be new ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from game.authoring.schema.known import Known
from game.language.ids import Form
from game.language.model import SECTIONS, shapes
from game.language.shapes import Apart, Needs, Section, Shape
from game.language.values import (
    DEGREES,
    FARTHEST,
    GREATEST,
    Entries,
    Flag,
    Many,
    Name,
    Point,
    Ref,
    Text,
    Value,
    Whole,
    Word,
)  # fmt: skip

Schema: TypeAlias = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
_NOTHING = "nothing"
_PLAIN = ["string", "number", "boolean"]


def story_schema(known: Known) -> Schema:
    """Of the files that make up a story."""
    parts = {shape.name: _shape(shape, known) for shape in shapes()}
    sections = {name: {**_section(section), "description": section.meaning} for name, section in SECTIONS.items()}
    return {
        "$schema": DRAFT,
        "title": "A file of a story",
        "type": ["object", "null"],
        "properties": sections,
        "additionalProperties": False,
        "definitions": {_NOTHING: _left_empty(), **parts, **offers(known)},
    }


def offers(known: Known) -> dict[str, Schema]:
    """The ids of each sort of thing, for an editor to offer."""
    return {_ids(what): {"enum": _typed(ids)} for what, ids in known.items() if ids}


def text() -> Schema:
    """Anything that can be read as text."""
    return {"type": _PLAIN}


def offered(what: str, known: Known) -> Schema:
    """Text; the ids of what a story has are offered."""
    return {"anyOf": [{"$ref": f"#/definitions/{_ids(what)}"}, text()]} if known.get(what) else text()


def valued(what: str, known: Known, any_: Schema) -> Schema:
    """A mapping by the ids of what a story has, where `any_` may stand under each; what it can be is offered."""

    def offering(values: Sequence[str]) -> Schema:
        return {"anyOf": [{"enum": _typed(values)}, any_]} if values else any_

    offered = {name: offering(values) for name, values in known.get(what, {}).items()}
    return {"type": "object", "properties": offered, "additionalProperties": any_}


def _ids(what: str) -> str:
    return f"{what} ids"


def _typed(words: Iterable[str]) -> list[object]:
    """As an editor reads them that are typed without quotes."""
    return [{"true": True, "false": False}.get(word, int(word) if word.isdecimal() else word) for word in words]


def _left_empty() -> Schema:
    """What counts as left out."""
    return {"type": ["null", "string", "array", "object"], "pattern": r"^\s*$", "maxItems": 0, "maxProperties": 0}


def _optional(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"$ref": f"#/definitions/{_NOTHING}"}]}


def _section(section: Section) -> Schema:
    if section.once:
        return _ref(section.shape)
    if section.ids:
        return {"type": ["object", "null"], **_named(section.ids), "additionalProperties": _ref(section.shape)}
    return {"type": ["array", "null"], "items": _ref(section.shape)}


def _ref(shape: Shape) -> Schema:
    return {"$ref": f"#/definitions/{shape.name}"}


def _shape(shape: Shape, known: Known) -> Schema:
    keys = {
        name: {**_under(key.value, name in shape.required, known), "description": key.meaning}
        for name, key in shape.keys.items()
    }
    schema: Schema = {"type": "object", "properties": keys, "additionalProperties": False}
    if shape.required:
        schema["required"] = list(shape.required)
    if shape.rules:
        schema["allOf"] = [_rule(rule) for rule in shape.rules]
    if shape.leads:
        schema["oneOf"] = [_has(key) for key in shape.leads]
    return schema


def _rule(rule: Needs | Apart) -> Schema:
    match rule:
        case Needs(key, other, _):
            return {"if": _has(key), "then": _has(other)}
        case Apart(key, other, _):
            return {"if": {"required": [key], "properties": {key: {"const": True}}}, "then": {"not": _has(other)}}


def _has(key: str) -> Schema:
    return {"required": [key], "properties": {key: {"not": {"$ref": f"#/definitions/{_NOTHING}"}}}}


def _under(value: Value, required: bool, known: Known) -> Schema:
    """What may stand under a key."""
    schema = _some(value, known)
    return {"allOf": [schema, {"not": {"$ref": f"#/definitions/{_NOTHING}"}}]} if required else _optional(schema)


def _some(value: Value, known: Known) -> Schema:
    """What may stand there where something does."""
    match value:
        case Text(pattern=None):
            return text()
        case Text(pattern=re.Pattern() as pattern) | Name(Form(pattern, _)):
            return _written(pattern)
        case Ref(what):
            return offered(what, known)
        case Flag(only_true):
            return {"type": "boolean", "not": {"const": False}} if only_true else {"type": "boolean"}
        case Whole(low):
            return {"type": "integer", "minimum": low, "maximum": GREATEST}
        case Word(allowed):
            return {"enum": list(allowed)}
        case Point():
            return {"type": "array", "items": [_degrees(at) for at in (0, 1)], "minItems": 2, "maxItems": 2}
        case Many(Point() as point):
            return {"type": "array", "items": _some(point, known)}
        case Many(of):
            one = _some(of, known)
            return {"anyOf": [one, {"type": "array", "items": one}]}
        case Entries(Text(), None, what):
            return valued(what, known, _optional(text()))
        case Entries(of, ids, _):
            each = _some(of, known) if isinstance(of, Shape) else _optional(_some(of, known))
            return {"type": "object", **_named(ids), "additionalProperties": each}
        case Shape():
            return _ref(value)
        case _:
            raise TypeError(f"no schema for {value}")


def _named(ids: Form | None) -> Schema:
    return {"propertyNames": {"pattern": f"^(?:{ids.pattern.pattern})$"}} if ids else {}


def _written(pattern: re.Pattern[str]) -> Schema:
    types = ["string"]
    types += ["boolean"] if pattern.fullmatch("true") else []
    types += ["number"] if pattern.fullmatch("7") else []
    return {"type": types, "pattern": rf"^\s*(?:{pattern.pattern})\s*$"}


def _degrees(at: int) -> Schema:
    farthest, pattern = FARTHEST[at], DEGREES[at].pattern
    return {
        "type": ["number", "string"], "minimum": -farthest, "maximum": farthest, "pattern": f"^(?:{pattern})$",
    }  # fmt: skip
