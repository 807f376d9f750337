"""The game as text, one view at a time: the page shows a view as HTML, and says which of its buttons was pressed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypedDict

from game.engine.calendar import moment
from game.engine.journal import pauses
from game.engine.rules import Rules
from game.engine.text import plain
from game.plain import pages
from game.saves.playthrough_file import Saved, UnreadableError
from game.saves.run import Run
from game.saves.shelf import Entry, Shelf
from game.web.browser.place import run_at
from game.wording.dates import reads


class Button(TypedDict):
    do: str
    """What to say when it is pressed."""
    say: str
    locked: str
    """Why it cannot be pressed; empty where it can."""


class View(TypedDict):
    heading: str
    standing: str
    paragraphs: list[str]
    """Those that begin with `# ` are headings; with two spaces, set apart."""
    choices: list[Button]
    more: list[Button]
    field: str
    """What may be typed beside the buttons, and is said as `save <what was typed>`; empty where nothing may."""
    notice: str


class Reading:
    def __init__(self, rules: Rules, shelf: Shelf, place: str) -> None:
        self._rules = rules
        self._shelf = shelf
        self._run = run_at(place, rules, shelf)
        self._marked = False
        self._short: list[str] = []

    @property
    def place(self) -> str:
        """The file of the run that is played, or empty."""
        return str(self._run.path) if self._run and self._run.path else ""

    def view(self) -> str:
        """The view at the beginning, or where the run stands, as JSON."""
        return json.dumps(self._story() if self._run else self._title())

    def do(self, said: str) -> str:
        """Does what a button says; gives the view after it, as JSON."""
        what, _, rest = said.partition(" ")
        return json.dumps(self._doings()[what](rest))

    def _doings(self) -> dict[str, Callable[[str], View]]:
        return {
            "title": lambda _: self._leave(),
            "begin": self._begin,
            "resume": self._resume,
            "shelf": lambda _: self._kept(),
            "sources": lambda _: _page("What is true here", pages.sources(self._rules.story), "title"),
            "story": lambda _: self._story(),
            "choose": self._choose,
            "undo": lambda _: self._undo(),
            "marks": lambda _: self._turn_marks(),
            "dial": self._turn_dial,
            "save": self._save,
            "page": self._page,
        }

    def _title(self, notice: str = "") -> View:
        about = self._rules.story["about"]
        latest = self._shelf.latest(about["id"])
        offered = [_button(f"resume {latest.path}", "Go on with the latest game")] if latest else []
        cards: list[str] = []
        for name, who in self._rules.story["travellers"].items():
            invented = " (an invented person, made from several who were reported)" if who["invented"] else ""
            cards += [f"# {who['name']}{invented}", *pages.told(self._rules.at_start(who["card"]), marked=False)]
            offered.append(_button(f"begin {name}", f"Begin: {who['name']}"))
        paragraphs = [plain(text) for text in (about["about"], about["content"], about["invented"]) if text]
        more = [_button("shelf", "Games that are kept"), _button("sources", "What is true here")]
        return _view(about["title"], [*paragraphs, *cards], offered, more, notice=notice)

    def _leave(self) -> View:
        self._run = None
        return self._title()

    def _begin(self, traveller: str) -> View:
        self._run = Run.begin(self._rules, self._shelf, traveller)
        return self._story()

    def _resume(self, path: str) -> View:
        try:
            self._run, divergence = Run.resume(self._rules, self._shelf, Path(path))
        except UnreadableError as error:
            return self._title(f"This game cannot be read; it is left as it is. {error}")
        if divergence:
            return self._story(f"Choice {divergence.at + 1} no longer stands: {divergence.reason}.")
        return self._story()

    def _kept(self) -> View:
        entries = self._shelf.entries()
        choices = [_button(f"resume {each.path}", _described(each, each.play)) for each in entries if each.play]
        told = [f"{entry.path.name} cannot be read: {entry.problem}" for entry in entries if not entry.play]
        return _view("Games that are kept", told if entries else ["None yet."], choices, [_button("title", "Back")])

    def _story(self, notice: str = "") -> View:
        if self._run is None:
            return self._title(notice)
        now = self._run.playthrough
        paragraphs = pages.told(now.passage.read(self._short), marked=self._marked)
        if questions := pauses(now):
            paragraphs += ["# Stop here, and talk", *(f"  {question}" for question in questions)]
        if now.ending is not None:
            paragraphs += _headed(pages.debrief(now, marked=self._marked))
        stuck = f"The story cannot go on: {now.stuck}. That is its author's mistake; take back the last choice."
        notices = [notice, self._run.not_kept, stuck if now.stuck else ""]
        choices = [_button(f"choose {each.id}", plain(each.say), plain(each.locked or "")) for each in now.choices()]
        heading = now.passage.title or ("An ending" if now.ending is not None else "")
        view = _view(heading, paragraphs, choices, self._more(), " ".join(filter(None, notices)))
        return {**view, "standing": pages.standing(now), "field": "Keep a copy under a name"}

    def _more(self) -> list[Button]:
        dials = [
            _button(f"dial {name}", f"{dial['name']}: tell it {'in full' if name in self._short else 'in short'}")
            for name, dial in self._rules.story["dials"].items()
        ]
        return [
            _button("undo", "Take back the last choice"),
            *(_button(f"page {name}", title) for name, title in _PAGES.items()),
            _button("marks", "Hide the marks of what was reported" if self._marked else "Mark what was reported"),
            *dials,
            _button("title", "Leave; the game is kept"),
        ]

    def _choose(self, choice: str) -> View:
        if self._run and any(each.id == choice and each.locked is None for each in self._run.playthrough.choices()):
            self._run.choose(choice)
        return self._story()

    def _undo(self) -> View:
        undone = self._run is not None and self._run.undo()
        return self._story("You take that back." if undone else "This is the beginning; there is nothing to take back.")

    def _turn_marks(self) -> View:
        self._marked = not self._marked
        return self._story("Marks: S… was reported, ~… is inferred." if self._marked else "The marks are hidden.")

    def _turn_dial(self, name: str) -> View:
        self._short = [each for each in self._short if each != name] + [name] * (name not in self._short)
        return self._story("That is told in short." if name in self._short else "That is told in full.")

    def _save(self, typed: str) -> View:
        if self._run is None:
            return self._title()
        now = self._run.playthrough
        name = typed.strip()[:60] or f"{now.traveller}, {reads(moment(self._rules.story['clock'], now.tick))}"
        try:
            self._run.save_as(name)
        except OSError as error:
            return self._story(f"It could not be saved: {error.strerror or error}.")
        return self._story(f"Saved as {name}.")

    def _page(self, name: str) -> View:
        if self._run is None:
            return self._title()
        now = self._run.playthrough
        lines = {
            "facts": lambda: pages.facts(now),
            "news": lambda: pages.news(now),
            "papers": lambda: pages.papers(now),
            "rumours": lambda: pages.rumours(now),
            "voices": lambda: pages.voices(self._rules.story),
            "roads": lambda: pages.roads(now),
            "so-far": lambda: pages.so_far(now, marked=self._marked, short=self._short),
        }[name]()
        return _page(_PAGES[name], lines, "story")


_PAGES = {
    "papers": "Papers, belongings, and what you have told guards",
    "roads": "The roads",
    "news": "News so far",
    "facts": "Journal: the facts met so far, with their sources",
    "rumours": "Hearsay: the rumours you have heard",
    "voices": "Voices: what is argued about it all",
    "so-far": "The story so far",
}


def _described(entry: Entry, play: Saved) -> str:
    return f"{play.name or play.traveller}, {len(play.moves)} choices, {entry.when:%d %B, %H:%M}"


def _page(heading: str, lines: Sequence[str], back: str) -> View:
    return _view(heading, _headed(lines), [], [_button(back, "Back")])


def _headed(lines: Sequence[str]) -> list[str]:
    """Lines of a page: an empty one goes before a heading."""
    return [f"# {line}" if not before else line for before, line in pairwise(["-", *lines]) if line]


def _view(heading: str, paragraphs: list[str], choices: list[Button], more: list[Button], notice: str = "") -> View:
    return {
        "heading": heading, "standing": "", "paragraphs": paragraphs, "choices": choices, "more": more, "field": "",
        "notice": notice,
    }  # fmt: skip


def _button(do: str, say: str, locked: str = "") -> Button:
    return {"do": do, "say": say, "locked": locked}
