"""JSON Schema of the catalogues of a translation."""

from __future__ import annotations

from game.authoring.schema.known import Known
from game.authoring.schema.story import DRAFT, Schema
from game.language.translation import KEYS, LANGUAGE

_TEXT = {"type": ["string", "number", "boolean", "null"]}


def translation_schema(known: Known) -> Schema:  # noqa: ARG001 - catalogues are written by `otherbank translate`
    told = {key: {**_TEXT, "description": meaning} for key, meaning in KEYS.items()}
    own = {"description": "the same in the language of the folder; what stands empty is read in the story's own"}
    entry = {
        "type": "object",
        "properties": told,
        "patternProperties": {rf"^(?!(?:{'|'.join(KEYS)})$){LANGUAGE.pattern}$": {**_TEXT, **own}},
        "additionalProperties": False,
        "required": ["story"],
        "not": {"properties": {key: {} for key in KEYS}, "additionalProperties": False},
    }
    return {
        "$schema": DRAFT,
        "title": "A catalogue of a translation: by the id of each text, what the story says and how it is translated",
        "type": ["object", "null"],
        "additionalProperties": entry,
    }
