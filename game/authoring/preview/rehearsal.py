"""A playthrough that an author steers: jumps, other values, other luck; the whole of it again in an edited story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from game.engine.luck import pick
from game.engine.playthrough import Draw, Move, Playthrough
from game.engine.rules import Rules


class Choose(NamedTuple):
    scene: str
    choice: str


class Jump(NamedTuple):
    scene: str


class Put(NamedTuple):
    variable: str
    value: int


Step: TypeAlias = Choose | Jump | Put


def spoken(step: Step) -> str:
    match step:
        case Choose(scene, choice):
            return f"the choice `{choice}` in `{scene}`"
        case Jump(scene):
            return f"the jump to `{scene}`"
        case Put(name, value):
            return f"`{name}` set to {value}"


class Rehearsal:
    """A list of steps and the luck that was forced; everything else follows, so that it can be done again."""

    def __init__(self, rules: Rules, traveller: str, seed: int, moves: Sequence[Move] = ()) -> None:
        """Raises `ValueError` where the story has no such traveller."""
        self.traveller = traveller
        self.seed = seed
        self.steps: list[Step] = [Choose(*move) for move in moves]
        self.forced: dict[tuple[str, int], int] = {}
        """By deck and visit: the outcome that is drawn whatever the seed says."""
        self.rules = rules
        self._again()

    @property
    def lost(self) -> Step | None:
        """The first step that the story as it is now does not allow; it and those after it are not done."""
        return self.steps[self._done] if self._done < len(self.steps) else None

    def choose(self, choice_id: str) -> None:
        """Raises `NoSuchChoiceError`, with nothing changed, where that choice is not open."""
        here = self.playthrough.scene
        self.playthrough.choose(choice_id)
        self._did(Choose(here, choice_id))

    def jump(self, scene_id: str) -> None:
        self.playthrough.jump(scene_id)
        self._did(Jump(scene_id))

    def put(self, name: str, value: int) -> None:
        variable = self.rules.story["variables"][name]
        held = max(variable["low"], min(variable["high"], value))
        self.playthrough.put(name, held)
        self._did(Put(name, held))

    def force(self, draw: Draw, outcome: int) -> None:
        """Lets luck fall otherwise in one place, from the start on."""
        self.forced[draw.deck, draw.visit] = outcome
        self._again()

    def undo(self) -> bool:
        """Takes back the last step; says whether there was one."""
        if not self._done:
            return False
        self.steps = self.steps[: self._done - 1]
        self._again()
        return True

    def reload(self, rules: Rules) -> None:
        """The same steps in the story as it is now, as far as they stand; the rest is kept for when they do again."""
        self.rules = rules
        if self.traveller not in rules.story["travellers"]:
            self.traveller = next(iter(rules.story["travellers"]))
        self._again()

    def foreseen(self, choice_id: str) -> Playthrough:
        """The playthrough as it would be after a choice that is open."""
        then = self._begun()
        self._redo(then, self.steps[: self._done])
        then.choose(choice_id)
        return then

    def _did(self, step: Step) -> None:
        self.steps = [*self.steps[: self._done], step]
        self._done += 1

    def _again(self) -> None:
        self.playthrough = self._begun()
        self._done = self._redo(self.playthrough, self.steps)
        """How many of the steps stand in the story as it is now."""

    def _begun(self) -> Playthrough:
        return Playthrough(self.rules, self.traveller, self.seed, self._luck)

    def _luck(self, seed: int, deck: str, visit: int, weights: Sequence[int]) -> int:
        forced = self.forced.get((deck, visit))
        possible = forced is not None and forced < len(weights) and weights[forced] > 0
        return forced if forced is not None and possible else pick(seed, deck, visit, weights)

    def _redo(self, playthrough: Playthrough, steps: Sequence[Step]) -> int:
        """Does the steps up to the first that does not stand; says how many do."""
        for number, step in enumerate(steps):
            if not self._stands(playthrough, step):
                return number
            match step:
                case Choose(_, choice):
                    playthrough.choose(choice)
                case Jump(scene):
                    playthrough.jump(scene)
                case Put(name, value):
                    playthrough.put(name, value)
        return len(steps)

    def _stands(self, playthrough: Playthrough, step: Step) -> bool:
        match step:
            case Choose(scene, choice):
                open_ = [option.id for option in playthrough.choices() if option.locked is None]
                return playthrough.scene == scene and choice in open_
            case Jump(scene):
                return scene in self.rules.story["scenes"]
            case Put(name, value):
                variable = self.rules.story["variables"].get(name)
                return variable is not None and variable["low"] <= value <= variable["high"]
