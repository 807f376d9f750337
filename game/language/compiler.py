"""A story's files made into its core."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from game.engine.story import CORE_VERSION, Expression, Story
from game.language import mistakes, mistakes_words
from game.language.arrivals import check_arrivals
from game.language.declare import declare
from game.language.diagnostics import Position, Report
from game.language.expressions import condition
from game.language.files import Sections, gather
from game.language.folder import GEOGRAPHY, file_bytes
from game.language.garbage import uncollected
from game.language.lowering import lower
from game.language.memory import Memory
from game.language.sections.about import about
from game.language.sections.geography import legs, places, routes
from game.language.sections.promises import promises
from game.language.sections.questioning import contradictions, guards
from game.language.sections.reported import estimates, facts, glossary, news, sources
from game.language.sections.talk import debates, dials, rumours
from game.language.sections.travellers import travellers
from game.language.source import Source, read_files
from game.language.translation import Standing, translate
from game.language.world import World

_FOLLOWING = frozenset(
    [
        mistakes.UNKNOWN_ID,
        mistakes.SECTION_MISSING,
        mistakes.NOBODY_COMES,
        mistakes_words.UNKNOWN_ID,
        mistakes_words.UNKNOWN_NAME,
        mistakes_words.UNKNOWN_FACT,
    ]
)
"""What may only follow from a file that cannot be read: what it declares is not there."""


class Compiled(NamedTuple):
    story: Story | None
    """None where there are mistakes."""
    report: Report
    files: Sequence[Source]
    memory: Memory
    """Of this time, or of the last at which every file could be read: one that cannot is soon as it was, or nearly."""


def compile_translated(folder: Path, language: str) -> tuple[Story | None, Report, Standing | None]:
    """The story in another language, as far as it is translated, and how far that is."""
    report = Report()
    with uncollected():
        files = read_files(folder, report)
        if report:
            return None, report, None
        standing = translate(files, folder, language, report)
        story = _compiled(files, _geography(folder, report), report, Memory())
    if report or story is None:
        return None, report, standing
    story["clock"]["names"] = standing.hours
    story["geography"] = _named(story["geography"], standing.countries)
    return story, report, standing


def _named(geography: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The same coasts and borders, with other names of countries."""
    if not names or "countries" not in geography:
        return dict(geography)
    countries = {names.get(name, name): rings for name, rings in geography["countries"].items()}
    occupied = [{**each, "country": names.get(each["country"], each["country"])} for each in geography["occupied"]]
    return {**geography, "countries": countries, "occupied": occupied}


def compile_story(folder: Path) -> tuple[Story | None, Report]:
    """The story in a folder, or None; and everything that is wrong with it."""
    compiled = compile_again(folder)
    return compiled.story, compiled.report


def compile_again(folder: Path, before: Compiled | None = None) -> Compiled:
    """The same of a folder that was compiled before: what stands in files that did not change since is not made again,
    where it means what it meant."""
    unread = Report()
    memory = before.memory.following() if before else Memory()
    with uncollected():
        files = read_files(folder, unread, before.files if before else ())
        report = Report(most_hints=0) if unread else Report()  # what names nothing is then not told
        story = _compiled(files, _geography(folder, report), report, memory)
    if not unread:
        return Compiled(story, report, files, memory)
    mistakes = [*unread.diagnostics, *(each for each in report.diagnostics if each.kind not in _FOLLOWING)]
    kept = before or Compiled(None, report, files, memory)
    return Compiled(None, Report(mistakes), kept.files, kept.memory)


def compile_sources(files: Sequence[Source], geography: Mapping[str, Any]) -> tuple[Story | None, Report]:
    """The story in these files, or None; and everything that is wrong with it."""
    report = Report()
    return _compiled(files, geography, report, Memory()), report


def compile_condition(folder: Path, text: str) -> tuple[Expression, Report]:
    """A condition over the variables of the story in a folder, which has no mistakes; and what is wrong with it."""
    unread, report = Report(), Report()
    files = read_files(folder, unread)
    world = declare(gather(files, unread), [file.text for file in files], unread, Memory())
    return condition(text, lambda offset: Position("condition", 1, offset + 1), world.scope, report), report


def _geography(folder: Path, report: Report) -> dict[str, Any]:
    try:
        return dict(json.loads(file_bytes(folder / GEOGRAPHY, folder)))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, RecursionError) as error:
        report.add(mistakes.BAD_GEOGRAPHY, Position(GEOGRAPHY, 1, 1), error=error)
        return {}


def _compiled(files: Sequence[Source], geography: Mapping[str, Any], report: Report, memory: Memory) -> Story | None:
    sections = gather(files, report, memory)
    missing = [name for name in ("story", "clock", "travellers", "scenes", "endings") if not sections.has(name)]
    for name in missing if not report else ():
        where = Position(files[0].name if files else "story.yaml", 1, 1)
        report.add(mistakes.SECTION_MISSING, where, section=name)
    if "story" in missing or "clock" in missing:
        return None
    world = declare(sections, [file.text for file in files], report, memory)
    story = _core(sections, geography, world)
    if not report:
        check_arrivals(story, sections.stages(), report, memory)
    return None if report else story


def _core(sections: Sections, geography: Mapping[str, Any], world: World) -> Story:
    by_id = sections.by_id
    betrayals = contradictions(by_id["contradictions"], world)
    temperaments = guards(by_id["guards"], world)
    rules = lower(sections, temperaments, betrayals, world)
    evidence = facts(by_id["facts"], world) | estimates(by_id["estimates"], world)
    return {
        "core": CORE_VERSION,
        "about": about(sections.one["story"], world.report),
        "clock": world.clock,
        "deadlines": dict(world.deadlines),
        "variables": rules.variables,
        "travellers": travellers(by_id["travellers"], world),
        "places": places(by_id["places"], evidence, world),
        "legs": legs(sections.lists["legs"], world),
        "routes": routes(by_id["routes"], world),
        "sources": sources(by_id["sources"], world),
        "facts": evidence,
        "news": news(sections.lists["news"], world),
        "guards": {name: guard.meaning for name, guard in temperaments.items()},
        "topics": {name: topic.meaning for name, topic in world.topics.items()},
        "contradictions": {name: betrayal.core for name, betrayal in betrayals.items()},
        "interviews": rules.interviews,
        "events": rules.events,
        "scenes": rules.scenes,
        "glossary": glossary(by_id["glossary"], world),
        "promises": promises(by_id["promises"], world),
        "rumours": rumours(by_id["rumours"], world),
        "debates": debates(by_id["debates"], world),
        "dials": dials(by_id["dials"], world),
        "geography": dict(geography),
    }
