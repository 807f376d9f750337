"""The section `story`."""

from __future__ import annotations

import yaml

from game.engine.story import About
from game.language.diagnostics import Report
from game.language.fields import Fields, Shape

STORY = Shape(
    "story", ("id", "title"), ("by", "licence", "about", "content", "invented", "meanwhile", "measures", "method")
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
        "method": fields.text("method"),
        "measures": fields.texts("measures") if "measures" in fields else [],
    }
