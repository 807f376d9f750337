"""How large a story is."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.story import Part, Prose, Scene, Story
from game.engine.text import MARK


def size(story: Story) -> str:
    """One line with counts: what a player may come to, choose and read."""
    scenes = story["scenes"].values()
    choices = sum(len(scene["choices"]) for scene in scenes)
    endings = sum(scene["ending"] is not None for scene in scenes)
    words = sum(_words(prose) for scene in scenes for prose in _told(scene))
    counts = {"scene": len(scenes) - endings, "choice": choices, "ending": endings, "word": words}
    return ", ".join(f"{count:,} {what}{'' if count == 1 else 's'}" for what, count in counts.items())


def _told(scene: Scene) -> Iterator[Prose]:
    yield scene["text"]
    for choice in scene["choices"].values():
        yield choice["say"]
        yield choice["locked"] or []
    if ending := scene["ending"]:
        yield from (
            ending["absent"],
            ending["unknown"],
            ending["meanwhile"],
            *([question] for question in ending["ask"]),
        )


def _words(prose: Prose) -> int:
    """Of all branches together; marks of provenance are no words."""
    return sum(
        len(MARK.sub("", part).split()) if isinstance(part, str) else sum(_words(branch) for branch in _branches(part))
        for part in prose
    )


def _branches(part: Part) -> list[Prose]:
    if "then" in part and "else" in part:
        return [part["then"], part["else"]]
    return [*part.get("first", ()), *part.get("once", ()), *part.get("cycle", ()), *part.get("shuffle", ())]
