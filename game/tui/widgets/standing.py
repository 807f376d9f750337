"""The lines at the top: the day, the place, the race, and what is in hand."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from game.engine.calendar import Countdown, countdowns, moment
from game.engine.playthrough import Playthrough
from game.engine.story import Variable
from game.wording.dates import reads, span
from game.wording.playthrough import value as reading

_FULL, _EMPTY = "■", "□"
_LONGEST_BAR = 10


class Standing(Static):
    """Two lines; a narrow screen shows the shorter form of each."""

    def show(self, playthrough: Playthrough, *, width: int) -> None:
        self.update(Content("\n").join([_where(playthrough, width), _in_hand(playthrough, width)]))


def _where(playthrough: Playthrough, width: int) -> Content:
    story = playthrough.rules.story
    passage = playthrough.passage
    day = reads(moment(story["clock"], passage.tick, passage.hour))
    place = story["places"][passage.place]["name"] if passage.place else ""
    left = Content.assemble((day, "bold $accent"), (" · ", "$text-muted") if place else "", place)
    return _apart(left, _race(countdowns(story, playthrough.tick, playthrough.traveller)), width)


def _race(found: list[Countdown]) -> Content:
    coming = next((each for each in found if each.hours > 0), None)
    if coming is None:
        return Content("")
    urgent = "bold $error" if coming.hours <= 24 else "$warning"
    return Content.assemble((f"{coming.name}: ", "$text-muted"), (span(coming.hours), urgent))


def _in_hand(playthrough: Playthrough, width: int) -> Content:
    variables = playthrough.rules.story["variables"]
    names = [name for name, variable in variables.items() if variable.get("on_screen")]
    full = Content("   ").join(_shown(playthrough, name, variables[name]) for name in names)
    if full.cell_length <= width:
        return full
    return Content("  ").join(
        Content.assemble((f"{_called(name, variables[name])} ", "$text-muted"), str(playthrough.value(name)))
        for name in names
    )


def _shown(playthrough: Playthrough, name: str, variable: Variable) -> Content:
    value = playthrough.value(name)
    if variable["kind"] == "int" and variable["high"] - variable["low"] <= _LONGEST_BAR:
        left = variable["high"] - value
        return Content.assemble(
            (f"{_called(name, variable)} ", "$text-muted"),
            _FULL * (value - variable["low"]),
            (_EMPTY * left, "$text-muted"),
        )
    return Content.assemble((f"{_called(name, variable)} ", "$text-muted"), reading(playthrough, name))


def _called(name: str, variable: Variable) -> str:
    return variable.get("name") or name.replace("_", " ").capitalize()


def _apart(left: Content, right: Content, width: int) -> Content:
    """Left and right on one line, or the left alone where both do not fit."""
    room = width - left.cell_length - right.cell_length
    if not right.cell_length:
        return left
    return Content.assemble(left, " " * room, right) if room > 1 else Content("\n").join([left, right])
