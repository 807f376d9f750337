"""Plays an installed `otherbank play --plain` by script, as a pipe would, and demands an ending and a kept game."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MOST_CHOICES = 200


def main(command: str) -> int:
    saves = Path("played")
    script = "1\n" * MOST_CHOICES
    done = subprocess.run(
        [command, "play", "--plain", "--traveller", "yevginiy", "--seed", "7", "--saves", str(saves)],
        input=script, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    ended = "This is an ending." in done.stdout and "Ukraine, that day" in done.stdout
    kept = list(saves.glob("run-*.yaml"))
    if done.returncode or done.stderr or not ended or len(kept) != 1:
        print(done.stdout[-3000:], done.stderr, f"exit {done.returncode}, kept {kept}", sep="\n")
        return 1
    again = subprocess.run([command, "replay", str(kept[0])], capture_output=True, text=True, check=False)
    print(f"played to an ending, {len(again.stdout.split())} words")
    return again.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
