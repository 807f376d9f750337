"""A map as rows of characters, each with its role."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import groupby, pairwise

from game.engine.story import Story
from game.map import queues, roads
from game.map.atlas import atlas
from game.map.canvas import Canvas
from game.map.ground import Ground, ground
from game.map.labels import Cell, Label, placed
from game.map.projection import Degrees
from game.map.styles import HERE, MARKS, QUEUE, SEA, SHUT, STYLES, Pen, Role, Run, Style
from game.map.view import View, around, bar
from game.wording import _

_KINDS = ("city", "crossing", "other")
"""The kinds of places, the most important first."""


def draw(
    story: Story,
    trail: Sequence[str],
    tick: int,
    is_open: Callable[[str], bool],
    columns: int,
    rows: int,
    style: str = "braille",
    about: Collection[str] = (),
) -> list[list[Run]]:
    """The map as it is at one tick: as many rows as asked for, each of as many characters.

    Args:
        trail: the places visited, the first first; the last is where the player is. May be empty.
        is_open: whether a place may be passed now.
        style: a key of `STYLES`.
        about: the places to be shown; without any, those that matter from where the player is.
    """
    hand = STYLES[style]
    shown = [_at(story, place) for place in about or roads.near(story, trail)]
    if not shown:
        return [[(" " * columns, "blank")] for _ in range(rows)]
    view = around(shown, hand.grid(columns, rows))
    sheet = _Sheet(view, hand)
    beneath = ground(atlas(story["geography"]), view, hand)
    _draw_ground(sheet, beneath)
    _draw_roads(sheet, story, trail, tick, is_open)
    shut = {place for place in story["places"] if not roads.is_passable(story, place, tick, is_open)}
    known = {place: queue["is"] for place in story["places"] if (queue := queues.standing(story, place, tick))}
    marks = _marks(view, story, trail, shut, known)
    labels = _place_labels(sheet, story, trail, marks, known)
    taken = {*marks, *(cell for label in labels for cell in label.room())}
    taken |= _draw_scale(sheet, taken)
    _draw_names(sheet, beneath, taken)
    for cell, (_place, character, role) in marks.items():
        sheet.put(cell, character, role)
    for label in labels:
        role = "here" if trail and label.place == trail[-1] else "shut" if label.place in shut else "label"
        sheet.clear(label.room())
        sheet.write(label.cells, label.text, role)
    return sheet.rows()


class _Sheet:
    """Characters and roles, cell by cell; what comes later lies on top."""

    def __init__(self, view: View, hand: Style) -> None:
        self.grid = view.grid
        self.view = view
        self.hand = hand
        self._dots = [0] * (view.grid.columns * view.grid.rows)
        self._cells: list[Run] = [(" ", "blank")] * len(self._dots)

    def ink(self, cells: Iterable[int], pen: Pen, role: Role) -> None:
        """Lay the dots of every cell over those that are there."""
        for index, dots in enumerate(cells):
            if dots and pen.character:
                self._cells[index] = (pen.character, role)
            elif dots:
                self._dots[index] |= dots
                self._cells[index] = (self.hand.characters[self._dots[index]], role)

    def put(self, cell: Cell, character: str, role: Role) -> None:
        column, row = cell
        self._cells[row * self.grid.columns + column] = (character, role)

    def write(self, cells: Iterable[Cell], text: str, role: Role) -> None:
        for cell, character in zip(cells, text, strict=True):
            self.put(cell, character, role)

    def clear(self, cells: Iterable[Cell]) -> None:
        for column, row in cells:
            if 0 <= column < self.grid.columns:
                self.put((column, row), " ", "blank")

    def cells_of(self, roles: Collection[Role]) -> set[Cell]:
        columns = self.grid.columns
        return {(index % columns, index // columns) for index, (_, role) in enumerate(self._cells) if role in roles}

    def rows(self) -> list[list[Run]]:
        columns = self.grid.columns
        return [_runs(self._cells[start : start + columns]) for start in range(0, len(self._cells), columns)]


def _runs(cells: Sequence[Run]) -> list[Run]:
    runs = (list(run) for _, run in groupby(cells, key=lambda cell: cell[1]))
    return [("".join(character for character, _ in run), run[0][1]) for run in runs]


def _draw_ground(sheet: _Sheet, beneath: Ground) -> None:
    for index in beneath.sea:
        sheet.put((index % sheet.grid.columns, index // sheet.grid.columns), SEA, "sea")
    sheet.ink(beneath.borders, sheet.hand.border, "border")
    sheet.ink(beneath.coast, sheet.hand.coast, "coast")
    sheet.ink(beneath.occupied, sheet.hand.occupied, "occupied")


def _draw_roads(sheet: _Sheet, story: Story, trail: Sequence[str], tick: int, is_open: Callable[[str], bool]) -> None:
    passable = [roads.line(story, leg) for leg in story["legs"] if roads.is_leg_open(story, leg, tick, is_open)]
    hand = sheet.hand
    sheet.ink(_stretches(sheet.view, passable, hand.road_open), hand.road_open, "road-open")
    sheet.ink(_stretches(sheet.view, roads.taken(story, trail), hand.road_taken), hand.road_taken, "road-taken")


def _stretches(view: View, lines: Iterable[Sequence[Degrees]], pen: Pen) -> list[int]:
    """Each stretch by itself, so that where two roads share one their dashes fall together."""
    canvas = Canvas(view.grid)
    for stretch in {stretch for line in lines for stretch in pairwise(line)}:
        canvas.line([view.dot(point) for point in stretch], pen.dash, pen.thick)
    return canvas.cells


def _marks(
    view: View, story: Story, trail: Sequence[str], shut: Collection[str], known: Collection[str]
) -> dict[Cell, tuple[str, str, Role]]:
    """The place, the character and the role in each cell that holds a mark; of several places the weightiest."""
    marks: dict[Cell, tuple[str, str, Role]] = {}
    for place in sorted(story["places"], key=lambda place: _weight(story, trail, known, place)):
        column, row = view.cell(_at(story, place))
        if 0 <= column < view.grid.columns and 0 <= row < view.grid.rows:
            marks.setdefault((column, row), (place, *_mark(story, trail, place, shut, known)))
    return marks


def _mark(
    story: Story, trail: Sequence[str], place: str, shut: Collection[str], known: Collection[str]
) -> tuple[str, Role]:
    if trail and place == trail[-1]:
        return HERE, "here"
    if place in shut:
        return SHUT, "shut"
    if place in known:
        return QUEUE, "queue"
    before, after = MARKS.get(story["places"][place]["kind"], MARKS["other"])
    return after if place in trail else before, "place"


def _weight(story: Story, trail: Sequence[str], known: Collection[str], place: str) -> tuple[int, bool, int]:
    """Sorts the places, the most important first: here, next, been there, then those with a queue, then by kind."""
    rest = place not in known, _KINDS.index(story["places"][place]["kind"])
    if not trail:
        return 3, *rest
    if place == trail[-1]:
        return 0, *rest
    if any(place == beyond for _, beyond in roads.legs_from(story, trail[-1])):
        return 1, *rest
    return 2 if place in trail else 3, *rest


def _place_labels(
    sheet: _Sheet,
    story: Story,
    trail: Sequence[str],
    marks: dict[Cell, tuple[str, str, Role]],
    known: Mapping[str, str],
) -> list[Label]:
    """Names, with the length of a queue after them where there is room for both."""
    inked = sheet.cells_of(("road-open", "road-taken", "coast"))
    wanted = sorted(
        (
            (place, text, cell)
            for cell, (place, *_) in marks.items()
            for text in _texts(story["places"][place]["name"], known.get(place))
        ),
        key=lambda each: _weight(story, trail, known, each[0]),
    )
    columns, rows = sheet.grid.columns, sheet.grid.rows
    labels = placed(wanted, columns, rows, marks, inked)
    if not trail or any(label.place == trail[-1] for label in labels):
        return labels
    own = [each for each in wanted if each[0] == trail[-1]]
    here = placed(own, columns, rows, [own[0][2]], inked)  # it is named even if it has to cover a neighbour
    covered = [cell for label in here for cell in label.room()]
    return here + placed(wanted[len(own) :], columns, rows, [*marks, *covered], inked)


def _texts(name: str, queue: str | None) -> list[str]:
    return [f"{name}: {queue}", name] if queue else [name]


def _draw_names(sheet: _Sheet, beneath: Ground, taken: Collection[Cell]) -> None:
    """The names of countries, where they cover nothing that matters."""
    inked = sheet.cells_of(("border", "coast", "occupied", "road-open", "road-taken"))
    for name in beneath.names:
        for column, row in name.where:
            cells = [(column + offset, row) for offset in range(len(name.text))]
            if inked.isdisjoint(cells) and not any(cell in taken for cell in cells):
                sheet.write(cells, name.text, "country")
                break


def _draw_scale(sheet: _Sheet, taken: Collection[Cell]) -> set[Cell]:
    """A bar of so many kilometres in a lower corner, where there is room for it; the cells that it fills."""
    length, kilometres = bar(sheet.view)
    text = f"├{'─' * (length - 2)}┤ {_('{count} km', count=kilometres)}"
    for start in (1, sheet.grid.columns - len(text) - 1):
        label = Label(text, start, sheet.grid.rows - 1, "")
        if start > 0 and not any(cell in taken for cell in label.room()):
            sheet.clear(label.room())
            sheet.write(label.cells, text, "scale")
            return set(label.room())
    return set()


def _at(story: Story, place: str) -> Degrees:
    latitude, longitude = story["places"][place]["at"]
    return latitude, longitude
