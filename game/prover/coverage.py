"""Which facts a story cites, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.engine.onward import outcomes
from game.engine.story import Story
from game.engine.text import marks
from game.prover.texts import all_texts, flat


class Coverage(NamedTuple):
    """Of the facts and estimates that are declared."""

    cited: list[str]
    never: list[str]
    endings: dict[str, list[str]]
    """By ending, what is cited there."""


def coverage(story: Story) -> Coverage:
    found = set(citations(story))
    endings = {
        scene_id: sorted({*scene["facts"], *_at_the_end(story, scene_id)})
        for scene_id, scene in story["scenes"].items()
        if scene["ending"]
    }
    declared = list(story["facts"])
    return Coverage([f for f in declared if f in found], [f for f in declared if f not in found], endings)


def _at_the_end(story: Story, scene_id: str) -> Iterator[str]:
    scene = story["scenes"][scene_id]
    if ending := scene["ending"]:
        for prose in (scene["text"], ending["absent"], ending["unknown"], ending["meanwhile"]):
            yield from marks(flat(prose))
        yield from marks(" ".join(ending["ask"]))


def citations(story: Story) -> Iterator[str]:
    """The fact of every citation in a story, wherever it stands."""
    for prose in all_texts(story):
        yield from marks(flat(prose))
    for section in ("scenes", "travellers", "deadlines", "contradictions", "promises", "glossary"):
        for entry in story[section].values():
            yield from entry["facts"]
    for scene in story["scenes"].values():
        for choice in scene["choices"].values():
            yield from choice["facts"]
        yield from (fact for outcome in outcomes(scene) for fact in outcome["facts"])
        yield from marks(" ".join(scene["ending"]["ask"])) if scene["ending"] else ()
    for fact in story["facts"].values():
        yield from fact.get("near", ())
    about = story["about"]
    for words in (about["about"], about["content"], about["invented"], about["method"]):
        yield from marks(words)
    for place in story["places"].values():
        yield from (fact for queue in place["queue"] for fact in queue["facts"])
    for debate in story["debates"].values():
        yield from (fact for voice in debate["voices"] for fact in voice["facts"])
    for rumour in story["rumours"].values():
        yield from (fact for turn in rumour["truth"] for fact in turn["facts"])
