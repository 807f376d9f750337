"""`python -m game.language STORY`: say what is wrong with a story, or how large it is."""

from __future__ import annotations

import sys
from pathlib import Path

from game.language.compiler import compile_story
from game.language.frames import frames
from game.language.size import size


def main(arguments: list[str]) -> int:
    """0 for a sound story, 2 for mistakes in it or in the arguments."""
    if len(arguments) != 1:
        print("usage: python -m game.language STORY", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    story, report = compile_story(folder)
    print(frames(report, folder) if story is None else size(story))
    return 2 if story is None else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
