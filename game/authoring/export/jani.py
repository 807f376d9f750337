"""A story as a model in JANI, for an existing probabilistic model checker such as Storm. (https://jani-spec.org)

One location for each node, so that only the guards of the present scene are looked at. As an `mdp` the player chooses:
the greatest and the least chance of each ending are asked. As a `dtmc` each open choice is as likely as the others,
which is how Storm reads guards that hold together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from game.engine.story import Story
from game.prover.classes import Classes, classes
from game.prover.model import Edge, Model, Node, Way, model
from game.prover.trees import TRUE, Tree, operands

Kind: TypeAlias = Literal["mdp", "dtmc"]
Exp: TypeAlias = Any
"""A JANI expression: a number, a truth, a name, or an object with an `op`."""

_COMPARED = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
_JOINED = {"and": "∧", "or": "∨"}
_RECKONED = ("+", "-", "*", "min", "max")
_TRUTHS = (*_COMPARED, *_JOINED, "not", "in")


def jani(story: Story, traveller: str, kind: Kind) -> dict[str, Any]:
    """The model of one traveller. A location is called after its scene, behind a number."""
    of_one = model(story, [traveller])
    return _Writer(of_one, classes(of_one)).written(of_one.starts[traveller], kind)


class _Writer:
    def __init__(self, of_one: Model, apart: Sequence[Classes]) -> None:
        self._model = of_one
        self._apart = apart
        """By node: the variables that anything there or later asks for."""
        self._variables = of_one.story["variables"]
        steering = sorted(set[str]().union(*apart))
        self._names = {name: f"v{number}_{_plain(name)}" for number, name in enumerate(steering)}
        self._ends = {
            node.place.scene: f"at_{_plain(node.place.scene)}" for node in of_one.nodes if node.ending
        }  # fmt: skip

    def written(self, start: int, kind: Kind) -> dict[str, Any]:
        nodes = list(enumerate(self._model.nodes))
        automaton = {
            "name": "story",
            "locations": [self._location(index, node) for index, node in nodes],
            "initial-locations": [self._called(start)],
            "edges": [edge for index, node in nodes for edge in self._edges(index, node)],
        }
        return {
            "jani-version": 1,
            "name": self._model.story["about"]["id"],
            "type": kind,
            "features": ["derived-operators"],
            "variables": [*self._declared(), *(_flag(name) for name in self._ends.values())],
            "properties": [each for end in self._ends.values() for each in _asked(end, kind)],
            "automata": [automaton],
            "system": {"elements": [{"automaton": "story"}]},
        }

    def _called(self, index: int) -> str:
        return f"n{index}_{_plain(self._model.named(index))}"

    def _declared(self) -> Iterator[dict[str, Any]]:
        for name, written in self._names.items():
            variable = self._variables[name]
            kind = {
                "kind": "bounded", "base": "int",
                "lower-bound": variable["low"], "upper-bound": variable["high"],
            }  # fmt: skip
            yield {"name": written, "type": kind, "initial-value": variable["low"]}

    def _location(self, index: int, node: Node) -> dict[str, Any]:
        location: dict[str, Any] = {"name": self._called(index)}
        if node.ending:
            location["transient-values"] = [{"ref": self._ends[node.place.scene], "value": True}]
        return location

    def _edges(self, index: int, node: Node) -> Iterator[dict[str, Any]]:
        here = self._called(index)
        if node.ending:
            yield {"location": here, "destinations": [{"location": here}]}
        for number, way in enumerate(node.ways):
            edges = [edge for edge in node.edges if edge.option == number]
            if edges:
                guard = {} if way.open == TRUE else {"guard": {"exp": self._truth(way.open)}}
                yield {"location": here, **guard, "destinations": list(self._destinations(index, way, edges))}

    def _destinations(self, index: int, way: Way, edges: Sequence[Edge]) -> Iterator[dict[str, Any]]:
        total = _folded("+", [self._number(weight) for weight in way.weights])
        for edge in edges:
            destination = {"location": self._called(edge.target), "assignments": list(self._assigned(index, edge))}
            chance: Exp = 1
            if len(way.weights) > 1:
                chance = _binary("/", self._number(way.weights[edge.outcome]), total)
            if len(edges) > 1 and edge.guard not in (TRUE, way.open):
                chance = {"op": "ite", "if": self._truth(edge.guard), "then": chance, "else": 0}
            yield destination if chance == 1 else destination | {"probability": {"exp": chance}}

    def _assigned(self, index: int, edge: Edge) -> Iterator[dict[str, Any]]:
        """What changes; what nobody will ask any more becomes its lowest, so that it makes no more states."""
        for name, written in self._names.items():
            if name in self._apart[edge.target]:
                if name in edge.updates:
                    yield {"ref": written, "value": self._number(edge.updates[name])}
            elif name in self._apart[index]:
                yield {"ref": written, "value": self._variables[name]["low"]}

    def _number(self, of: Tree) -> Exp:
        if isinstance(of, int):
            return of
        if isinstance(of, str):
            return self._names.get(of, self._variables[of]["low"])
        operator, parts = of[0], operands(of)
        if operator in _TRUTHS:
            return {"op": "ite", "if": self._truth(of), "then": 1, "else": 0}
        if operator == "if":
            values = [self._number(each) for each in parts[1:]]
            return {"op": "ite", "if": self._truth(parts[0]), "then": values[0], "else": values[1]}
        numbers = [self._number(each) for each in parts]
        if operator in _RECKONED:
            return _folded(operator, numbers)
        return _divided(operator, *numbers)

    def _truth(self, of: Tree) -> Exp:
        if isinstance(of, int):
            return bool(of)
        operator = of[0] if isinstance(of, tuple) else ""
        if operator in _COMPARED:
            left, right = (self._number(each) for each in operands(of))
            return _binary(_COMPARED[operator], left, right)
        if operator in _JOINED:
            return _folded(_JOINED[operator], [self._truth(each) for each in operands(of)])
        if operator == "not":
            return {"op": "¬", "exp": self._truth(operands(of)[0])}
        if operator == "in":
            value = self._number(of[1])
            return _folded("∨", [_binary("=", value, each) for each in of[2]]) if of[2] else False
        return _binary("≠", self._number(of), 0)


def _divided(operator: str, a: Exp, b: Exp) -> Exp:
    """Whole division downward and its remainder; by nought, nought."""
    whole = {"op": "floor", "exp": _binary("/", a, b)}
    value = whole if operator == "//" else _binary("-", a, _binary("*", b, whole))
    if isinstance(b, int):
        return value if b else 0
    return {"op": "ite", "if": _binary("=", b, 0), "then": 0, "else": value}


def _binary(operator: str, left: Exp, right: Exp) -> Exp:
    return {"op": operator, "left": left, "right": right}


def _folded(operator: str, parts: Sequence[Exp]) -> Exp:
    result = parts[0]
    for part in parts[1:]:
        result = _binary(operator, result, part)
    return result


def _flag(name: str) -> Mapping[str, Any]:
    return {"name": name, "type": "bool", "transient": True, "initial-value": False}


def _asked(end: str, kind: Kind) -> Iterator[dict[str, Any]]:
    for operator in ("Pmax", "Pmin") if kind == "mdp" else ("Pmax",):
        reach = {"op": operator, "exp": {"op": "F", "exp": end}}
        values = {"op": "filter", "fun": "max", "states": {"op": "initial"}, "values": reach}
        yield {"name": f"{operator}_{end}", "expression": values}


def _plain(name: str) -> str:
    """As a name that a model checker can read."""
    return "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in name)
