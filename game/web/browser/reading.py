"""The game as text: the page shows a view as HTML, and says which of its buttons was pressed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from game.engine.rules import Rules
from game.engine.text import plain
from game.plain import pages
from game.saves.playthrough_file import Saved
from game.saves.run import Run
from game.saves.shelf import Entry, Shelf
from game.web.browser.place import run_at
from game.web.browser.story_reading import StoryReading, resumed
from game.web.browser.view import View, button, cards, page, view

_WAYS_OUT = [button("title", "Leave; the game is kept")]


class Reading:
    def __init__(self, rules: Rules, shelf: Shelf, place: str) -> None:
        self._rules = rules
        self._shelf = shelf
        run = run_at(place, rules, shelf)
        self._story = self._told(run) if run else None

    @property
    def place(self) -> str:
        """The file of the run that is played, or empty."""
        return str(self._story.run.path) if self._story and self._story.run.path else ""

    def view(self) -> str:
        """The view at the beginning, or where the run stands, as JSON."""
        return json.dumps(self._story.view() if self._story else self._title())

    def do(self, said: str) -> str:
        """Does what a button says; gives the view after it, as JSON."""
        what, _, rest = said.partition(" ")
        doings: dict[str, Callable[[], View]] = {
            "title": self._leave,
            "begin": lambda: self._begin(rest),
            "resume": lambda: self._resume(rest),
            "shelf": self._kept,
            "sources": lambda: page("What is true here", pages.sources(self._rules.story), "title"),
        }
        if what in doings:
            return json.dumps(doings[what]())
        return json.dumps(self._story.do(what, rest) if self._story else self._title())

    def _told(self, run: Run) -> StoryReading:
        return StoryReading(self._rules, run, _WAYS_OUT)

    def _title(self, notice: str = "") -> View:
        about = self._rules.story["about"]
        latest = self._shelf.latest(about["id"])
        offered = [button(f"resume {latest.path}", "Go on with the latest game")] if latest else []
        told, begin = cards(self._rules, self._rules.story["travellers"])
        paragraphs = [plain(text) for text in (about["about"], about["content"], about["invented"]) if text]
        more = [button("shelf", "Games that are kept"), button("sources", "What is true here")]
        return view(about["title"], [*paragraphs, *told], [*offered, *begin], more, notice=notice)

    def _leave(self) -> View:
        self._story = None
        return self._title()

    def _begin(self, traveller: str) -> View:
        self._story = self._told(Run.begin(self._rules, self._shelf, traveller))
        return self._story.view()

    def _resume(self, path: str) -> View:
        run, notice = resumed(self._rules, self._shelf, Path(path))
        if run is None:
            return self._title(notice)
        self._story = self._told(run)
        return self._story.view(notice)

    def _kept(self) -> View:
        entries = self._shelf.entries()
        choices = [button(f"resume {each.path}", _described(each, each.play)) for each in entries if each.play]
        told = [f"{entry.path.name} cannot be read: {entry.problem}" for entry in entries if not entry.play]
        return view("Games that are kept", told if entries else ["None yet."], choices, [button("title", "Back")])


def _described(entry: Entry, play: Saved) -> str:
    return f"{play.name or play.traveller}, {len(play.moves)} choices, {entry.when:%d %B, %H:%M}"
