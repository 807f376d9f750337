"""A run as text: where it stands, its choices, and the pages that can be looked up on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from game.engine.calendar import moment
from game.engine.journal import pauses
from game.engine.rules import Rules
from game.engine.text import plain
from game.plain import pages
from game.plain.play import Kept
from game.saves.playthrough_file import UnreadableError
from game.saves.run import Run
from game.saves.shelf import Shelf
from game.web.browser.view import Button, Field, View, button, headed, page, view
from game.wording.dates import reads
from game.wording.playthrough import strayed

_KEEP: Field = {"do": "save", "say": "Keep a copy under a name", "press": "Keep", "longest": 60}
_PAGES = {
    "papers": "Papers, belongings, and what you have told guards",
    "roads": "The roads",
    "news": "News so far",
    "facts": "Journal: the facts met so far, with their sources",
    "rumours": "Hearsay: the rumours you have heard",
    "voices": "Voices: what is argued about it all",
    "so-far": "The story so far",
}


class StoryReading:
    def __init__(self, rules: Rules, run: Kept, ways_out: Sequence[Button], always_short: Sequence[str] = ()) -> None:
        """`always_short`: dials that are turned down for good."""
        self.run = run
        self._rules = rules
        self._ways_out = ways_out
        self._marked = False
        self._dials = [name for name in rules.story["dials"] if name not in always_short]
        self._short = [*always_short]

    def do(self, what: str, rest: str) -> View:
        """Does what a button of a view says; gives the view after it."""
        doings: dict[str, Callable[[str], View]] = {
            "story": lambda _: self.view(),
            "choose": self._choose,
            "undo": lambda _: self._undo(),
            "marks": lambda _: self._turn_marks(),
            "dial": self._turn_dial,
            "save": self._save,
            "page": self._page,
        }
        return doings[what](rest)

    def view(self, notice: str = "") -> View:
        now = self.run.playthrough
        paragraphs = pages.told(now.passage.read(self._short), marked=self._marked)
        if questions := pauses(now):
            paragraphs += ["# Stop here, and talk", *(f"  {question}" for question in questions)]
        if now.ending is not None:
            paragraphs += headed(pages.debrief(now, marked=self._marked))
        stuck = f"The story cannot go on: {now.stuck}. That is its author's mistake; take back the last choice."
        notices = [notice, self.run.not_kept, stuck if now.stuck else ""]
        return view(
            now.passage.title or ("An ending" if now.ending is not None else ""),
            paragraphs,
            (button(f"choose {each.id}", plain(each.say), plain(each.locked or "")) for each in now.choices()),
            self._more(),
            standing=pages.standing(now),
            field=_KEEP,
            notice=" ".join(filter(None, notices)),
        )

    def _more(self) -> list[Button]:
        return [
            button("undo", "Take back the last choice"),
            *(button(f"page {name}", title) for name, title in _PAGES.items()),
            button("marks", "Hide the marks of what was reported" if self._marked else "Mark what was reported"),
            *(self._dial(name) for name in self._dials),
            *self._ways_out,
        ]

    def _dial(self, name: str) -> Button:
        how = "in full" if name in self._short else "in short"
        return button(f"dial {name}", f"{self._rules.story['dials'][name]['name']}: tell it {how}")

    def _choose(self, choice: str) -> View:
        if any(each.id == choice and each.locked is None for each in self.run.playthrough.choices()):
            self.run.choose(choice)
        return self.view()

    def _undo(self) -> View:
        undone = self.run.undo()
        return self.view("You take that back." if undone else "This is the beginning; there is nothing to take back.")

    def _turn_marks(self) -> View:
        self._marked = not self._marked
        return self.view("Marks: S… was reported, ~… is inferred." if self._marked else "The marks are hidden.")

    def _turn_dial(self, name: str) -> View:
        if name in self._dials:
            self._short = [each for each in self._short if each != name] + [name] * (name not in self._short)
        return self.view("That is told in short." if name in self._short else "That is told in full.")

    def _save(self, typed: str) -> View:
        now = self.run.playthrough
        when = reads(moment(self._rules.story["clock"], now.tick))
        name = typed.strip()[: _KEEP["longest"]] or f"{now.traveller}, {when}"
        try:
            self.run.save_as(name)
        except OSError as error:
            return self.view(f"It could not be saved: {error.strerror or error}.")
        return self.view(f"Saved as {name}.")

    def _page(self, name: str) -> View:
        now = self.run.playthrough
        lines = {
            "facts": lambda: pages.facts(now),
            "news": lambda: pages.news(now),
            "papers": lambda: pages.papers(now),
            "rumours": lambda: pages.rumours(now),
            "voices": lambda: pages.voices(self._rules.story),
            "roads": lambda: pages.roads(now),
            "so-far": lambda: pages.so_far(now, marked=self._marked, short=self._short),
        }[name]()
        return page(_PAGES[name], lines, "story")


def resumed(rules: Rules, shelf: Shelf, path: Path) -> tuple[Run | None, str]:
    """The run that is kept there, if it can be read, and what is to be said of it."""
    try:
        run, divergence = Run.resume(rules, shelf, path)
    except UnreadableError as error:
        return None, f"This game cannot be read; it is left as it is. {error}"
    said = strayed(divergence) if divergence else ""
    return run, said[:1].upper() + said[1:]
