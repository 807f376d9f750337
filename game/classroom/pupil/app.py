"""The game of a pupil who sits in a class."""

from __future__ import annotations

from pathlib import Path

from textual.screen import Screen

from game.classroom.game import ClassGame
from game.classroom.lesson import Lesson
from game.classroom.link import AwayError, GoneError
from game.classroom.pupil.attendance import Attendance
from game.classroom.pupil.pseudonym import PseudonymScreen
from game.classroom.pupil.run import ClassRun
from game.classroom.pupil.screens import LeftScreen, TogetherScreen, VoteScreen, WelcomeScreen
from game.classroom.pupil.together import together
from game.classroom.reading import RefusedError
from game.classroom.wire import Seen
from game.engine.rules import Rules
from game.saves.run import Played, Run
from game.wording import _


class PupilApp(ClassGame):
    CSS_PATH = ["../../tui/app.tcss", "pupil.tcss"]

    def __init__(self, rules: Rules, attendance: Attendance, settings_file: Path, pseudonym: str = "") -> None:
        self.attendance = attendance
        self._wanted = pseudonym
        super().__init__(rules, attendance.seat.shelf, None, settings_file)

    @property
    def lesson(self) -> Lesson | None:
        return self.attendance.lesson

    def get_default_screen(self) -> Screen[None]:
        return WelcomeScreen()

    def on_mount(self) -> None:
        super().on_mount()
        self._attend()

    def _attend(self) -> None:
        attending = self.attendance.attend(self._wanted, self._changed)
        self.run_worker(attending, group="class", exclusive=True, exit_on_error=False)

    def _changed(self) -> None:
        """The class, or how one stands to it."""
        if self.attendance.is_asked:
            self.push_screen(PseudonymScreen(self.attendance.not_taken), self._call_me)
        if self.attendance.is_asked or self.attendance.trouble:
            self._show_welcome()
            return
        if self.lesson and not {*self.lesson.short} <= {*self.settings.short}:
            self.change_settings(self.settings)
        self.stand(self.attendance.seen)

    def _call_me(self, pseudonym: str | None) -> None:
        if pseudonym is not None:
            self.attendance.call_me(pseudonym)

    def stand(self, seen: Seen) -> None:
        """Shows how the class stands now."""
        self._show_welcome()
        what = together(seen, self.lesson, self.rules.story)
        on_top = self.screen
        if isinstance(on_top, TogetherScreen):
            if what:
                on_top.show(what)
            else:
                on_top.dismiss()
        elif what and not isinstance(on_top, LeftScreen):
            self.push_screen(TogetherScreen(what))
        self._ask_for_votes(seen)

    def _ask_for_votes(self, seen: Seen) -> None:
        ballot = seen.standing.ballot
        if isinstance(self.screen, VoteScreen) and self.screen.ballot != ballot:
            self.pop_screen()
        if ballot and not isinstance(self.screen, VoteScreen | LeftScreen):
            self.push_screen(VoteScreen(ballot), lambda choice: self._vote(ballot.id, choice))

    def _vote(self, ballot: int, choice: str | None) -> None:
        if choice is not None:
            self.run_worker(self._send_vote(ballot, choice), exit_on_error=False)

    async def _send_vote(self, ballot: int, choice: str) -> None:
        try:
            await self.attendance.vote(ballot, choice)
        except (AwayError, GoneError, RefusedError) as error:
            self.notify(_("The vote was not taken: {reason}.", reason=error), severity="warning")
        else:
            self.notify(_("Your vote is in."))

    def _show_welcome(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, WelcomeScreen) and screen.is_mounted:
                screen.show()

    def welcome_menu(self) -> list[tuple[str, str, bool]]:
        """Id, words, and whether it can be taken now."""
        open_now = self.attendance.has_begun
        latest = self.shelf.latest(self.rules.story["about"]["id"])
        items = [("continue", _("Go on with your journey"), open_now)] if latest else []
        return [
            *items,
            ("new", _("A new journey"), open_now),
            ("sources", _("What is true here"), True),
            ("settings", _("Settings"), True),
            ("leave", _("Leave quietly"), True),
        ]

    async def take_from_menu(self, where: str) -> None:
        match where:
            case "continue":
                if latest := self.shelf.latest(self.rules.story["about"]["id"]):
                    self.resume(latest.path)
            case "new":
                self.choose_traveller()
            case "sources":
                from game.tui.screens.sources import sources_page

                self.push_screen(sources_page(self.rules.story))
            case "settings":
                from game.tui.screens.settings import SettingsScreen

                self.push_screen(SettingsScreen())
            case "leave":
                await self.action_leave()
            case "back":
                self.pop_screen()
                self._attend()
            case "quit":
                self.exit()

    @property
    def ways_out(self) -> list[tuple[str, str]]:
        return [("app.leave", _("Leave quietly")), ("app.to_title", _("To the first page"))]

    def go_on_with(self, run: Run | Played) -> None:
        super().go_on_with(ClassRun(run, self.attendance) if isinstance(run, Run) else run)
        self.stand(self.attendance.seen)

    async def action_leave(self) -> None:
        self.workers.cancel_group(self, "class")
        self.to_title()
        self.push_screen(LeftScreen())
        await self.attendance.leave()
