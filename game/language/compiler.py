"""A story's files made into its core."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from game.engine.story import CLOCK, CORE_VERSION, Scene, Story, Variable
from game.language import mistakes
from game.language.arrivals import check_arrivals
from game.language.diagnostics import Position, Report
from game.language.files import Sections, gather
from game.language.lowered import flags, unread
from game.language.renamed import check_renamed
from game.language.sections import about, clock, events, geography, reported, scenes, travellers, variables
from game.language.source import Source, read_files
from game.language.windows import GUARD
from game.language.world import World, declare
from game.language.sections.interviews import interviews
from game.language.sections.questioning import contradictions, guards, questions

GEOGRAPHY = Path("geography/geography.json")
"""Coasts and borders for the map, where the story has them."""


def compile_story(folder: Path) -> tuple[Story | None, Report]:
    """The story in a folder, or None and everything that is wrong with it."""
    report = Report()
    sources = read_files(folder, report)
    shapes = read_geography(folder, report)
    story = _compiled(sources, shapes, report)
    return story, report
