"""`python -m game.language STORY`: say what is wrong with a story, or how large it is."""

from __future__ import annotations

import sys
from pathlib import Path

from game.engine.story import Story
from game.language.compiler import compile_story
from game.language.frames import frames


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python -m game.language STORY")
        return 2
    folder = Path(arguments[0])
    story, report = compile_story(folder)
    print(frames(report, folder) if story is None else size(story))
    return 2 if story is None else 0


def size(story: Story) -> str:
    """One line with counts."""
    scenes = story["scenes"].values()
    choices = sum(len(scene["choices"]) for scene in scenes)
    endings = sum(scene["ending"] is not None for scene in scenes)
    return f"{len(scenes) - endings} scenes, {choices} choices, {endings} endings"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
