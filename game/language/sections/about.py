"""The section `story`."""

from __future__ import annotations

import yaml

from game.engine.story import About
from game.language.diagnostics import Report
from game.language.fields import Fields
from game.language.shapes import Key, Shape
from game.language.values import TEXT, TEXTS

STORY = Shape(
    "story",
    {
        "id": Key(TEXT, "the story's own id, which its saves carry"),
        "title": Key(TEXT, "its name"),
    },
    {
        "by": Key(TEXT, "who wrote it"),
        "licence": Key(TEXT, "what others may do with it"),
        "about": Key(TEXT, "one paragraph that says what this is"),
        "content": Key(TEXT, "what a reader should know before starting"),
        "invented": Key(TEXT, "what is reported and what is made up; said once, early"),
        "afterwards": Key(
            TEXT, "what is said to whoever comes back from it: under a debrief, and when a class is over"
        ),
        "meanwhile": Key(TEXT, "the heading of what an ending tells of elsewhere; default `Meanwhile`"),
        "method": Key(
            TEXT,
            "how its numbers and chances were come by; paragraphs, with marks, that stand before the list of sources",
        ),
        "measures": Key(
            TEXTS, "words such as `miles`: a number before one of them needs a mark, or `check` reports it"
        ),
    },
)


def about(node: yaml.Node, report: Report) -> About:
    fields = Fields.of(node, STORY, report)
    return {
        "id": fields.text("id"),
        "title": fields.text("title"),
        "by": fields.text("by"),
        "licence": fields.text("licence"),
        "about": fields.text("about"),
        "meanwhile": fields.text("meanwhile", "Meanwhile"),
        "content": fields.text("content"),
        "invented": fields.text("invented"),
        "afterwards": fields.text("afterwards"),
        "method": fields.text("method"),
        "measures": fields.texts("measures"),
    }
