"""What is wrong with a story in some state that can be come to, or never happens in any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from game.engine.calendar import moment, reads
from game.engine.story import CLOCK, Prose, Story
from game.language.diagnostics import Diagnostic, Kind, Position, Report
from game.language.whereabouts import Whereabouts
from game.prover import kinds
from game.prover.explore import Reached
from game.prover.model import Edge, Model, Place
from game.prover.states import Codes, Columns
from game.prover.told import Told, cited, told
from game.prover.trees import FALSE, TRUE, Tree, both, neither, simple, tree, variables_of


class Witness(NamedTuple):
    """A state that shows a finding: the number of its node, and its code there."""

    node: int
    code: int


class Finding(NamedTuple):
    diagnostic: Diagnostic
    witness: Witness | None = None

    @property
    def proved_wrong(self) -> bool:
        """Whether something goes wrong; else something never happens, or makes no difference."""
        return self.diagnostic.kind.code.startswith("R")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A condition that is asked in every state of a scene."""

    when: Tree
    kind: Kind
    position: Position
    words: Mapping[str, object]


class Questions:
    """All that is asked of each scene beside what steers, so that its states are told apart far enough to answer."""

    def __init__(self, story: Story, where: Whereabouts) -> None:
        self.story = story
        self.where = where
        self.wrong: dict[str, list[_Asked]] = defaultdict(list)
        """By scene: what should hold in no state."""
        self.told: dict[str, list[tuple[Told, Position]]] = defaultdict(list)
        """By scene: what should be read in some state."""
        self.betrayals: dict[str, Tree] = {
            name: tree(betrayal["when"]) for name, betrayal in story["contradictions"].items()
        }
        self.verdicts = {window["verdict"] for window in story["interviews"].values()}
        self._ask_promises()
        for scene_id in story["scenes"]:
            self._ask_scene(scene_id)

    def observed(self, model: Model, index: int) -> Sequence[Tree]:
        """What is to be told apart at a node."""
        node = model.nodes[index]
        scene = node.place.scene
        trees = [asked.when for asked in self.wrong.get(scene, ())]
        trees += [piece.when for piece, _ in self.told.get(scene, ())]
        trees += [both(edge.guard, out) for edge in node.edges for _, out in self.strains(edge)]
        if scene in self.verdicts:
            trees += self.betrayals.values()
        return trees

    def strains(self, edge: Edge) -> Iterator[tuple[str, Tree]]:
        """The variables that an edge may push out of their range, each with the condition under which it does."""
        for name, raw in edge.raw:
            variable = self.story["variables"][name]
            if name == CLOCK or variable.get("stops") or "/" in name:
                continue
            out = simple(("or", simple(("<", raw, variable["low"])), simple((">", raw, variable["high"]))))
            if out != FALSE:
                yield name, out

    def _ask_promises(self) -> None:
        for name, promise in self.story["promises"].items():
            for scene_id in promise["at"]:
                self.wrong[scene_id].append(
                    _Asked(
                        neither(tree(promise["holds"])), kinds.BROKEN_PROMISE, self.where.declared("promises", name),
                        {"promise": name, "scene": scene_id, "says": promise["says"]},
                    )
                )  # fmt: skip

    def _ask_scene(self, scene_id: str) -> None:
        scene = self.story["scenes"][scene_id]
        for key, prose in self._texts(scene_id):
            where = self.where.scene(scene_id, key)
            self._ask_prose(scene_id, prose, where, dated=key != "unknown")
        for choice_id, choice in scene["choices"].items():
            where = self.where.choice(scene_id, choice_id)
            for prose in (choice["say"], choice["locked"] or []):
                self._ask_prose(scene_id, prose, where, both(tree(choice["when"])) if prose is choice["say"] else TRUE)
            for fact in choice["facts"]:
                self._ask_fact(scene_id, fact, tree(choice["when"]), where)
        for fact in scene["facts"] if scene["ending"] is None else ():  # an ending may know what came later
            self._ask_fact(scene_id, fact, TRUE, self.where.scene(scene_id, "facts"))

    def _texts(self, scene_id: str) -> Iterator[tuple[str, Prose]]:
        scene = self.story["scenes"][scene_id]
        yield "text", scene["text"]
        if ending := scene["ending"]:
            yield from (
                ("absent", ending["absent"]),
                ("unknown", ending["unknown"]),
                ("meanwhile", ending["meanwhile"]),
            )

    def _ask_prose(self, scene_id: str, prose: Prose, where: Position, shown: Tree = TRUE, dated: bool = True) -> None:
        for piece in told(prose, shown):
            if piece.conditional:
                self.told[scene_id].append((piece, where))
        for fact, when in cited(prose) if dated else ():
            self._ask_fact(scene_id, fact, both(shown, when), where)

    def _ask_fact(self, scene_id: str, fact_id: str, when: Tree, where: Position) -> None:
        fact = self.story["facts"][fact_id]
        first, last = fact.get("from_tick", 0), fact.get("to_tick", self.story["clock"]["ticks"])
        early = both(when, ("<", CLOCK, first)) if first > 0 else FALSE
        late = both(when, (">", CLOCK, last)) if last < self.story["clock"]["ticks"] else FALSE
        if (outside := simple(("or", early, late))) != FALSE:
            clock = self.story["clock"]
            holds = f"it holds from {reads(moment(clock, max(0, first)))}" + (
                f" to {reads(moment(clock, last))}" if late != FALSE else ""
            )
            words = {"fact": fact_id, "scene": scene_id, "when": holds}
            self.wrong[scene_id].append(_Asked(outside, kinds.FACT_TOO_EARLY, where, words))


class Answers:
    """Goes through what was reached, and answers every question."""

    def __init__(self, questions: Questions, reached: Reached) -> None:
        self._questions = questions
        self._story = questions.story
        self._where = questions.where
        self._reached = reached
        self._model = reached.chart.model
        self._nodes_of: dict[str, list[int]] = defaultdict(list)
        for index, node in enumerate(self._model.nodes):
            self._nodes_of[node.place.scene].append(index)
        self._doubt = " within the budget" if reached.unfinished else ""

    def findings(self) -> Iterator[Finding]:
        yield from self._stuck()
        yield from self._strayed()
        for scene_id in self._story["scenes"]:
            yield from self._of_scene(scene_id)
        yield from self._strained()
        yield from self._never_contradicted()
        yield from self._moot_deadlines()

    def traps(self, trapped: Mapping[int, Codes]) -> Iterator[Finding]:
        """Where no ending can be come to any more; of several scenes on one way, the first that is found."""
        if self._reached.stuck or self._reached.weightless or self._has_strays():
            return  # what follows from these is told already
        scenes: set[str] = set()
        for index, states in trapped.items():
            scene = self._model.named(index)
            if scene not in scenes and self._model.nodes[index].is_menu:
                scenes.add(scene)
                witness = Witness(index, int(self._reached.states[index][states[0]]))
                yield self._found(kinds.TRAP, self._where.scene(scene), witness, scene=scene)

    def _found(self, kind: Kind, position: Position, witness: Witness | None = None, /, **words: object) -> Finding:
        report = Report()
        report.add(kind, position, **words)
        return Finding(report.diagnostics[0], witness)

    def _stuck(self) -> Iterator[Finding]:
        for index, codes in self._reached.stuck.items():
            scene = self._model.named(index)
            yield self._found(kinds.EMPTY_MENU, self._where.scene(scene), Witness(index, int(codes[0])), scene=scene)
        for (index, way), codes in self._reached.weightless.items():
            scene, choice = self._model.named(index), self._model.nodes[index].ways[way].choice
            yield self._found(
                kinds.NO_WEIGHT, self._place(scene, choice), Witness(index, int(codes[0])), what=_what(scene, choice)
            )

    def _strayed(self) -> Iterator[Finding]:
        for index, node in enumerate(self._model.nodes):
            if node.strays and len(self._reached.states[index]):
                code = int(self._reached.states[index][0])
                scene = node.place.scene
                yield self._found(kinds.STRAYS, self._where.scene(scene), Witness(index, code), scene=scene)

    def _has_strays(self) -> bool:
        nodes = self._model.nodes
        return any(node.strays and len(codes) for node, codes in zip(nodes, self._reached.states, strict=True))

    def _place(self, scene: str, choice: str | None) -> Position:
        return self._where.choice(scene, choice) if choice else self._where.scene(scene)

    def _of_scene(self, scene_id: str) -> Iterator[Finding]:
        nodes = [index for index in self._nodes_of[scene_id] if len(self._reached.states[index])]
        if not nodes:
            yield self._found(kinds.NEVER_REACHED, self._where.scene(scene_id), scene=scene_id, doubt=self._doubt)
            return
        yield from self._ways(scene_id, nodes)
        columns = {index: Columns(self._reached.chart.layouts[index], self._reached.states[index]) for index in nodes}
        for asked in self._questions.wrong.get(scene_id, ()):
            for index, values in columns.items():
                where = values.where(asked.when)
                if where.any():
                    witness = Witness(index, int(values.codes[np.argmax(where)]))
                    yield self._found(asked.kind, asked.position, witness, **asked.words)
                    break
        for piece, position in self._questions.told.get(scene_id, ()) if "/" not in scene_id else ():
            if not any(values.where(piece.when).any() for values in columns.values()):
                yield self._found(kinds.NEVER_TOLD, position, scene=scene_id, words=piece.words, doubt=self._doubt)

    def _ways(self, scene_id: str, nodes: Sequence[int]) -> Iterator[Finding]:
        """The choices that are never open, and the outcomes that never happen."""
        for number, way in enumerate(self._model.nodes[nodes[0]].ways):
            if not any(self._reached.opened[index][number] for index in nodes):
                if way.choice and not self._is_fallback(scene_id, way.choice):
                    yield self._found(
                        kinds.NEVER_OPEN, self._where.choice(scene_id, way.choice),
                        choice=way.choice, scene=scene_id, doubt=self._doubt,
                    )  # fmt: skip
                continue
            if "/" in scene_id or self._model.nodes[nodes[0]].strays:
                continue  # what lowering made of a window draws among what is left
            drawn = {
                edge.outcome
                for index in nodes
                for edge, gone in zip(self._model.nodes[index].edges, self._reached.gone[index], strict=True)
                if edge.option == number and gone
            }
            for outcome in sorted(set(range(len(way.weights))) - drawn):
                yield self._found(
                    kinds.NEVER_DRAWN, self._place(scene_id, way.choice),
                    number=outcome + 1, what=_what(scene_id, way.choice), doubt=self._doubt,
                )  # fmt: skip

    def _is_fallback(self, scene_id: str, choice_id: str) -> bool:
        """A choice for when nothing else is open is meant to be in vain."""
        return self._story["scenes"][scene_id]["choices"][choice_id]["fallback"]

    def _strained(self) -> Iterator[Finding]:
        seen: set[tuple[str, str | None, str]] = set()
        for index, node in enumerate(self._model.nodes):
            if not len(self._reached.states[index]):
                continue
            columns = Columns(self._reached.chart.layouts[index], self._reached.states[index])
            for edge, gone in zip(node.edges, self._reached.gone[index], strict=True):
                choice = node.ways[edge.option].choice
                for name, out in self._questions.strains(edge) if gone else ():
                    key = (node.place.scene, choice, name)
                    where = columns.where(both(edge.guard, out)) if key not in seen else None
                    if where is not None and where.any():
                        seen.add(key)
                        yield self._strain(
                            node.place, choice, name, Witness(index, int(columns.codes[np.argmax(where)]))
                        )

    def _strain(self, place: Place, choice: str | None, name: str, witness: Witness) -> Finding:
        variable = self._story["variables"][name]
        return self._found(
            kinds.OUT_OF_RANGE, self._place(place.scene, choice), witness,
            variable=name, low=variable["low"], high=variable["high"],
            scene=place.scene, by=f" by `{choice}`" if choice else "",
        )  # fmt: skip

    def _never_contradicted(self) -> Iterator[Finding]:
        for name, when in self._questions.betrayals.items():
            nodes = [index for verdict in self._questions.verdicts for index in self._nodes_of[verdict]]
            held = any(
                Columns(self._reached.chart.layouts[index], self._reached.states[index]).where(when).any()
                for index in nodes
                if len(self._reached.states[index])
            )
            if not held:
                position = self._where.declared("contradictions", name)
                yield self._found(kinds.NEVER_CONTRADICTED, position, contradiction=name, doubt=self._doubt)

    def _moot_deadlines(self) -> Iterator[Finding]:
        clocks = self._clocks_by_tick()
        for name, deadline in self._story["deadlines"].items():
            before, after = clocks.get(deadline["tick"], (True, True))
            if before and after:
                continue
            has, wanted = ("has passed already", "met") if after else ("has never passed yet", "missed")
            position = self._where.declared("deadlines", name)
            yield self._found(kinds.DEADLINE_MOOT, position, deadline=name, has=has, wanted=wanted, doubt=self._doubt)

    def _clocks_by_tick(self) -> dict[int, tuple[bool, bool]]:
        """For each tick that conditions ask the clock about: whether it is asked before it, and from it on."""
        found: dict[int, tuple[bool, bool]] = {}
        for index, node in enumerate(self._model.nodes):
            if not len(self._reached.states[index]):
                continue
            asked = {tick for way in node.ways for each in (way.open, *way.weights) for tick in _ticks(each)}
            if not asked:
                continue
            columns = Columns(self._reached.chart.layouts[index], self._reached.states[index])
            for tick in asked:
                early = columns.where(("<", CLOCK, tick))
                before, after = found.get(tick, (False, False))
                found[tick] = (before or bool(early.any()), after or not bool(early.all()))
        return found


def _ticks(of: Tree) -> Iterator[int]:
    """The ticks that a tree compares the clock with."""
    if isinstance(of, tuple) and CLOCK in variables_of(of):
        if of[0] in ("<", ">=") and of[1] == CLOCK and isinstance(of[2], int):
            yield of[2]
        elif of[0] != "in":
            for each in of[1:]:
                yield from _ticks(each)


def _what(scene: str, choice: str | None) -> str:
    return f"the choice `{choice}` of `{scene}`" if choice else f"`{scene}`"
