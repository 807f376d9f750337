"""What a class looks at together, on screens."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from game.classroom.pupil.together import Count, Part
from game.tui.bar import bar
from game.tui.contents import heading, muted, stacked

_BAR = 24


def shown(parts: Sequence[Part]) -> Content:
    return stacked(_part(part) for part in parts)


def _part(part: Part) -> Content:
    lines: list[Content | str] = [heading(part.heading)] if part.heading else []
    lines += [part.words] if part.words else []
    lines += [muted(part.aside)] if part.aside else []
    return stacked([*lines, *(stacked([each.say, _bar(each)], 0) for each in part.counts)], 0)


def _bar(count: Count) -> Content:
    return Content.assemble(bar(count.so_many, count.whole, _BAR), f"  {count.words}")
