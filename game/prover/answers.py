"""What was seen in the states that were come to: the answers to the questions of a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np

from game.engine.story import CLOCK
from game.language.diagnostics import Diagnostic, Kind, Position, Report
from game.prover import kinds
from game.prover.crowds import Crowded, crowded
from game.prover.explore import Reached
from game.prover.model import Place
from game.prover.questions import Key, Questions
from game.prover.stays import Hourly
from game.prover.traps import rounds
from game.prover.trees import Tree, both, variables_of


class Witness(NamedTuple):
    """A state that shows a finding, on the chart of one traveller."""

    traveller: str
    node: int
    code: int


class Finding(NamedTuple):
    diagnostic: Diagnostic
    witness: Witness | None = None

    @property
    def proved_wrong(self) -> bool:
        """Whether something goes wrong; else something never happens, or makes no difference."""
        return not self.diagnostic.kind.code.startswith("W")


class Seen(NamedTuple):
    """What happened in some state, so that what never does can be named; and what went wrong."""

    scenes: set[str]
    opened: set[tuple[str, int]]
    """By scene and way."""
    drawn: set[tuple[str, int, int]]
    """By scene, way and outcome."""
    told: set[Key]
    clocks: dict[int, tuple[bool, bool]]
    """For each tick that conditions ask the clock about: whether it is asked before it, and from it on."""
    lowered: set[str]
    """Scenes whose outcomes are the compiler's own."""
    wrong: dict[tuple[object, ...], Finding]
    """By what tells them apart: the first that was found."""
    unfinished: set[str]
    """Scenes with states that were not looked at."""
    states: int
    crowds: list[Crowded]
    """For each traveller, the scene with the most states."""


def together(parts: Sequence[Seen]) -> Seen:
    """What was seen by any of several."""
    clocks: dict[int, tuple[bool, bool]] = {}
    wrong: dict[tuple[object, ...], Finding] = {}
    for part in parts:
        for tick, (before, after) in part.clocks.items():
            earlier = clocks.get(tick, (False, False))
            clocks[tick] = (before or earlier[0], after or earlier[1])
        wrong = {**part.wrong, **wrong}
    return Seen(
        _all(part.scenes for part in parts),
        _all(part.opened for part in parts),
        _all(part.drawn for part in parts),
        _all(part.told for part in parts),
        clocks,
        _all(part.lowered for part in parts),
        wrong,
        _all(part.unfinished for part in parts),
        sum(part.states for part in parts),
        [crowd for part in parts for crowd in part.crowds],
    )


def _all(sets: Iterator[set]) -> set:
    return set().union(*sets)


def told(questions: Questions, reached: Reached, known: AbstractSet[Key] = frozenset()) -> set[Key]:
    """What is told in some of the states, beside what is known to be: its states need not be told apart."""
    found = set(known)
    for index, stays in enumerate(reached.stays):
        if len(stays.codes):
            here = reached.hourly(index)
            asked = questions.told_at(reached.chart.model.named(index))
            found.update(key for key, when in asked if key not in found and here.where(when).any())
    return found


def seen(
    questions: Questions, reached: Reached, trapped: Mapping[int, int], heard: AbstractSet[Key] = frozenset()
) -> Seen:
    """All that is to be seen in the states of one traveller. `trapped`: by node, a state
    from which no ending can be come to.
    `heard`: what is known to be told in some state."""
    return _Looking(questions, reached, trapped, heard).seen


class _Looking:
    def __init__(
        self, questions: Questions, reached: Reached, trapped: Mapping[int, int], heard: AbstractSet[Key]
    ) -> None:
        self._questions = questions
        self._where = questions.where
        self._reached = reached
        self._model = reached.chart.model
        self._traveller = next(iter(self._model.starts))
        unfinished = {self._model.named(index) for index in reached.unfinished}
        self.seen = Seen(
            set(), set(), set(), told(questions, reached, heard), {}, set(), {}, unfinished, reached.count,
            [crowded(reached)],
        )  # fmt: skip
        self._stuck()
        for index, stays in enumerate(reached.stays):
            if len(stays.codes):
                self._look_at(index, reached.hourly(index))
        self._traps(trapped)

    def _went_wrong(self, kind: Kind, position: Position, node: int, code: int, **words: object) -> None:
        key = (kind.code, position, *map(str, words.values()))
        if key not in self.seen.wrong:
            self.seen.wrong[key] = finding(kind, position, Witness(self._traveller, node, int(code)), **words)

    def _stuck(self) -> None:
        for index, code in self._reached.stuck.items():
            scene = self._model.named(index)
            self._went_wrong(kinds.EMPTY_MENU, self._where.scene(scene), index, code, scene=scene)
        for (index, way), code in self._reached.weightless.items():
            scene, choice = self._model.named(index), self._model.nodes[index].ways[way].choice
            self._went_wrong(kinds.NO_WEIGHT, self._where.option(scene, choice), index, code, what=what(scene, choice))

    def _look_at(self, index: int, here: Hourly) -> None:
        node, reached = self._model.nodes[index], self._reached
        scene = node.place.scene
        self.seen.scenes.add(scene)
        if node.strays:
            self.seen.lowered.add(scene)
            self._went_wrong(kinds.STRAYS, self._where.scene(scene), index, here.first(here.stays.hours), scene=scene)
        self.seen.opened.update((scene, way) for way in np.flatnonzero(reached.opened[index]).tolist())
        for edge, gone in zip(node.edges, reached.gone[index], strict=True):
            if gone:
                self.seen.drawn.add((scene, edge.option, edge.outcome))
        self._asked(index, here)
        self._strained(index, here)
        self._divided(index, here)
        self._clocks(index, here)

    def _asked(self, index: int, here: Hourly) -> None:
        for asked in self._questions.wrong.get(self._model.named(index), ()):
            hours = here.where(asked.when)
            if hours.any():
                self._went_wrong(asked.kind, asked.position, index, here.first(hours), **asked.words)

    def _strained(self, index: int, here: Hourly) -> None:
        node = self._model.nodes[index]
        for edge, gone in zip(node.edges, self._reached.gone[index], strict=True):
            for name, out in self._questions.strains(edge) if gone else ():
                hours = here.where(both(edge.guard, out))
                if hours.any():
                    code = here.first(hours)
                    self._strain(node.place, node.ways[edge.option].choice, name, index, code)

    def _strain(self, place: Place, choice: str | None, name: str, node: int, code: int) -> None:
        variable = self._questions.story["variables"][name]
        self._went_wrong(
            kinds.OUT_OF_RANGE, self._where.option(place.scene, choice), node, code,
            variable=name, low=variable["low"], high=variable["high"],
            scene=place.scene, by=f" by `{choice}`" if choice else "",
        )  # fmt: skip

    def _divided(self, index: int, here: Hourly) -> None:
        node = self._model.nodes[index]
        for number, by_nought in self._questions.divided(node):
            hours = here.where(by_nought)
            if hours.any():
                scene, choice = node.place.scene, node.ways[number].choice
                self._went_wrong(
                    kinds.DIVIDED, self._where.option(scene, choice), index, here.first(hours),
                    scene=scene, by=f" by `{choice}`" if choice else "",
                )  # fmt: skip

    def _clocks(self, index: int, here: Hourly) -> None:
        found = self.seen.clocks
        for tick in {tick for way in self._model.nodes[index].ways for tick in _ticks((way.open, *way.weights))}:
            before, after = found.get(tick, (False, False))
            if not (before and after):
                early = here.where(("<", CLOCK, tick))
                found[tick] = (before or bool(early.any()), after or not np.array_equal(early, here.stays.hours))

    def _traps(self, trapped: Mapping[int, int]) -> None:
        """Of several scenes on one way, each by itself."""
        strays = bool(self.seen.lowered)
        if self._reached.stuck or self._reached.weightless or strays:
            return  # what follows from these is told already
        around = rounds(self._model, trapped)
        for index, code in trapped.items():
            if self._model.nodes[index].is_menu or index in around:
                scene = self._model.named(index)
                kind = kinds.ROUND if index in around else kinds.TRAP
                self._went_wrong(kind, self._where.scene(scene), index, code, scene=scene)


def finding(kind: Kind, position: Position, witness: Witness | None = None, /, **words: object) -> Finding:
    report = Report()
    report.add(kind, position, **words)
    return Finding(report.diagnostics[0], witness)


def what(scene: str, choice: str | None) -> str:
    return f"the choice `{choice}` of `{scene}`" if choice else f"`{scene}`"


def _ticks(of: Sequence[Tree]) -> Iterator[int]:
    """The ticks that trees compare the clock with."""
    for each in of:
        if isinstance(each, tuple) and CLOCK in variables_of(each):
            if each[0] in ("<", ">=") and each[1] == CLOCK and isinstance(each[2], int):
                yield each[2]
            elif each[0] != "in":
                yield from _ticks(each[1:])
