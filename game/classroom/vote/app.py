"""One screen for the room, with the server in the same process: the class votes, and its journey is handed in."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from textual.screen import Screen

from game.classroom.addresses import addresses
from game.classroom.names import shown_code
from game.classroom.pupil.run import ClassRun
from game.classroom.reading import RefusedError
from game.classroom.server import application, serving
from game.classroom.service import Classroom, NoSuchClassError
from game.classroom.store import StoreError
from game.classroom.vote.house import House
from game.classroom.vote.screens import PictureScreen, RoomScreen, RoomStory
from game.classroom.vote.theme import PROJECTOR
from game.engine.story import Traveller
from game.saves.run import Played, Run
from game.saves.shelf import Shelf
from game.settings import Settings
from game.tui.app import OtherBank
from game.wording import _


class Projector(OtherBank):
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

    def change_settings(self, settings: Settings) -> None:
        """What the class tells in short stays short."""
        super().change_settings(replace(settings, short=sorted({*settings.short, *self.house.lesson.short})))

    @property
    def travellers(self) -> dict[str, Traveller]:
        wanted = self.house.lesson.travellers
        return {name: who for name, who in super().travellers.items() if not wanted or name in wanted}

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
                self._choose_traveller()
            case "picture":
                self.push_screen(PictureScreen(self.vote_address))
            case "quit":
                self.exit()

    def _choose_traveller(self) -> None:
        if len(who := list(self.travellers)) == 1:
            self.begin(who[0])
            return
        from game.tui.screens.travellers import TravellersScreen

        self.push_screen(TravellersScreen())

    def begin(self, traveller: str) -> None:
        self.go_on_with(Run.begin(self.rules, self.shelf, traveller, self.house.lesson.seed))

    def go_on_with(self, run: Played) -> None:
        self.to_title()
        self.push_screen(RoomStory(ClassRun(run, self.house) if isinstance(run, Run) else run))
        self.run_worker(asyncio.to_thread(self.house.begin), exit_on_error=False)
