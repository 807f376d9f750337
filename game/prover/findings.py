"""What is wrong with a story in some state that can be come to, or never happens in any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from game.engine.story import CLOCK
from game.language.diagnostics import Diagnostic, Kind, Position, Report
from game.prover import kinds
from game.prover.explore import Reached
from game.prover.model import Place
from game.prover.questions import Questions
from game.prover.states import Chart, Codes, Columns
from game.prover.trees import Tree, both, variables_of


class Witness(NamedTuple):
    """A state that shows a finding: its chart, the number of its node, and its code there."""

    chart: Chart
    node: int
    code: int


class Finding(NamedTuple):
    diagnostic: Diagnostic
    witness: Witness | None = None

    @property
    def proved_wrong(self) -> bool:
        """Whether something goes wrong; else something never happens, or makes no difference."""
        return self.diagnostic.kind.code.startswith("R")


class Happened(NamedTuple):
    """What was seen to happen in some state, for what never does to be named."""

    scenes: set[str]
    opened: set[tuple[str, int]]
    """By scene and way."""
    drawn: set[tuple[str, int, int]]
    """By scene, way and outcome."""
    told: set[tuple[str, object]]
    """By scene and piece of text; by name what was contradicted."""
    clocks: dict[int, tuple[bool, bool]]
    """For each tick that conditions ask the clock about: whether it is asked before it, and from it on."""


class Answers:
    """Goes through what was reached, traveller by traveller, and answers every question."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self._story = questions.story
        self._where = questions.where
        self._happened = Happened(set(), set(), set(), set(), {})
        self._wrong: dict[tuple[object, ...], Finding] = {}
        """By what tells them apart: the first that was found."""
        self._lowered: set[str] = set()
        """Scenes whose outcomes are the compiler's own."""
        self._doubt = ""

    def look_at(self, reached: Reached) -> None:
        """Takes in every state that a traveller can come to."""
        if reached.unfinished:
            self._doubt = " within the budget"
        self._stuck(reached)
        for index in range(len(reached.chart.model.nodes)):
            if len(reached.states[index]):
                self._look_at_node(reached, index)

    def traps(self, reached: Reached, trapped: Mapping[int, Codes]) -> None:
        """Where no ending can be come to any more; of several scenes on one way, the first that is found."""
        model = reached.chart.model
        strays = any(node.strays and len(codes) for node, codes in zip(model.nodes, reached.states, strict=True))
        if reached.stuck or reached.weightless or strays:
            return  # what follows from these is told already
        for index, states in trapped.items():
            if model.nodes[index].is_menu:
                scene = model.named(index)
                self._went_wrong(kinds.TRAP, self._where.scene(scene), _witness(reached, index, states[0]), scene=scene)

    def findings(self) -> list[Finding]:
        return [*self._wrong.values(), *self._never()]

    def _went_wrong(self, kind: Kind, position: Position, witness: Witness, **words: object) -> None:
        key = (kind.code, position, *map(str, words.values()))
        if key not in self._wrong:
            self._wrong[key] = _finding(kind, position, witness, **words)

    def _stuck(self, reached: Reached) -> None:
        model = reached.chart.model
        for index, codes in reached.stuck.items():
            scene = model.named(index)
            witness = Witness(reached.chart, index, int(codes[0]))
            self._went_wrong(kinds.EMPTY_MENU, self._where.scene(scene), witness, scene=scene)
        for (index, way), codes in reached.weightless.items():
            scene, choice = model.named(index), model.nodes[index].ways[way].choice
            witness = Witness(reached.chart, index, int(codes[0]))
            self._went_wrong(kinds.NO_WEIGHT, self._place(scene, choice), witness, what=_what(scene, choice))

    def _look_at_node(self, reached: Reached, index: int) -> None:
        node = reached.chart.node(index)
        scene = node.place.scene
        self._happened.scenes.add(scene)
        columns = Columns(reached.chart.layouts[index], reached.states[index])
        if node.strays:
            self._lowered.add(scene)
            self._went_wrong(kinds.STRAYS, self._where.scene(scene), _witness(reached, index, 0), scene=scene)
        self._happened.opened.update((scene, way) for way in np.flatnonzero(reached.opened[index]).tolist())
        for edge, gone in zip(node.edges, reached.gone[index], strict=True):
            if gone:
                self._happened.drawn.add((scene, edge.option, edge.outcome))
        self._asked(reached, index, columns)
        self._strained(reached, index, columns)
        self._clocks(reached, index, columns)

    def _asked(self, reached: Reached, index: int, columns: Columns) -> None:
        scene = reached.chart.model.named(index)
        for asked in self._questions.wrong.get(scene, ()):
            where = columns.where(asked.when)
            if where.any():
                self._went_wrong(asked.kind, asked.position, _witness(reached, index, np.argmax(where)), **asked.words)
        self._listen(scene, columns)

    def listen(self, reached: Reached) -> None:
        """Takes in what is told in the states that a quick look found."""
        for index, codes in enumerate(reached.states):
            if len(codes):
                self._listen(reached.chart.model.named(index), Columns(reached.chart.layouts[index], codes))

    def untold(self, scene: str) -> list[Tree]:
        """What no state yet has shown to be told in a scene."""
        return [when for key, when in self._questions.told_at(scene) if key not in self._happened.told]

    def _listen(self, scene: str, columns: Columns) -> None:
        for key, when in self._questions.told_at(scene):
            if key not in self._happened.told and columns.where(when).any():
                self._happened.told.add(key)

    def _strained(self, reached: Reached, index: int, columns: Columns) -> None:
        node = reached.chart.node(index)
        for edge, gone in zip(node.edges, reached.gone[index], strict=True):
            for name, out in self._questions.strains(edge) if gone else ():
                where = columns.where(both(edge.guard, out))
                if where.any():
                    choice = node.ways[edge.option].choice
                    self._strain(node.place, choice, name, _witness(reached, index, np.argmax(where)))

    def _strain(self, place: Place, choice: str | None, name: str, witness: Witness) -> None:
        variable = self._story["variables"][name]
        self._went_wrong(
            kinds.OUT_OF_RANGE, self._place(place.scene, choice), witness,
            variable=name, low=variable["low"], high=variable["high"],
            scene=place.scene, by=f" by `{choice}`" if choice else "",
        )  # fmt: skip

    def _clocks(self, reached: Reached, index: int, columns: Columns) -> None:
        found = self._happened.clocks
        for tick in {tick for way in reached.chart.node(index).ways for tick in _ticks((way.open, *way.weights))}:
            before, after = found.get(tick, (False, False))
            if not (before and after):
                early = columns.where(("<", CLOCK, tick))
                found[tick] = (before or bool(early.any()), after or not bool(early.all()))

    def _never(self) -> Iterator[Finding]:
        """What is there for nothing."""
        for scene_id in self._story["scenes"]:
            if scene_id not in self._happened.scenes:
                yield _finding(kinds.NEVER_REACHED, self._where.scene(scene_id), scene=scene_id, doubt=self._doubt)
            else:
                yield from self._never_gone(scene_id)
                yield from self._never_told(scene_id)
        for name in self._questions.betrayals:
            if ("contradictions", name) not in self._happened.told:
                position = self._where.declared("contradictions", name)
                yield _finding(kinds.NEVER_CONTRADICTED, position, contradiction=name, doubt=self._doubt)
        yield from self._moot_deadlines()

    def _never_gone(self, scene_id: str) -> Iterator[Finding]:
        """The choices that are never open, and the outcomes that never happen."""
        scene = self._story["scenes"][scene_id]
        options = [(None, len(scene["outcomes"]))] if scene["outcomes"] else []
        options += [(choice_id, len(choice["outcomes"])) for choice_id, choice in scene["choices"].items()]
        for way, (choice_id, outcomes) in enumerate(options):
            if (scene_id, way) not in self._happened.opened:
                if choice_id and not scene["choices"][choice_id]["fallback"]:  # which is for when nothing else is open
                    position = self._where.choice(scene_id, choice_id)
                    words = {"choice": choice_id, "scene": scene_id, "doubt": self._doubt}
                    yield _finding(kinds.NEVER_OPEN, position, **words)
            elif "/" not in scene_id and scene_id not in self._lowered:
                for outcome in range(outcomes):
                    if (scene_id, way, outcome) not in self._happened.drawn:
                        position, what = self._place(scene_id, choice_id), _what(scene_id, choice_id)
                        words = {"number": outcome + 1, "what": what, "doubt": self._doubt}
                        yield _finding(kinds.NEVER_DRAWN, position, **words)

    def _never_told(self, scene_id: str) -> Iterator[Finding]:
        for number, (piece, position) in enumerate(self._questions.told.get(scene_id, ())):
            if (scene_id, number) not in self._happened.told and "/" not in scene_id:
                words = {"scene": scene_id, "words": piece.words, "doubt": self._doubt}
                yield _finding(kinds.NEVER_TOLD, position, **words)

    def _moot_deadlines(self) -> Iterator[Finding]:
        for name, deadline in self._story["deadlines"].items():
            before, after = self._happened.clocks.get(deadline["tick"], (True, True))
            if before and after:
                continue
            has, wanted = ("has passed already", "met") if after else ("has never passed yet", "missed")
            words = {"deadline": name, "has": has, "wanted": wanted, "doubt": self._doubt}
            yield _finding(kinds.DEADLINE_MOOT, self._where.declared("deadlines", name), **words)

    def _place(self, scene: str, choice: str | None) -> Position:
        return self._where.choice(scene, choice) if choice else self._where.scene(scene)


def _finding(kind: Kind, position: Position, witness: Witness | None = None, /, **words: object) -> Finding:
    report = Report()
    report.add(kind, position, **words)
    return Finding(report.diagnostics[0], witness)


def _witness(reached: Reached, index: int, state: int | np.intp) -> Witness:
    return Witness(reached.chart, index, int(reached.states[index][state]))


def _ticks(of: Sequence[Tree]) -> Iterator[int]:
    """The ticks that trees compare the clock with."""
    for each in of:
        if isinstance(each, tuple) and CLOCK in variables_of(each):
            if each[0] in ("<", ">=") and each[1] == CLOCK and isinstance(each[2], int):
                yield each[2]
            elif each[0] != "in":
                yield from _ticks(each[1:])


def _what(scene: str, choice: str | None) -> str:
    return f"the choice `{choice}` of `{scene}`" if choice else f"`{scene}`"
