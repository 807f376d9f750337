"""What a pupil's device remembers of a class, so that the same pupil comes back: a small file beside the runs."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from game.classroom.names import deal_token, is_token
from game.classroom.reading import RefusedError
from game.classroom.wire import Joined, read_joined, written
from game.saves import atomic
from game.saves.shelf import Shelf

_FILE = "seat.json"


@dataclass(slots=True)
class RunHandedIn:
    number: int
    revision: int


@dataclass(slots=True)
class Seat:
    folder: Path
    token: str = field(default_factory=deal_token)
    joined: Joined | None = None
    """What the class answered last; None before it did for the first time."""
    runs: dict[str, RunHandedIn] = field(default_factory=dict[str, RunHandedIn])
    """By the name of the file in which a run is kept."""

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.folder)

    def next_revision(self, file: str) -> RunHandedIn:
        """Of the run in that file, which has changed."""
        if file not in self.runs:
            self.runs[file] = RunHandedIn(1 + max((each.number for each in self.runs.values()), default=-1), 0)
        self.runs[file].revision += 1
        return self.runs[file]

    def catch_up(self, joined: Joined) -> None:
        """Revisions rise above whatever the class has, also where this file was lost or is an old copy."""
        self.joined = joined
        for run in self.runs.values():
            run.revision = max(run.revision, joined.revisions.get(run.number, 0))
        for number in sorted(joined.revisions.keys() - {run.number for run in self.runs.values()}):
            self.runs[f"elsewhere-{number}"] = RunHandedIn(number, joined.revisions[number])

    def save(self) -> None:
        """Where the disk is full, this lesson goes on, and the class has what it acknowledged."""
        kept = {
            "token": self.token,
            "joined": None if self.joined is None else json.loads(written(self.joined)),
            "runs": {file: [run.number, run.revision] for file, run in self.runs.items()},
        }
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            atomic.write(self.folder / _FILE, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def take_seat(folder: Path) -> Seat:
    """The seat that is kept in a folder; a new one where there is none, or where it is broken.

    A new one is kept at once: whoever leaves before the class has answered comes back as the same pupil.
    """
    try:
        kept = json.loads((folder / _FILE).read_text("utf-8"))
        return _read(folder, kept)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        seat = Seat(folder)
        seat.save()
        return seat


def _read(folder: Path, kept: Any) -> Seat:
    token = kept["token"]
    if not (isinstance(token, str) and is_token(token)):
        raise ValueError("no token")
    try:
        joined = None if kept["joined"] is None else read_joined(json.dumps(kept["joined"]))
    except RefusedError:
        joined = None
    runs = cast("dict[str, list[Any]]", kept["runs"])
    return Seat(folder, token, joined, {str(file): RunHandedIn(int(run[0]), int(run[1])) for file, run in runs.items()})
