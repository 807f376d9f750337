"""What is asked of each scene beside what steers: what should hold in no state, and what should be told in some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeAlias

from game.engine.calendar import moment
from game.engine.story import CLOCK, Prose, Story
from game.language.diagnostics import Kind, Position
from game.language.whereabouts import Whereabouts
from game.prover import kinds
from game.prover.model import Edge, Model, Node
from game.prover.told import Told, cited, told
from game.prover.trees import FALSE, TRUE, Tree, both, divisions, neither, simple, tree
from game.wording.dates import reads


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition that is asked in every state of a scene."""

    when: Tree
    kind: Kind
    where: Callable[[], Position]
    """Looked up only where it holds: most that is asked never does, and to find one word in a text takes a while."""
    words: Mapping[str, object]

    @property
    def position(self) -> Position:
        return self.where()


class Spot(NamedTuple):
    """A text of a scene, or of a choice there, by the key that it is written under."""

    scene: str
    choice: str | None
    key: str


Key: TypeAlias = tuple[str, object]
"""Of what is told: its scene and number; of a contradiction, its name."""


class Questions:
    """All that is asked of each scene beside what steers, so that its states are told apart far enough to answer."""

    def __init__(self, story: Story, where: Whereabouts) -> None:
        self.story = story
        self.where = where
        self.wrong: dict[str, list[Asked]] = defaultdict(list)
        """By scene: what should hold in no state."""
        self.told: dict[str, list[tuple[Told, Spot]]] = defaultdict(list)
        """By scene: what should be read in some state."""
        self.betrayals: dict[str, Tree] = {
            name: tree(betrayal["when"]) for name, betrayal in story["contradictions"].items()
        }
        self.verdicts = {window["verdict"] for window in story["interviews"].values()}
        self._ask_promises()
        for scene_id in story["scenes"]:
            self._ask_scene(scene_id)

    def wrong_at(self, model: Model, index: int) -> list[Tree]:
        """What has to be told apart at a node for it to be known that nothing goes wrong."""
        node = model.nodes[index]
        trees = [asked.when for asked in self.wrong.get(node.place.scene, ())]
        trees += [both(edge.guard, out) for edge in node.edges for _, out in self.strains(edge)]
        return trees + [by_nought for _, by_nought in self.divided(node)]

    def told_at(self, scene: str) -> Iterator[tuple[Key, Tree]]:
        """What should hold in some state: each piece of text, and each contradiction where a window ends."""
        for number, (piece, _) in enumerate(self.told.get(scene, ())):
            yield (scene, number), piece.when
        if scene in self.verdicts:
            for name, when in self.betrayals.items():
                yield ("contradictions", name), when

    def strains(self, edge: Edge) -> Iterator[tuple[str, Tree]]:
        """The variables that an edge may push out of their range, each with the condition under which it does."""
        for name, raw in edge.raw:
            variable = self.story["variables"][name]
            if name == CLOCK or variable.get("stops") or "/" in name:
                continue
            out = simple(("or", simple(("<", raw, variable["low"])), simple((">", raw, variable["high"]))))
            if out != FALSE:
                yield name, out

    def divided(self, node: Node) -> Iterator[tuple[int, Tree]]:
        """When something is divided by nought on the way from a node, each with the number of the way."""
        for number, way in enumerate(node.ways):
            for each in (way.open, *way.weights):
                yield from ((number, when) for when in divisions(each))
        for edge in node.edges:
            for each in (edge.guard, *(raw for _, raw in edge.raw)):
                yield from ((edge.option, when) for when in divisions(each, edge.guard))

    def _ask_promises(self) -> None:
        for name, promise in self.story["promises"].items():
            for scene_id in promise["at"]:
                self.wrong[scene_id].append(
                    Asked(
                        neither(tree(promise["holds"])), kinds.BROKEN_PROMISE,
                        partial(self.where.declared, "promises", name),
                        {"promise": name, "scene": scene_id, "says": promise["says"]},
                    )
                )  # fmt: skip

    def _ask_scene(self, scene_id: str) -> None:
        scene = self.story["scenes"][scene_id]
        for key, prose in self._texts(scene_id):
            self._ask_prose(Spot(scene_id, None, key), prose, TRUE, dated=key != "unknown")
        for choice_id, choice in scene["choices"].items():
            where = partial(self.where.choice, scene_id, choice_id)
            self._ask_prose(Spot(scene_id, choice_id, "say"), choice["say"], tree(choice["when"]))
            self._ask_prose(Spot(scene_id, choice_id, "locked"), choice["locked"] or [], TRUE)
            for fact in choice["facts"]:
                self._ask_fact(scene_id, fact, tree(choice["when"]), where)
        for fact in scene["facts"] if scene["ending"] is None else ():  # an ending may know what came later
            self._ask_fact(scene_id, fact, TRUE, partial(self.where.scene, scene_id, "facts"))

    def _texts(self, scene_id: str) -> Iterator[tuple[str, Prose]]:
        scene = self.story["scenes"][scene_id]
        yield "text", scene["text"]
        if ending := scene["ending"]:
            yield from (
                ("absent", ending["absent"]),
                ("unknown", ending["unknown"]),
                ("meanwhile", ending["meanwhile"]),
            )

    def _ask_prose(self, spot: Spot, prose: Prose, shown: Tree, dated: bool = True) -> None:
        pieces = [piece for piece in told(prose, shown) if piece.conditional]
        self.told[spot.scene] += [(piece, spot) for piece in pieces]
        for when in {when for piece in pieces for when in divisions(piece.when)}:
            words = {"scene": spot.scene, "by": " in its text"}
            self.wrong[spot.scene].append(Asked(when, kinds.DIVIDED, partial(self.where.piece, *spot, ""), words))
        for fact, when in cited(prose) if dated else ():
            self._ask_fact(spot.scene, fact, both(shown, when), partial(self.where.piece, *spot, fact))

    def _ask_fact(self, scene_id: str, fact_id: str, when: Tree, where: Callable[[], Position]) -> None:
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
            self.wrong[scene_id].append(Asked(outside, kinds.FACT_TOO_EARLY, where, words))
