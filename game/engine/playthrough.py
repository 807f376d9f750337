"""A playthrough: a traveller, a seed and a list of choices, and all that follows from them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple, TypeAlias

from game.engine.luck import pick
from game.engine.rules import Chance, History, Option, Rules, RunnableScene, Values, Way
from game.engine.story import RETURN

LONGEST_WAY = 500
"""Scenes in a row without a choice, after which a story is taken to go round in circles."""

DEEPEST_CALL = 50


Luck: TypeAlias = Callable[[int, str, int, Sequence[int]], int]
"""As `luck.pick`."""


class Move(NamedTuple):
    """One choice, with the scene it was made in, so that a replay that strays is seen at once."""

    scene: str
    choice: str


class Draw(NamedTuple):
    """One draw of luck, as the debrief shows it."""

    scene: str
    choice: str | None
    """The choice whose chance it was; None for a scene's own."""
    weights: tuple[int, ...]
    taken: int
    tick: int
    deck: str
    visit: int


class Window(NamedTuple):
    """An interview that was come to, with the values on coming: what the debrief's odds start from."""

    interview: str
    values: tuple[int, ...]
    passage: int
    """The number of the passage in which it begins."""


class Telling(NamedTuple):
    """A piece of what is told, and what is read in its place where one of its dials is turned down."""

    text: str
    dials: Sequence[str] = ()
    summary: str = ""


class NoSuchChoiceError(ValueError):
    """That choice is not open here."""


class _StuckError(Exception):
    """The story can go no further, through its author's fault; its words say why."""


class Passage:
    """What is told from one choice to the next."""

    __slots__ = ("cited", "draws", "hour", "led_by", "place", "scenes", "tick", "title", "told")

    def __init__(self, led_by: str, place: str | None) -> None:
        self.led_by = led_by
        """The words of the choice that led here; empty at the start."""
        self.scenes: list[str] = []
        """The scenes it passes through, the last one being where the player now is."""
        self.told: list[Telling] = []
        self.cited: list[str] = []
        """Facts that scenes, choices and outcomes cite beside those marked in the text."""
        self.draws: list[Draw] = []
        self.place = place
        self.title = ""
        self.tick = 0
        self.hour: str | None = None
        """A clock face to show instead of the tick's, where the author gave one."""

    @property
    def text(self) -> str:
        """All of it, with marks of provenance and emphasis; see `text.read`."""
        return self.read(())

    def read(self, short: Collection[str]) -> str:
        """The text with summaries for what these dials are about."""
        return "\n\n".join(piece.text if set(short).isdisjoint(piece.dials) else piece.summary for piece in self.told)


class Playthrough:
    """One journey. `choices()` says what can be done now, `choose` does it, `undo` takes it back.

    Everything is a function of the rules, the traveller, the seed and the choices made; nothing else is ever saved.
    """

    def __init__(self, rules: Rules, traveller: str, seed: int, luck: Luck = pick) -> None:
        """Raises `ValueError` where the story has no such traveller. `luck`: for rehearsals, other than the seed's."""
        if traveller not in rules.story["travellers"]:
            raise ValueError(f"this story has no traveller {traveller!r}")
        self.rules = rules
        self.traveller = traveller
        self.seed = seed
        self._luck = luck
        self._begin()

    def _begin(self) -> None:
        who = self.rules.story["travellers"][self.traveller]
        self.moves: list[Move] = []
        self.passages: list[Passage] = []
        self.windows: list[Window] = []
        self.history = History(self.seed)
        self.values: Values = list(self.rules.start)
        for name, value in who["set"].items():
            self.values[self.rules.index[name]] = value
        self.stuck: str | None = None
        """What is wrong with the story, where it can go no further without having ended."""
        self._calls: list[str] = []
        self._options: Sequence[Option] = ()
        self._open("").cited += who["facts"]
        self._go(Chance((Way(None, who["start"], None, [], ""),), None, ""), "", None)

    @property
    def scene(self) -> str:
        return self.passages[-1].scenes[-1]

    @property
    def passage(self) -> Passage:
        return self.passages[-1]

    @property
    def tick(self) -> int:
        return self.values[self.rules.clock]

    @property
    def calls(self) -> Sequence[str]:
        """The scenes to come back to, the next one last."""
        return self._calls

    @property
    def ending(self) -> str | None:
        return self.scene if self.rules.scenes[self.scene].ending else None

    @property
    def transcript(self) -> str:
        """All that was told and chosen, with marks and emphasis as in the story."""
        return "\n\n".join(
            part
            for passage in self.passages
            for part in (passage.led_by and f"> {passage.led_by}", passage.text)
            if part
        )

    def value(self, name: str) -> int:
        return self.values[self.rules.index[name]]

    def choices(self) -> Sequence[Option]:
        """What can be chosen now, locked choices with their reasons; empty at an ending."""
        return self._options

    def choose(self, choice_id: str) -> None:
        """Makes a choice and goes on to the next menu or ending.

        Raises `NoSuchChoiceError`, with nothing changed, where that choice is not open here.
        """
        for option in self._options:
            if option.id == choice_id and option.locked is None:
                break
        else:
            raise NoSuchChoiceError(f"there is no open choice {choice_id!r} in {self.scene!r}")
        here = self.scene
        self.moves.append(Move(here, choice_id))
        self.history.chosen.add((here, choice_id))
        choice = self.rules.scenes[here].choices[choice_id]
        self._open(option.say).cited += choice.facts
        self._go(choice.chance, here, choice_id)

    def undo(self) -> None:
        """Takes back the last choice; does nothing before the first."""
        moves = self.moves[:-1]
        self._begin()
        for move in moves:
            self.choose(move.choice)

    def jump(self, scene_id: str) -> None:
        """Comes to a scene as though a choice had led there. For rehearsals: no list of choices tells of it."""
        self.stuck = None
        self._open("")
        self._go(Chance((Way(None, scene_id, None, [], ""),), None, ""), "", None)

    def put(self, name: str, value: int) -> None:
        """Gives a variable another value where one stands. For rehearsals, as `jump`."""
        self.stuck = None
        self.values[self.rules.index[name]] = value
        self.passages[-1].tick = self.tick
        try:
            self._offer(self.rules.scenes[self.scene])
        except _StuckError as stops:
            self.stuck = str(stops)

    def _open(self, led_by: str) -> Passage:
        passage = Passage(led_by, self.passages[-1].place if self.passages else None)
        self.passages.append(passage)
        return passage

    def _go(self, chance: Chance, scene_id: str, choice_id: str | None) -> None:
        """Goes from a chance on until there is something to choose, or an ending."""
        try:
            for _ in range(LONGEST_WAY):
                scene = self._arrive(self._follow(self._drawn(chance, scene_id, choice_id)))
                if scene.chance is None:
                    return self._offer(scene)
                chance, scene_id, choice_id = scene.chance, scene.id, None
            raise _StuckError("the story goes round in circles")
        except _StuckError as stops:
            self._options = ()
            self.stuck = str(stops)

    def _drawn(self, chance: Chance, scene_id: str, choice_id: str | None) -> Way:
        if chance.weights is None:
            return chance.ways[0]
        weights = chance.weights(self.values)
        visit = self.history.visits[scene_id]
        taken = self._luck(self.seed, chance.deck, visit, weights)
        if taken < 0:
            raise _StuckError("every outcome of a chance has weight nought")
        self.passages[-1].draws.append(Draw(scene_id, choice_id, weights, taken, self.tick, chance.deck, visit))
        return chance.ways[taken]

    def _follow(self, way: Way) -> str:
        """Does what a way does, and gives the scene where it leads."""
        if way.do:
            self._change(way.do)
        if way.facts:
            self.passages[-1].cited += way.facts
        if way.then:
            self._calls.append(way.then)
        if len(self._calls) > DEEPEST_CALL:
            raise _StuckError("scenes call one another without ever returning")
        if way.goto != RETURN:
            return way.goto
        if not self._calls:
            raise _StuckError("a scene returns, but nobody called it")
        return self._calls.pop()

    def _arrive(self, scene_id: str) -> RunnableScene:
        scene = self.rules.scenes[scene_id]
        if scene.eventful and self.rules.due and not self._calls:
            scene = self._interrupted(scene, self.rules.due(self.values))
        if scene.is_window:
            self.windows.append(Window(scene.id, tuple(self.values), len(self.passages) - 1))
        visits = self.history.visits
        visits[scene.id] = visit = visits.get(scene.id, 0) + 1
        if scene.do:
            self._change(scene.do)
        passage = self.passages[-1]
        passage.scenes.append(scene.id)
        if text := scene.text(self.values, self.history, visit):
            passage.told.append(Telling(text, scene.dials, scene.summary(self.values, self.history, visit)))
        if scene.facts:
            passage.cited += scene.facts
        passage.tick = self.values[self.rules.clock]
        passage.hour = scene.hour
        passage.place = scene.place or passage.place
        passage.title = scene.title or passage.title
        return scene

    def _interrupted(self, scene: RunnableScene, due: int) -> RunnableScene:
        """The scene of the event that breaks in, or the scene itself where none does."""
        if due < 0:
            return scene
        event = self.rules.events[due]
        if event.do:
            event.do(self.values)
        if event.returns:
            self._calls.append(scene.id)
        return self.rules.scenes[event.goto]

    def _offer(self, scene: RunnableScene) -> None:
        self._options = scene.menu(self.values, self.history, self.history.visits[scene.id])
        if not scene.ending and not any(option.locked is None for option in self._options):
            raise _StuckError("no choice is open here")

    def _change(self, do: Callable[[Values], None]) -> None:
        """Runs effects; what the world hears while the clock moves is told at once."""
        clock = self.rules.clock
        before = self.values[clock]
        do(self.values)
        if (now := self.values[clock]) > before:
            for news in self.rules.bulletins:
                if before < news.tick <= now:
                    self.passages[-1].told.append(Telling(news.text(self.values, self.history, 1)))
