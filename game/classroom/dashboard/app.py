"""The facilitator's dashboard: who is in, where they are, how the class split; pause, stop, reveal, end."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from textual.app import App

from game import locations
from game import settings as kept_settings
from game.classroom.dashboard.board import BoardScreen
from game.classroom.dashboard.join import JoinScreen
from game.classroom.server import application, serving
from game.classroom.service import Classroom, NoSuchClassError, NoSuchPupilError
from game.classroom.standing import NotNowError, Standing
from game.classroom.store import StoreError
from game.classroom.tally import Chances, Journey
from game.classroom.view import View
from game.tui import themes
from game.wording import _

_LOOK_EVERY = 1.0


class Dashboard(App[None]):
    CSS_PATH = ["../../tui/app.tcss", "dashboard.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (128, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-medium"), (40, "-tall")]

    def __init__(self, classroom: Classroom, code: str, host: str, port: int, pages: Path | None) -> None:
        super().__init__()
        self.classroom = classroom
        self.code = code
        self.title = classroom.a_class(code).lesson.title
        self.address = ""
        self._where = (host, port)
        self._pages = pages
        self.seen: View | None = None
        self.chances: Mapping[str, Chances] = {}
        for theme in themes.OURS:
            self.register_theme(theme)
        self.theme = themes.shown(kept_settings.Settings().theme, self.available_themes)

    def get_default_screen(self) -> BoardScreen:
        return BoardScreen()

    def on_mount(self) -> None:
        gc.enable()
        self.run_worker(self._serve())
        self.run_worker(self._look())

    async def _serve(self) -> None:
        from game.classroom.addresses import addresses

        host, port = self._where
        try:
            async with serving(application(self.classroom, pages=self._pages), host, port) as found:
                self.address = f"http://{addresses(host)[0]}:{found}"
                self.action_join()
                await asyncio.Event().wait()
        except OSError as error:
            said = _("Nothing can be served there: {problem}", problem=error.strerror)
            mend = _("Is a class open on this machine already? `--port 8023` takes another door.")
            self.exit(message=f"{said}\n{mend}", return_code=2)

    async def _look(self) -> None:
        """Follows the class for as long as the dashboard is open."""
        while True:
            try:
                seen = await asyncio.to_thread(self.classroom.view, self.code)
            except NoSuchClassError:
                self.exit(message=_("The class was deleted."))
                return
            except StoreError as error:
                self.notify(str(error), severity="error")
            else:
                if seen != self.seen:
                    self.seen = seen
                    self.show()
            await asyncio.sleep(_LOOK_EVERY)

    def show(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, BoardScreen) and screen.is_mounted and self.seen:
                screen.show(self.seen, self.chances)

    async def change(self, step: Callable[[Standing], Standing]) -> None:
        await self.do(lambda: self.classroom.change(self.code, step))

    async def do(self, what: Callable[[], object], then: str = "") -> None:
        """What the facilitator does, and the class as it is afterwards; `then` is said where it could be done."""
        try:
            await asyncio.to_thread(what)
            self.seen = await asyncio.to_thread(self.classroom.view, self.code)
        except (NotNowError, StoreError, NoSuchClassError, NoSuchPupilError) as error:
            self.notify(str(error), severity="warning", markup=False)
        else:
            self.show()
            if then:
                self.notify(then, markup=False)

    def action_join(self) -> None:
        if self.address and not isinstance(self.screen, JoinScreen):
            shut = self.seen is not None and self.seen.shut
            in_browsers = self._pages is not None
            self.push_screen(JoinScreen(self.title, self.address, self.code, in_browsers=in_browsers, shut=shut))

    async def action_save_report(self) -> None:
        """Page and table, beside the saves; with the exact odds if they are worked out."""
        from game.classroom.report.kept import keep
        from game.classroom.report.material import of_view

        if self.seen is None:
            return
        material = partial(of_view, self.classroom.rules, self.seen, self.chances)
        try:
            path = await asyncio.to_thread(lambda: keep(locations.saves_folder(), material()))
        except OSError as error:
            self.notify(_("The report could not be kept: {problem}", problem=error.strerror or error), severity="error")
        else:
            self.notify(_("The report to print: {file}", file=path), timeout=20, markup=False)

    def work_out(self) -> None:
        """The exact odds beside the splits; they come when they are worked out."""
        if not find_spec("numpy"):
            self.notify(_("Exact odds need numpy: in the game's folder, pip install '.[author]'."), severity="warning")
        elif self.seen:
            self.run_worker(self._worked_out(self.seen.journeys), group="odds", exclusive=True)

    async def _worked_out(self, journeys: list[Journey]) -> None:
        from game.classroom.chances import worked_out

        try:
            self.chances = await worked_out(self.classroom.rules.story, journeys)
        except OSError as error:
            self.notify(str(error), severity="warning")
        self.show()
