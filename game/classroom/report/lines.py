"""The same counts as lines of text: the number first, then a bar, then the words."""

from __future__ import annotations

from collections.abc import Iterator

from game.classroom.report.material import Material
from game.classroom.report.splits import fork_name
from game.classroom.tally import Fork, endings, forks
from game.engine.text import plain
from game.wording import _, ngettext

_BAR = 20


def lines(material: Material) -> Iterator[str]:
    ended = ngettext("{count} has ended", "{count} have ended", material.ended)
    yield f"{ngettext('{count} journey', '{count} journeys', len(material.runs))}, {ended}"
    if found := endings(material.rules, material.journeys):
        yield f"\n{_('How it ended')}"
        yield from (_line(each.count, material.ended, f"{plain(each.title)} ({each.group})") for each in found)
    for fork in forks(material.rules, material.journeys):
        yield from _fork(material, fork)


def _fork(material: Material, fork: Fork) -> Iterator[str]:
    came = ngettext("{count} came here", "{count} came here", fork.reached)
    yield f"\n{fork_name(material, fork.scene, fork.place)}: {came}"
    for share in fork.shares:
        shut = f" ({_('shut for {count}', count=share.locked_for)})" if share.locked_for else ""
        yield _line(share.took, fork.reached, share.say + shut)


def _line(count: int, whole: int, words: str) -> str:
    full = round(_BAR * count / whole) if whole else 0
    return f"{count:>5}  {'#' * full:{_BAR}}  {words}"
