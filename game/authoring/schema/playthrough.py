"""JSON Schema of playthrough files: saves, and tests of a story."""

from __future__ import annotations

from typing import Any

from game.authoring.schema.known import Known
from game.authoring.schema.story import DRAFT, Schema, offered, offers, text, valued
from game.saves.playthrough_file import EXPECTED, KEYS, LARGEST_SEED, REQUIRED, VERSION

_ANY = {"type": ["string", "number", "boolean", "null"]}
_SOME = {"type": ["string", "number", "boolean"], "minLength": 1}


def playthrough_schema(known: Known) -> Schema:
    values: dict[str, Schema] = {
        "playthrough": {"enum": [VERSION, str(VERSION)]},
        "traveller": {"allOf": [offered("traveller", known), _SOME]},
        "seed": {"type": ["integer", "string"], "minimum": 0, "maximum": LARGEST_SEED, "pattern": "^[0-9]{1,10}$"},
        "choices": {"type": ["array", "null"], "items": _choice(known)},
        "expect": {
            "type": "object",
            "properties": _described(_expected(known), EXPECTED),
            "additionalProperties": False,
        },
    }
    return {
        "$schema": DRAFT,
        "title": "A playthrough of a story: a save, or a test",
        "type": "object",
        "properties": _described({key: values.get(key, _SOME) for key in KEYS}, KEYS),
        "required": list(REQUIRED),
        "additionalProperties": False,
        "definitions": offers(known),
    }


def _described(values: dict[str, Schema], meanings: dict[str, str]) -> dict[str, Any]:
    return {key: {**values[key], "description": meaning} for key, meaning in meanings.items()}


def _choice(known: Known) -> Schema:
    """One line, `- scene: choice`."""
    scenes = dict.fromkeys(known.get("scene", {}), _ANY)
    return {
        "type": "object",
        "properties": scenes,
        "additionalProperties": _ANY,
        "minProperties": 1,
        "maxProperties": 1,
    }


def _expected(known: Known) -> dict[str, Schema]:
    return {
        "ending": offered("ending", known),
        "values": valued("variable", known, _ANY),
        "visited": _one_or_more(offered("scene", known)),
        "text": _one_or_more(text()),
    }


def _one_or_more(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "array", "items": schema}]}
