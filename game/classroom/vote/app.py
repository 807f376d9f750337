"""One screen for the room, with the server in the same process: the class votes, and its journey is handed in."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.screen import Screen

from game.classroom.addresses import addresses
from game.classroom.game import ClassGame
from game.classroom.lesson import Lesson
from game.classroom.names import shown_code
from game.classroom.pupil.run import ClassRun
from game.classroom.reading import RefusedError
from game.classroom.server import application, serving
from game.classroom.service import Classroom, NoSuchClassError
from game.classroom.store import StoreError
from game.classroom.vote.house import House
from game.classroom.vote.screens import PictureScreen, RoomScreen, RoomStory
from game.classroom.vote.theme import PROJECTOR
from game.saves.run import Played, Run
from game.saves.shelf import Shelf
from game.wording import _


class Projector(ClassGame):
    CSS_PATH = ["../../tui/app.tcss", "projector.tcss"]

    def __init__(
        self,
        classroom: Classroom,
        house: House,
        code: str,
        where: tuple[str, int],
        shelf: Shelf,
        settings_file: Path,
        pages: Path | None = None,
    ) -> None:
        self.house = house
        self.code = code
        self.address = ""
        """Where the server is; empty until it is there."""
        self._classroom = classroom
        self._where = where
        self._pages = pages
        super().__init__(classroom.rules, shelf, None, settings_file)

    @property
    def lesson(self) -> Lesson:
        return self.house.lesson

    def get_default_screen(self) -> Screen[None]:
        return RoomScreen()

    def on_mount(self) -> None:
        super().on_mount()
        self.run_worker(self._serve(), exit_on_error=False)

    async def _serve(self) -> None:
        host, port = self._where
        try:
            await asyncio.to_thread(self.house.join)
            async with serving(application(self._classroom, pages=self._pages), host, port) as found:
                self.address = f"{addresses(host)[0]}:{found}"
                self._show_room()
                try:
                    await asyncio.Event().wait()
                finally:
                    self.house.close()  # nobody votes into the void
        except OSError as error:
            self.exit(message=_("Nothing can be served there: {problem}", problem=error.strerror), return_code=2)
        except (StoreError, NoSuchClassError, RefusedError) as error:
            self.exit(message=_("The class cannot be opened: {reason}", reason=error), return_code=2)

    def _show_room(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, RoomScreen) and screen.is_mounted:
                screen.show()

    @property
    def vote_address(self) -> str:
        return f"http://{self.address}/v/{shown_code(self.code)}"

    def _apply_settings(self) -> None:
        """The settings of whoever owns the machine hold, but for the colours."""
        self.register_theme(PROJECTOR)
        super()._apply_settings()
        self.theme = PROJECTOR.name

    @property
    def ways_out(self) -> list[tuple[str, str]]:
        return [("app.to_title", _("To the first page")), ("app.quit", _("Quit"))]

    def menu(self) -> list[tuple[str, str]]:
        """Id and words."""
        items = [("continue", _("Go on with the class's journey"))] if self.house.last_file else []
        return [*items, ("new", _("A new journey")), ("picture", _("The address as a QR code")), ("quit", _("Quit"))]

    def take_from_menu(self, where: str) -> None:
        match where:
            case "continue":
                if path := self.house.last_file:
                    self.resume(path)
            case "new":
                self.choose_traveller()
            case "picture":
                self.push_screen(PictureScreen(self.vote_address))
            case "quit":
                self.exit()

    def go_on_with(self, run: Played) -> None:
        self.to_title()
        self.push_screen(RoomStory(ClassRun(run, self.house) if isinstance(run, Run) else run))
        self.run_worker(asyncio.to_thread(self.house.begin), exit_on_error=False)
