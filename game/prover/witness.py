"""A shortest playthrough that leads to a state, with a seed whose luck goes that way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from game.engine.luck import pick
from game.engine.playthrough import Move, NoSuchChoiceError, Playthrough
from game.engine.rules import Rules
from game.prover.answers import Witness
from game.prover.explore import EMPTY, distinct, fresh, merged
from game.prover.states import Chart, Codes, Columns

_SEEDS = 300_000
"""Seeds that are tried for one way; a way that needs rarer luck is given without."""


class Stage(NamedTuple):
    """One step of a way through the model: the edge by which a node is left."""

    node: int
    code: int
    edge: int


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
        if (choice := nodes[stage.node].ways[chart.steps[stage.node][stage.edge].edge.option].choice)
    ]
    goal = nodes[witness.node].place.scene
    for seed in _seeds(chart, rules, way):
        if _leads_to(rules, witness.traveller, seed, moves, goal):
            return Shown(witness.traveller, seed, moves)
    return None


def ways(chart: Chart, witnesses: Sequence[Witness]) -> list[list[Stage] | None]:
    """For each state the edges to go from the start, as few as can be."""
    layers: list[dict[int, Codes]] = [{start: np.zeros(1, np.int64) for start in chart.model.starts.values()}]
    seen: dict[int, Codes] = dict(layers[0])
    at: dict[Witness, int] = {}
    while True:
        at |= {each: len(layers) - 1 for each in witnesses if each not in at and _holds(layers[-1], each)}
        layer = _next(chart, layers[-1], seen) if len(at) < len(set(witnesses)) else {}
        if not layer:
            return [_back(chart, layers[: at[each] + 1], each) if each in at else None for each in witnesses]
        layers.append(layer)


def _back(chart: Chart, layers: Sequence[dict[int, Codes]], goal: Witness) -> list[Stage]:
    """The edges to go, found from the last layer to the first."""
    way: list[Stage] = []
    for layer in reversed(layers[:-1]):
        way.append(_before(chart, layer, goal))
        goal = goal._replace(node=way[-1].node, code=way[-1].code)
    return way[::-1]


def _holds(layer: dict[int, Codes], witness: Witness) -> bool:
    codes = layer.get(witness.node, EMPTY)
    at = int(np.searchsorted(codes, witness.code))
    return at < len(codes) and int(codes[at]) == witness.code


def _next(chart: Chart, layer: dict[int, Codes], seen: dict[int, Codes]) -> dict[int, Codes]:
    arrived: dict[int, list[Codes]] = {}
    for index, codes in layer.items():
        columns = Columns(chart.layouts[index], codes)
        for number, step in enumerate(chart.steps[index]):
            where = _goes(chart, columns, index, number)
            if where.any():
                arrived.setdefault(step.edge.target, []).append(step.taken(columns, where))
    found: dict[int, Codes] = {}
    for index, parts in arrived.items():
        new = fresh(distinct(parts), seen.get(index, EMPTY))
        if len(new):
            found[index] = new
            seen[index] = merged(seen.get(index, EMPTY), new)
    return found


def _goes(chart: Chart, columns: Columns, index: int, number: int) -> np.ndarray:
    """The states that may leave by an edge."""
    edge, node = chart.steps[index][number].edge, chart.node(index)
    where = columns.where(edge.guard)
    weights = node.ways[edge.option].weights
    return where & columns.where(weights[edge.outcome]) if len(weights) > 1 else where


def _before(chart: Chart, layer: dict[int, Codes], goal: Witness) -> Stage:
    """A state of the layer that one edge leads from to the goal; the likeliest edge, if there are several."""
    for index, codes in layer.items():
        columns = Columns(chart.layouts[index], codes)
        for number, step in enumerate(chart.steps[index]):
            if step.edge.target != goal.node:
                continue
            where = _goes(chart, columns, index, number)
            leads = np.flatnonzero(where)[step.taken(columns, where) == goal.code] if where.any() else []
            if len(leads):
                return Stage(index, int(codes[leads[0]]), number)
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
        edge = chart.steps[stage.node][stage.edge].edge
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
