"""Every text of a story, and what of them is words alone."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.story import Prose, Scene, Story


def texts(scene: Scene) -> Iterator[tuple[str, Prose]]:
    """Every text of a scene, with the key or the choice that it stands under."""
    yield "text", scene["text"]
    for choice_id, choice in scene["choices"].items():
        yield choice_id, choice["say"]
        yield choice_id, choice["locked"] or []
    if ending := scene["ending"]:
        yield from (("absent", ending["absent"]), ("unknown", ending["unknown"]), ("meanwhile", ending["meanwhile"]))


def all_texts(story: Story) -> Iterator[Prose]:
    for scene in story["scenes"].values():
        yield from (prose for _, prose in texts(scene))
    for traveller in story["travellers"].values():
        yield from (traveller["card"], traveller["reported"])
    yield from (item["text"] for item in story["news"])


def flat(prose: Prose) -> str:
    """All branches of a text, one after the other."""
    words = ""
    for part in prose:
        if isinstance(part, str):
            words += part
        elif "if" in part:
            words += f"{flat(part.get('then', []))} {flat(part.get('else', []))}"
        else:
            words += " ".join(flat(each) for key in ("first", "once", "cycle", "shuffle") for each in part.get(key, []))
    return words
