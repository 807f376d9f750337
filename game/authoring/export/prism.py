"""The same model in the language of PRISM, which Storm reads as well. (https://www.prismmodelchecker.org/manual)

Each location of the JANI model is a value of `at`; each ending is a label, so that its chance is asked for by
`Pmax=? [ F "at_ending" ]`, or by `P=? […]` of a dtmc.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from game.authoring.export.jani import Exp, Kind, jani
from game.engine.story import Story

_SIGNS = {"≠": "!=", "≤": "<=", "≥": ">=", "∧": "&", "∨": "|"}
_CALLED = ("min", "max", "floor")


def prism(story: Story, traveller: str, kind: Kind) -> str:
    model = jani(story, traveller, kind)
    (automaton,) = model["automata"]
    at = {location["name"]: number for number, location in enumerate(automaton["locations"])}
    (start,) = automaton["initial-locations"]
    variables = [each for each in model["variables"] if isinstance(each["type"], dict)]
    return "\n".join(
        [
            f"// {model['name']}, {traveller}",
            f"{kind}\n",
            "module story",
            f"  at : [0..{len(at) - 1}] init {at[start]};",
            *(_declared(each) for each in variables),
            *(_command(edge, at) for edge in automaton["edges"]),
            "endmodule\n",
            *_labels(automaton["locations"]),
        ]
    )


def _declared(variable: Mapping[str, Any]) -> str:
    kind = variable["type"]
    return f"  {variable['name']} : [{kind['lower-bound']}..{kind['upper-bound']}] init {variable['initial-value']};"


def _command(edge: Mapping[str, Any], at: Mapping[str, int]) -> str:
    guard = f" & {_said(edge['guard']['exp'])}" if "guard" in edge else ""
    ways = " + ".join(_way(each, at) for each in edge["destinations"])
    return f"  [] at={at[edge['location']]}{guard} -> {ways};"


def _way(destination: Mapping[str, Any], at: Mapping[str, int]) -> str:
    chance = f"{_said(destination['probability']['exp'])} : " if "probability" in destination else ""
    changes = [f"(at'={at[destination['location']]})"]
    changes += [f"({each['ref']}'={_said(each['value'])})" for each in destination.get("assignments", ())]
    return chance + "&".join(changes)


def _labels(locations: list[Mapping[str, Any]]) -> Iterator[str]:
    """An ending may be come to by several locations, with other scenes to come back to."""
    numbers: dict[str, list[int]] = {}
    for number, location in enumerate(locations):
        for flag in location.get("transient-values", ()):
            numbers.setdefault(flag["ref"], []).append(number)
    for name, at in numbers.items():
        yield f'label "{name}" = {" | ".join(f"at={number}" for number in at)};'


def _said(of: Exp) -> str:
    match of:
        case bool():
            return "true" if of else "false"
        case int() | str():
            return f"({of})" if isinstance(of, int) and of < 0 else str(of)
        case {"op": "ite", "if": when, "then": one, "else": other}:
            return f"({_said(when)} ? {_said(one)} : {_said(other)})"
        case {"op": "¬", "exp": inner}:
            return f"!({_said(inner)})"
        case {"op": str(operator), "exp": inner}:
            return f"{operator}({_said(inner)})"
        case {"op": str(operator), "left": left, "right": right} if operator in _CALLED:
            return f"{operator}({_said(left)}, {_said(right)})"
        case {"op": str(operator), "left": left, "right": right}:
            return f"({_said(left)} {_SIGNS.get(operator, operator)} {_said(right)})"
        case _:
            raise ValueError(f"no such expression: {of!r}")
