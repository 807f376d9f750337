"""The map in DOT, the language of Graphviz (https://graphviz.org/doc/info/lang.html)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.authoring.graph.colours import Painted
from game.authoring.graph.story_map import StoryMap

_SHAPES = {"menu": "box", "chance": "hexagon", "passage": "box", "ending": "box"}
_STYLES = {"menu": "rounded,filled", "chance": "filled", "passage": "filled", "ending": "filled,bold"}


def dot(of: StoryMap, groups: Mapping[str, str], painted: Painted) -> str:
    """`groups`: by scene, the name of its cluster."""
    return "\n".join(_lines(of, groups, painted)) + "\n"


def quoted(words: str) -> str:
    """Any text as a DOT string: what would be an escape in it is none."""
    shown = "".join(max(each, " ") for each in words)
    return '"' + shown.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _lines(of: StoryMap, groups: Mapping[str, str], painted: Painted) -> Iterator[str]:
    yield f"digraph {quoted(of.title)} {{"
    yield '  graph [rankdir=TB, fontname="Helvetica", ranksep=0.4];'
    yield '  node [fontname="Helvetica", fontsize=11, margin="0.12,0.05"];'
    yield '  edge [color="#6d737c", arrowsize=0.7];'
    members: dict[str, list[str]] = {}
    for name in of.scenes:
        members.setdefault(groups[name], []).append(name)
    for number, (group, names) in enumerate(members.items()):
        yield f"  subgraph cluster_{number} {{"
        yield f"    label={quoted(group)}; color={quoted('#b9bec5')};"
        yield from (f"    {_scene(name, of, painted)}" for name in names)
        yield "  }"
    for way in of.ways:
        style = "dashed" if way.by_luck else "solid"
        told = quoted(way.words or "leads on")
        yield f"  {quoted(way.source)} -> {quoted(way.target)} [style={style}, edgetooltip={told}];"
    yield "}"


def _scene(name: str, of: StoryMap, painted: Painted) -> str:
    scene, tint = of.scenes[name], painted.tints[name]
    parts = [name, scene.title, f"{painted.signs[name]} {tint.name}"]
    label = "\\n".join(quoted(part)[1:-1] for part in parts if part)
    attributes = {
        "label": f'"{label}"',
        "shape": _SHAPES[scene.kind],
        "style": quoted(_STYLES[scene.kind]),
        "fillcolor": quoted(tint.fill),
        "tooltip": quoted(f"{scene.file}:{scene.line}"),
    }
    return f"{quoted(name)} [{', '.join(f'{key}={value}' for key, value in attributes.items())}];"
