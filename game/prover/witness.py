"""A shortest playthrough that leads to a state, with a seed whose luck goes that way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from game.engine.luck import pick
from game.engine.playthrough import Move, NoSuchChoiceError, Playthrough
from game.engine.rules import Rules
from game.prover.answers import Witness
from game.prover.states import Columns
from game.prover.stays import Hourly, Stays, absorbed, folded, held, no_stays
from game.prover.steps import Chart

_SEEDS = 300_000
"""Seeds that are tried for one way; a way that needs rarer luck is given without."""


class Stage(NamedTuple):
    """One step of a way through the model: the edge by which a node is left."""

    node: int
    code: int
    edge: int


_Layer: TypeAlias = dict[int, Stays]
"""By node, what is come to in as many steps."""


class Shown(NamedTuple):
    """A playthrough that leads to what is to be shown."""

    traveller: str
    seed: int
    moves: list[Move]


def shown(rules: Rules, chart: Chart, witnesses: Sequence[Witness]) -> list[Shown | None]:
    """None where no seed was found whose luck leads there."""
    found = zip(ways(chart, witnesses), witnesses, strict=True)
    return [_played(rules, chart, way, witness) if way else None for way, witness in found]


def _played(rules: Rules, chart: Chart, way: Sequence[Stage], witness: Witness) -> Shown | None:
    nodes = chart.model.nodes
    moves = [
        Move(nodes[stage.node].place.scene, choice)
        for stage in way
        if (choice := nodes[stage.node].ways[chart.steps(stage.node)[stage.edge].edge.option].choice)
    ]
    goal = nodes[witness.node].place.scene
    for seed in _seeds(chart, rules, way):
        if _leads_to(rules, witness.traveller, seed, moves, goal):
            return Shown(witness.traveller, seed, moves)
    return None


def ways(chart: Chart, witnesses: Sequence[Witness]) -> list[list[Stage] | None]:
    """For each state the edges to go from the start, as few as can be."""
    start = {start: _one(chart, start, 0) for start in chart.model.starts.values()}
    layers, seen = [start], dict(start)
    at: dict[Witness, int] = {}
    while True:
        at |= {each: len(layers) - 1 for each in witnesses if each not in at and _holds(chart, layers[-1], each)}
        layer = _next(chart, layers[-1], seen) if len(at) < len(set(witnesses)) else {}
        if not layer:
            return [_back(chart, layers[: at[each] + 1], each) if each in at else None for each in witnesses]
        layers.append(layer)


def _one(chart: Chart, node: int, code: int) -> Stays:
    return folded(chart.layouts[node], np.array([code], np.int64))


def _back(chart: Chart, layers: Sequence[_Layer], goal: Witness) -> list[Stage]:
    """The edges to go, found from the last layer to the first."""
    way: list[Stage] = []
    for layer in reversed(layers[:-1]):
        way.append(_before(chart, layer, goal.node, _one(chart, goal.node, goal.code)))
        goal = goal._replace(node=way[-1].node, code=way[-1].code)
    return way[::-1]


def _holds(chart: Chart, layer: _Layer, witness: Witness) -> bool:
    one = _one(chart, witness.node, witness.code)
    return bool((held(layer.get(witness.node, no_stays(chart.layouts[witness.node])), one.codes) & one.hours).any())


def _next(chart: Chart, layer: _Layer, seen: _Layer) -> _Layer:
    arrived: dict[int, list[Stays]] = {}
    for index, stays in layer.items():
        here = Hourly(chart.layouts[index], stays)
        for step in chart.steps(index):
            hours = step.goes(here)
            if hours.any():
                arrived.setdefault(step.edge.target, []).append(step.change.led_on(here, hours))
    found: _Layer = {}
    for index, parts in arrived.items():
        new, seen[index] = absorbed(seen.get(index, no_stays(chart.layouts[index])), parts)
        if len(new.codes):
            found[index] = new
    return found


def _before(chart: Chart, layer: _Layer, node: int, goal: Stays) -> Stage:
    """A state of the layer that one edge leads from to the goal, and the edge."""
    for index, stays in layer.items():
        here = Hourly(chart.layouts[index], stays)
        for number, step in enumerate(chart.steps(index)):
            if step.edge.target == node:
                leading = step.change.led_back(here, step.goes(here), goal)
                if leading.any():
                    return Stage(index, here.first(leading), number)
    raise AssertionError("every state of a layer was come to from the one before")


class _Draw(NamedTuple):
    deck: str
    visit: int
    weights: tuple[int, ...]
    wanted: int


def _seeds(chart: Chart, rules: Rules, way: Sequence[Stage]) -> Iterator[int]:
    """Seeds whose luck goes this way."""
    draws = list(_draws(chart, rules, way))
    for seed in range(1, _SEEDS):
        if all(pick(seed, draw.deck, draw.visit, draw.weights) == draw.wanted for draw in draws):
            yield seed


def _draws(chart: Chart, rules: Rules, way: Sequence[Stage]) -> Iterator[_Draw]:
    visits: dict[str, int] = {}
    for stage in way:
        node = chart.node(stage.node)
        scene = node.place.scene
        visits[scene] = visits.get(scene, 0) + 1
        edge = chart.steps(stage.node)[stage.edge].edge
        weights = node.ways[edge.option].weights
        if len(weights) > 1:
            columns = Columns(chart.layouts[stage.node], np.array([stage.code]))
            held = tuple(int(np.asarray(columns.of(weight)).reshape(-1)[0]) for weight in weights)
            choice = node.ways[edge.option].choice
            run = rules.scenes[scene]
            chance = run.choices[choice].chance if choice else run.chance
            if chance:
                yield _Draw(chance.deck, visits[scene], held, edge.outcome)


def _leads_to(rules: Rules, traveller: str, seed: int, moves: Sequence[Move], goal: str) -> bool:
    """Whether the game itself, played so, comes there."""
    playthrough = Playthrough(rules, traveller, seed)
    try:
        for move in moves:
            if playthrough.scene != move.scene:
                return False
            playthrough.choose(move.choice)
    except NoSuchChoiceError:
        return False
    return goal in playthrough.history.visits
