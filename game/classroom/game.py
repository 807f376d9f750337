"""The game as a class's lesson sets it: whom one can play, whose luck it is, what is told in short."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import replace

from game import settings as kept_settings
from game.classroom.lesson import Lesson, playable
from game.engine.story import Traveller
from game.saves.run import Run
from game.settings import Settings
from game.tui.app import OtherBank


class ClassGame(OtherBank):
    @property
    @abstractmethod
    def lesson(self) -> Lesson | None:
        """None where the class has not said yet."""

    @property
    def travellers(self) -> Mapping[str, Traveller]:
        return playable(self.lesson, self.rules.story)

    def choose_traveller(self) -> None:
        """Where there is only one to choose, begins with that one."""
        if len(who := list(self.travellers)) == 1:
            self.begin(who[0])
            return
        from game.tui.screens.travellers import TravellersScreen

        self.push_screen(TravellersScreen())

    def begin(self, traveller: str) -> None:
        self.go_on_with(Run.begin(self.rules, self.shelf, traveller, self.lesson.seed if self.lesson else None))

    def change_settings(self, settings: Settings) -> None:
        """What the class tells in short stays short."""
        super().change_settings(replace(settings, short=sorted({*settings.short, *self._short})))

    def _to_keep(self, settings: Settings) -> Settings:
        """Without what is told in short for the class alone: afterwards all is as it was before."""
        for_the_class = self._short - {*kept_settings.load(self._settings_file).short}
        return replace(settings, short=[dial for dial in settings.short if dial not in for_the_class])

    @property
    def _short(self) -> set[str]:
        return {*self.lesson.short} if self.lesson else set()
