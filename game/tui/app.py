"""The game on screens."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import App, SystemCommand
from textual.screen import Screen

from game import settings as kept_settings
from game.engine.rules import Rules
from game.engine.story import Traveller
from game.saves.playthrough_file import UnreadableError
from game.saves.run import Played, Run
from game.saves.shelf import Shelf
from game.settings import Settings
from game.tui import themes
from game.tui.languages import Languages, untranslated
from game.tui.screens.title import TitleScreen
from game.wording import _, speak

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode


def play(rules: Rules, shelf: Shelf, run: Run | None, settings_file: Path, languages: Languages) -> int:
    """Plays until the player quits; gives the exit code."""
    OtherBank(rules, shelf, run, settings_file, languages).run()
    return 0


def _collect_again() -> None:
    """Garbage is looked for from the first frame on, among what is made from now on only."""
    gc.freeze()
    gc.enable()


class OtherBank(App[None]):
    CSS_PATH = ["app.tcss", "screens/title.tcss"]  # the first screen is there before it could bring its own
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (128, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-medium"), (40, "-tall")]

    def __init__(
        self, rules: Rules, shelf: Shelf, run: Run | None, settings_file: Path, languages: Languages | None = None
    ) -> None:
        super().__init__()
        self.title = rules.story["about"]["title"]
        self.rules = rules
        self.shelf = shelf
        self.languages = languages or untranslated(rules)
        self._first_run = run
        self._settings_file = settings_file
        for theme in themes.OURS:
            self.register_theme(theme)
        self.settings = kept_settings.load(settings_file)
        self._apply_settings()

    def get_default_screen(self) -> Screen[None]:
        return TitleScreen()

    def on_mount(self) -> None:
        self.call_after_refresh(_collect_again)
        if self._first_run:
            self.go_on_with(self._first_run)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Does nothing on a screen that is not there yet: a key that comes so early was meant for the one before."""
        return self.screen.is_mounted and await super().run_action(action, default_namespace, namespaces)

    def change_settings(self, settings: Settings) -> None:
        """Applies settings and keeps them; where they cannot be kept, they hold for this game."""
        self.settings = settings
        self._apply_settings()
        try:
            kept_settings.save(self._settings_file, self._to_keep(settings))
        except OSError as error:
            self.notify(
                _("The settings hold for now, but could not be kept: {problem}", problem=error.strerror),
                severity="warning",
            )

    def _to_keep(self, settings: Settings) -> Settings:
        """What of these is the player's own."""
        return settings

    def _apply_settings(self) -> None:
        self.theme = themes.shown(self.settings.theme, self.available_themes)
        self.animation_level = "full" if self.settings.motion else "none"

    def speak(self, language: str) -> None:
        """Tells the story in another language, from the title or from where one stands in it."""
        from game.language.cache import BrokenStoryError
        from game.tui.screens.settings import SettingsScreen
        from game.tui.screens.story import StoryScreen

        try:
            self.rules = self.languages.told(language)
        except BrokenStoryError as error:
            first = error.report.in_order()[0]
            self.notify(f"{first.position.file}:{first.position.line}: {first.message}", severity="error")
            return
        self.languages = self.languages._replace(spoken=language)
        speak(language)
        self.change_settings(replace(self.settings, language=language))
        run = next((screen.run for screen in self.screen_stack if isinstance(screen, StoryScreen)), None)
        self.to_title()
        cast("TitleScreen", self.screen).show()
        if isinstance(run, Run):
            self.go_on_with(run.retold(self.rules))
        self.push_screen(SettingsScreen())

    @property
    def travellers(self) -> Mapping[str, Traveller]:
        """Whom one can play."""
        return self.rules.story["travellers"]

    @property
    def ways_out(self) -> Sequence[tuple[str, str]]:
        """What the menu ends with: actions and their words."""
        return (("app.to_title", _("To the title")), ("app.quit", _("Quit")))

    def begin(self, traveller: str) -> None:
        self.go_on_with(Run.begin(self.rules, self.shelf, traveller))

    def resume(self, path: Path) -> None:
        try:
            run, divergence = Run.resume(self.rules, self.shelf, path)
        except UnreadableError as error:
            title = _("This game cannot be read; it is left as it is")
            self.notify(str(error), title=title, severity="error", timeout=12)
            return
        self.go_on_with(run)
        if divergence:
            from game.wording.playthrough import strayed

            said = strayed(divergence)
            words = f"{said[0].upper()}{said[1:]} {_('The file is left as it was.')}"
            self.notify(words, title=_("The story has changed since"), severity="warning", timeout=12)

    def go_on_with(self, run: Played) -> None:
        """Shows a run over the title; whatever else was open is closed."""
        from game.tui.screens.story import StoryScreen

        self.to_title()
        self.push_screen(StoryScreen(run))

    def to_title(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def action_to_title(self) -> None:
        self.to_title()

    def action_command_palette(self) -> None:
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("Search for commands…"), id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        from game.tui.actions import ACTIONS
        from game.tui.screens.story import StoryScreen

        if isinstance(screen, StoryScreen):
            for action in ACTIONS:
                yield SystemCommand(_(action.label), _(action.what), partial(screen.run_action, action.name))
        yield SystemCommand(_("Quit"), _("Leave the game; it is saved"), self.exit)
