"""What a pupil reads while the class plays: its first page, the travellers, the story."""

from __future__ import annotations

from collections.abc import Callable

from game.classroom.lesson import playable
from game.classroom.pupil.attendance import Attendance
from game.classroom.pupil.run import ClassRun
from game.engine.rules import Rules
from game.engine.text import plain
from game.plain import pages
from game.saves.run import Run
from game.web.browser.story_reading import StoryReading, resumed
from game.web.browser.view import View, button, cards, page, view

LEAVE = button("leave", "Leave quietly")
_WAYS_OUT = [button("first", "To the first page"), LEAVE]


class PupilReading:
    def __init__(self, rules: Rules, attendance: Attendance) -> None:
        self._rules = rules
        self._attendance = attendance
        self._open: View | None = None
        """What is open; None: the first page, as it is now."""
        self._story: StoryReading | None = None

    def view(self) -> View:
        return self._open or self._first()

    def do(self, what: str, rest: str = "") -> None:
        """Does what a button of the view says."""
        doings: dict[str, Callable[[], View | None]] = {
            "first": self._leave,
            "continue": self._go_on,
            "new": self._choose_traveller,
            "begin": lambda: self._begin(rest),
            "sources": lambda: page("What is true here", pages.sources(self._rules.story), "first"),
        }
        if what in doings:
            self._open = doings[what]()
        elif self._story:
            self._open = self._story.do(what, rest)

    def _first(self) -> View:
        about, lesson, now = self._rules.story["about"], self._attendance.lesson, self._attendance
        words = [plain(about["about"])]
        if lesson:
            words += [lesson.content, "No names are asked here. Esc leaves at any moment; nobody asks why."]
        shut = "" if now.has_begun else now.trouble or "The class has not begun yet."
        latest = now.seat.shelf.latest(about["id"])
        choices = [button("continue", "Go on with your journey", shut)] if latest else []
        choices.append(button("new", "A new journey", shut))
        more = [button("sources", "What is true here"), LEAVE]
        return view(lesson.title if lesson else about["title"], words, choices, more, standing=now.state)

    def _leave(self) -> None:
        self._story = None

    def _choose_traveller(self) -> View:
        among = playable(self._attendance.lesson, self._rules.story)
        if len(among) == 1:
            return self._begin(*among)
        told, begin = cards(self._rules, among)
        invented = plain(self._rules.story["about"]["invented"])
        return view("Whose road?", [invented, *told], begin, [button("first", "Back"), LEAVE])

    def _begin(self, traveller: str) -> View:
        lesson, shelf = self._attendance.lesson, self._attendance.seat.shelf
        return self._play(Run.begin(self._rules, shelf, traveller, lesson.seed if lesson else None))

    def _go_on(self) -> View | None:
        shelf = self._attendance.seat.shelf
        latest = shelf.latest(self._rules.story["about"]["id"])
        if latest is None:
            return None
        run, notice = resumed(self._rules, shelf, latest.path)
        return self._play(run, notice) if run else {**self._first(), "notice": notice}

    def _play(self, run: Run, notice: str = "") -> View:
        lesson = self._attendance.lesson
        short = lesson.short if lesson else ()
        self._story = StoryReading(self._rules, ClassRun(run, self._attendance), _WAYS_OUT, short)
        return self._story.view(notice)
