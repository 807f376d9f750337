"""What a story is made of: its sections, and the sorts of mappings in them."""

from __future__ import annotations

from collections.abc import Iterator

from game.language.ids import HYPHENED, UNDERSCORED
from game.language.sections.about import STORY
from game.language.sections.clock import CLOCK_SHAPE, DEADLINE
from game.language.sections.events import EVENT
from game.language.sections.geography import LEG, PLACE, ROUTE
from game.language.sections.interviews import INTERVIEW
from game.language.sections.promises import PROMISE
from game.language.sections.questioning import CONTRADICTION, GUARD, QUESTION
from game.language.sections.reported import ESTIMATE, FACT, FACT_ID, NEWS, SOURCE, SOURCE_ID, TERM
from game.language.sections.scenes import ENDING, SCENE
from game.language.sections.talk import DEBATE, DIAL, RUMOUR
from game.language.sections.travellers import TRAVELLER
from game.language.sections.variables import TOPIC, VARIABLE
from game.language.shapes import Section, Shape

SECTIONS = {
    "story": Section(STORY, "title, author, licence, content note (once)", once=True),
    "clock": Section(CLOCK_SHAPE, "what a tick is and when play starts (once)", once=True),
    "deadlines": Section(DEADLINE, "instants that matter: gates that shut", HYPHENED),
    "variables": Section(VARIABLE, "what the story remembers, each bounded", UNDERSCORED),
    "topics": Section(TOPIC, "what can be claimed to a guard", UNDERSCORED),
    "travellers": Section(TRAVELLER, "whom one can play", HYPHENED),
    "places": Section(PLACE, "the map: what is where", HYPHENED),
    "legs": Section(LEG, "the map: stretches of road between two places"),
    "routes": Section(ROUTE, "the map: roads with a name", HYPHENED),
    "sources": Section(SOURCE, "who reported", SOURCE_ID),
    "facts": Section(FACT, "what was reported", FACT_ID),
    "estimates": Section(ESTIMATE, "figures that nobody reported: yours", FACT_ID),
    "news": Section(NEWS, "what happens in the world, at its hour"),
    "scenes": Section(SCENE, "the story itself", HYPHENED),
    "endings": Section(ENDING, "where the story ends", HYPHENED),
    "guards": Section(GUARD, "questioning: who asks", UNDERSCORED),
    "questions": Section(QUESTION, "questioning: what is asked", HYPHENED),
    "contradictions": Section(CONTRADICTION, "questioning: what betrays an answer", HYPHENED),
    "interviews": Section(INTERVIEW, "questioning: windows at which one is asked", HYPHENED),
    "events": Section(EVENT, "what breaks in when its hour or its condition comes", HYPHENED),
    "glossary": Section(TERM, "words a reader may not know", HYPHENED),
    "promises": Section(PROMISE, "what is to hold wherever one can come: the check proves it", HYPHENED),
    "rumours": Section(RUMOUR, "what is said along the road, and what was true of it on which day", HYPHENED),
    "debates": Section(DEBATE, "what is argued about it all, by whom", HYPHENED),
    "dials": Section(DIAL, "what a reader may turn down", HYPHENED),
}


def shapes() -> list[Shape]:
    """Every sort of mapping that a story can hold, each once."""
    return list(dict.fromkeys(shape for section in SECTIONS.values() for shape in _within(section.shape)))


def _within(shape: Shape) -> Iterator[Shape]:
    yield shape
    for part in shape.parts():
        yield from _within(part)
