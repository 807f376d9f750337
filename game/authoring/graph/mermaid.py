"""The map as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html), for pages that draw such.

Those that do take no more than some hundred ways at once (`MOST_WAYS`, `MOST_LETTERS`): meant for a part of the map.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.authoring.graph.colours import Painted
from game.authoring.graph.story_map import StoryMap

MOST_WAYS, MOST_LETTERS = 500, 50_000
"""What Mermaid draws unless whoever runs it says otherwise."""
_FRAMES = {"menu": ("(", ")"), "chance": ("{{", "}}"), "passage": ("[", "]"), "ending": ("[[", "]]")}


def mermaid(of: StoryMap, groups: Mapping[str, str], painted: Painted) -> str:
    """`groups`: by scene, the name of its subgraph."""
    return "\n".join(_lines(of, groups, painted)) + "\n"


def quoted(words: str) -> str:
    """Any text as a label: every character that could mean something is written as its number."""
    return '"' + "".join(each if _is_plain(each) else f"#{ord(each)};" for each in words) + '"'


def _is_plain(character: str) -> bool:
    return character.isalnum() or character in " -_.,:/%!?'()…✓✗+"


def _lines(of: StoryMap, groups: Mapping[str, str], painted: Painted) -> Iterator[str]:
    yield "flowchart TB"
    number = {name: f"s{at}" for at, name in enumerate(of.scenes)}
    members: dict[str, list[str]] = {}
    for name in of.scenes:
        members.setdefault(groups[name], []).append(name)
    for at, (group, names) in enumerate(members.items()):
        yield f"  subgraph g{at}[{quoted(group)}]"
        yield "    direction TB"
        for name in names:
            scene = of.scenes[name]
            opens, closes = _FRAMES[scene.kind]
            words = [name, scene.title, f"{painted.signs[name]} {painted.tints[name].name}"]
            label = "<br>".join(quoted(each)[1:-1] for each in words if each)
            yield f'    {number[name]}{opens}"{label}"{closes}'
        yield "  end"
    for way in of.ways:
        yield f"  {number[way.source]} {'-.->' if way.by_luck else '-->'} {number[way.target]}"
    fills = dict.fromkeys(tint.fill for tint in painted.tints.values())
    for at, fill in enumerate(fills):
        named = ",".join(number[name] for name in of.scenes if painted.tints[name].fill == fill)
        yield f"  classDef c{at} fill:{fill},stroke:#6d737c,color:#1b1f24"
        yield f"  class {named} c{at}"
