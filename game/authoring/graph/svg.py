"""The map as one SVG file that needs nothing beside it: legend, overview, and a panel for each group of scenes.

Opened in a browser it can be zoomed, dragged and searched (`svg.js`); anywhere else it is a picture.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import pairwise
from xml.sax.saxutils import escape

from rich.cells import cell_len, set_cell_size

from game.authoring.graph.boxes import Row
from game.authoring.graph.colours import Painted, Tint
from game.authoring.graph.layers import Point, Size
from game.authoring.graph.panels import BOX_WIDTH, HEIGHT, PAD, Overview, Panel, Placed, overview, panels, shelved
from game.authoring.graph.story_map import MapScene, StoryMap, Way

_MARGIN = 48.0
_OPENING = 1400.0
"""How wide what is seen first is, at least: title, legend, overview."""
_KEYS, _KEY_LETTER = 80.0, 10.5
"""What a sign of the legend takes, and a letter beside it."""
_HOW = "In a browser: wheel, + and - zoom; drag moves; / finds a scene; 0 shows all; a click on a name goes there."
_SIGHTS = "How the parts lead on to one another, downwards; dashed: back up. A click on one goes there."
_LETTER = 6.2
"""Of a scene's name, in pixels, at the size that they are written in."""
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KINDS = {
    "menu": "the player chooses",
    "chance": "luck decides",
    "passage": "leads on",
    "ending": "an ending",
}
_LINES = (("", "a choice, or the only way on"), ("luck", "luck may lead there"))


def svg(of: StoryMap, groups: Mapping[str, str], painted: Painted) -> str:
    """`groups`: by scene, the name of its panel."""
    return "\n".join(_Sheet(of, groups, painted).lines()) + "\n"


def escaped(words: str) -> str:
    """As XML text or an attribute in double quotes; what XML cannot hold is left out."""
    return escape(_ILLEGAL.sub("", words), {'"': "&quot;"})


def cut(words: str, letters: int) -> str:
    """So much of it as there is room for."""
    return words if cell_len(words) <= letters else set_cell_size(words, letters - 1).rstrip() + "…"


class _Sheet:
    def __init__(self, of: StoryMap, groups: Mapping[str, str], painted: Painted) -> None:
        self._of = of
        self._painted = painted
        self._panels = panels(of, groups)
        self._overview = overview(groups, of, self._panels)
        self._number = {name: number for number, name in enumerate(of.scenes)}
        order = self._overview.order
        sizes = [self._panels[at].size for at in order]
        area = sum(size.width * size.height for size in sizes)
        self._opening = max(self._overview.size.width, _OPENING)
        width = max(self._opening, (area * 1.5) ** 0.5, *(size.width for size in sizes))
        corners, extent = shelved(sizes, width)
        self._corners = dict(zip(order, corners, strict=True))
        self._legend, legend_height = self._legends()
        self._sight_at = Point(_MARGIN, legend_height + 62)
        self._top = legend_height + (self._overview.size.height + 150 if len(self._panels) > 1 else 30)
        self._size = Size(max(extent.width, self._opening) + 2 * _MARGIN, self._top + extent.height + _MARGIN)

    def lines(self) -> Iterator[str]:
        wide, high = (math.ceil(each) for each in self._size)
        title = escaped(f"The map of {self._of.title}")
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
            f'role="img" aria-label="{title}" data-opening="{self._opening + 2 * _MARGIN:.0f}">'
        )
        yield f"<title>{title}</title>"
        yield f"<style>{_resource('svg.css')}</style>"
        yield (
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="6.5" markerHeight="6.5" '
            'orient="auto"><path d="M0 0.5 8 4 0 7.5Z"/></marker></defs>'
        )
        yield f'<rect class="sheet" width="{wide}" height="{high}"/>'
        yield from self._legend
        if len(self._panels) > 1:
            yield from _overview(self._overview, self._panels, self._sight_at)
        for number, at in self._corners.items():
            yield from self._panel(number, self._panels[number], Point(at.x + _MARGIN, at.y + self._top))
        yield f"<script>{_resource('svg.js')}</script>"
        yield "</svg>"

    # What the signs mean

    def _legends(self) -> tuple[list[str], float]:
        endings = sum(scene.kind == "ending" for scene in self._of.scenes.values())
        counts = (len(self._of.scenes) - endings, "scene"), (len(self._of.ways), "way"), (endings, "ending")
        counted = ", ".join(_count(*each) for each in counts)
        lines = [
            f'<text class="name" x="{_MARGIN}" y="88">{escaped(self._of.title)}</text>',
            f'<text class="said" x="{_MARGIN}" y="134">{counted}.</text>',
            f'<text class="said" x="{_MARGIN}" y="168">{_HOW}</text>',
        ]
        y = 208.0
        signs = [(_shape(kind, "#ffffff", 40), words) for kind, words in _KINDS.items()]
        signs += [(_sample(kind), words) for kind, words in _LINES]
        signs.append(('<text class="key" x="0" y="16">↓↑→↺</text>', "ways that are named, not drawn"))
        y = self._listed(lines, signs, y) + 46
        lines.append(f'<text class="said" x="{_MARGIN}" y="{y:.0f}">{escaped(self._painted.title)}:</text>')
        tints = [(_tint(sign, tint), tint.name) for sign, tint in self._painted.legend]
        return lines, self._listed(lines, tints, y + 18)

    def _listed(self, lines: list[str], entries: Sequence[tuple[str, str]], y: float) -> float:
        """Each sign with its words, side by side as far as there is room; gives where they end."""
        sizes = [Size(_KEYS + _KEY_LETTER * cell_len(words), 0) for _, words in entries]
        corners, extent = shelved(sizes, self._opening)
        for at, (sign, words) in zip(corners, entries, strict=True):
            lines.append(f'<g transform="translate({_MARGIN + at.x:.0f} {y + at.y:.0f})">{sign}')
            lines.append(f'<text class="key" x="{_KEYS - 8:.0f}" y="16">{escaped(words)}</text></g>')
        return y + extent.height + 24

    # A panel

    def _panel(self, number: int, panel: Panel, at: Point) -> Iterator[str]:
        yield f'<g class="panel" id="p{number}" transform="translate({at.x:.0f} {at.y:.0f})">'
        yield f'<rect class="ground" width="{panel.size.width:.0f}" height="{panel.size.height:.0f}" rx="10"/>'
        letters = int((panel.size.width - 44) / 26)
        yield f'<text class="group" x="22" y="56">{escaped(cut(panel.name, letters))}</text>'
        yield f'<text class="key" x="22" y="84">{_contents(panel)}</text>'
        for way, points in panel.lines:
            tip = f"<title>{self._told(way)}</title>"
            yield f'<path {self._led(way)} marker-end="url(#tip)" d="{curve(points)}">{tip}</path>'
        for box in panel.boxes:
            yield from self._box(box)
        yield "</g>"

    def _box(self, box: Placed) -> Iterator[str]:
        wide, high = box.size
        yield f'<g transform="translate({box.at.x:.1f} {box.at.y:.1f})">'
        yield f'<rect class="box" width="{wide:.0f}" height="{high:.0f}" rx="4"/>'
        y = PAD
        for row in box.rows:
            yield self._row(row, y)
            y += HEIGHT[row.kind]
        yield "</g>"

    def _row(self, row: Row, y: float) -> str:
        room = int((BOX_WIDTH - 16) / _LETTER * 1.06)
        if row.kind == "scene":
            return self._scene(self._of.scenes[row.scene], y)
        if row.way is None:
            return f'<text class="{row.kind}" x="8" y="{y + 10.5:.1f}">{escaped(cut(row.words, room))}</text>'
        tip = f"<title>{self._told(row.way)}</title>"
        if row.kind == "way":
            words = escaped(cut(row.words, room))
            link = f'href="#s{self._number[row.way.target]}"'
            return f'<a {self._led(row.way)} {link}><text x="8" y="{y + 10.5:.1f}">{words}</text>{tip}</a>'
        marks = {
            "in": f"M-7 {y - 10:.1f}h6",
            "out": f"M{BOX_WIDTH:.0f} {y - 10:.1f}h7",
            "step": f"M{BOX_WIDTH / 2:.0f} {y - 1:.1f}v8",
        }
        return f'<path {self._led(row.way)} marker-end="url(#tip)" d="{marks[row.kind]}">{tip}</path>'

    def _scene(self, scene: MapScene, y: float) -> str:
        sign = self._painted.signs[scene.id]
        room = int((BOX_WIDTH - 30 - 6.5 * len(sign)) / _LETTER)
        return (
            f'<g class="scene {scene.kind}" id="s{self._number[scene.id]}" data-name="{escaped(scene.id)}" '
            f'transform="translate(4 {y:.1f})">{_shape(scene.kind, self._painted.tints[scene.id].fill, BOX_WIDTH - 8)}'
            f'<text x="11" y="13.5">{escaped(cut(scene.id, room))}</text>'
            f'<text class="sign" x="{BOX_WIDTH - 15:.0f}" y="13.5">{escaped(sign)}</text>'
            f"<title>{self._tooltip(scene)}</title></g>"
        )

    def _tooltip(self, scene: MapScene) -> str:
        sign, tint = self._painted.signs[scene.id], self._painted.tints[scene.id].name
        lines = [
            scene.id,
            scene.title,
            f"{scene.file}:{scene.line} · {_KINDS[scene.kind]}",
            ", ".join(scene.places) or "no place",
            f"{self._painted.title}: {tint}{'' if sign.isdecimal() else f' ({sign})'}",
            cut(" ".join(scene.text.split()), 300),
        ]
        return escaped("\n".join(line for line in lines if line))

    def _told(self, way: Way) -> str:
        words = "\n".join(cut(led.words or ("by chance" if led.chance else "leads on"), 160) for led in way.by)
        return escaped(f"{way.source} → {way.target}\n{words}")

    def _led(self, way: Way) -> str:
        kind = "way line luck" if way.by_luck else "way line"
        return f'class="{kind}" data-from="{self._number[way.source]}" data-to="{self._number[way.target]}"'


def _shape(kind: str, fill: str, wide: float) -> str:
    round_ = {"menu": 9, "chance": 0, "passage": 2, "ending": 2}[kind]
    if kind == "chance":
        points = f"0,9 7,0 {wide - 7:.0f},0 {wide:.0f},9 {wide - 7:.0f},18 7,18"
        return f'<polygon class="shape {kind}" points="{points}" fill="{fill}"/>'
    return f'<rect class="shape {kind}" width="{wide:.0f}" height="18" rx="{round_}" fill="{fill}"/>'


def _sample(kind: str) -> str:
    return f'<path class="line {kind}" marker-end="url(#tip)" d="M0 10h40"/>'


def _tint(sign: str, tint: Tint) -> str:
    words = f'<text class="key sign" x="30" y="16">{escaped(sign)}</text>'
    return f'<rect class="tint" width="60" height="22" rx="3" fill="{tint.fill}"/>{words}'


def _overview(of: Overview, order: Sequence[Panel], at: Point) -> Iterator[str]:
    yield f'<g transform="translate({at.x:.0f} {at.y:.0f})">'
    yield f'<text class="said" y="-22">{_SIGHTS}</text>'
    for bond in of.bonds:
        width = 1.5 + 1.8 * math.log2(bond.ways)
        kind = "bond back" if of.corners[bond.source].y > of.corners[bond.target].y else "bond"
        words = escaped(f"{order[bond.source].name} → {order[bond.target].name}: {_count(bond.ways, 'way')}")
        yield f'<path class="{kind}" stroke-width="{width:.1f}" d="{curve(bond.points)}"><title>{words}</title></path>'
    for number, (panel, corner) in enumerate(zip(order, of.corners, strict=True)):
        begins = ", ".join(who for scene in panel.scenes for who in scene.begins)
        yield f'<a class="sight" href="#p{number}" transform="translate({corner.x:.1f} {corner.y:.1f})">'
        yield f'<rect width="{of.box.width:.0f}" height="{of.box.height:.0f}" rx="8"/>'
        yield f'<text class="strong" x="16" y="36">{escaped(cut(panel.name, 20))}</text>'
        yield f'<text x="16" y="62">{_contents(panel)}</text>'
        if begins:
            yield f'<text x="16" y="84">{escaped(cut(f"▶ {begins}", 26))}</text>'
        yield f"<title>{escaped(panel.name)}</title></a>"
    yield "</g>"


def curve(points: Sequence[Point]) -> str:
    """Straight down past each layer, and in an S between two of them."""
    path = [f"M{points[0].x:.1f} {points[0].y:.1f}"]
    for number, (one, two) in enumerate(pairwise(points)):
        if number % 2 == 0:
            if two.y - one.y > 0.5:
                path.append(f"V{two.y:.1f}")
        else:
            middle = (one.y + two.y) / 2
            path.append(f"C{one.x:.1f} {middle:.1f} {two.x:.1f} {middle:.1f} {two.x:.1f} {two.y:.1f}")
    return "".join(path)


def _contents(panel: Panel) -> str:
    endings = sum(scene.kind == "ending" for scene in panel.scenes)
    return f"{_count(len(panel.scenes) - endings, 'scene')}" + (f" · {_count(endings, 'ending')}" if endings else "")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _resource(name: str) -> str:
    return f"/*<![CDATA[*/\n{files('game.authoring.graph').joinpath(name).read_text('utf-8')}/*]]>*/"
