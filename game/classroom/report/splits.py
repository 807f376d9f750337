"""How the class split at the forks and where it ended, in bars with their numbers, the exact odds beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from xml.etree.ElementTree import Element

from game.classroom.report.markup import Child, el, table
from game.classroom.report.material import Material
from game.classroom.tally import Chances, EndingCount, Fork, Share, endings, forks
from game.engine.text import plain
from game.wording import _, ngettext
from game.wording.playthrough import percent

MOST_FORKS = 24
"""On paper; those that most came to."""
_MOST_GROUPS = 4


def fork_section(material: Material) -> Element:
    found = forks(material.rules, material.journeys)
    shown = _most_come_to(found)
    parts: list[Child] = [el("h2", _("How the class split"))]
    if not found:
        parts.append(el("p", _("Nobody has chosen anything yet.")))
    if len(shown) < len(found):
        parts.append(
            el("p", _("Of {all} forks the {some} that most came to.", all=len(found), some=len(shown)), class_="quiet")
        )
    if shown and material.chances:
        parts.append(
            el(
                "p",
                _(
                    "Exact odds: how likely each kind of end is from there on, once that is chosen, for somebody who"
                    " then goes on at random; the mean over all who came there."
                ),
                class_="quiet",
            )
        )
    return el("section", *parts, *(_fork(material, fork) for fork in shown))


def _most_come_to(found: Sequence[Fork]) -> list[Fork]:
    most = sorted(found, key=lambda fork: -fork.reached)[:MOST_FORKS]
    return [fork for fork in found if fork in most]


def _fork(material: Material, fork: Fork) -> Element:
    chances = material.chances.get(fork.scene, {})
    heads = [_("choice"), _("how many"), *([_("exact odds")] if chances else [])]
    rows = (
        [share.say, _share(share, fork.reached), *([_odds(chances, share.choice)] if chances else [])]
        for share in fork.shares
    )
    came = el("span", f" {ngettext('{count} came here', '{count} came here', fork.reached)}", class_="quiet")
    return el("div", el("h3", fork_name(material, fork.scene, fork.place), came), table(heads, rows), class_="fork")


def fork_name(material: Material, scene: str, place: str) -> str:
    """Its title, or the beginning of what is told there, and the place."""
    story = material.rules.story
    where = story["places"][place]["name"] if place else ""
    title = plain(story["scenes"][scene]["title"])
    return " · ".join(part for part in (title if title != where else "", where) if part) or scene


def _share(share: Share, reached: int) -> Element:
    shut = f" ({_('shut for {count}', count=share.locked_for)})" if share.locked_for else ""
    return el("div", bar(share.took, reached), f" {share.took}{shut}", class_="count")


def _odds(chances: Chances, choice: str) -> Element:
    likely = sorted(chances.get(choice, {}).items(), key=lambda each: -each[1])
    told = [(group, Fraction(chance)) for group, chance in likely if chance > 0]
    shown = told[:_MOST_GROUPS]
    if rest := sum((chance for _group, chance in told[_MOST_GROUPS:]), Fraction()):
        shown.append((_("another end"), rest))
    return el("div", *(chance_line(group, chance) for group, chance in shown))


def chance_line(name: str, chance: Fraction) -> Element:
    return el("div", bar(float(chance), 1), f" {percent(chance)} {name}", class_="odds")


def bar(part: float, whole: float) -> Element:
    """Its width says how much; the number stands beside it, always."""
    inner = el("i", style=f"width:{100 * part / whole if whole else 0:.1f}%")
    return el("span", inner, class_="bar", aria_hidden="true")


def ending_section(material: Material) -> Element:
    found = endings(material.rules, material.journeys)
    parts: list[Child] = [el("h2", _("How it ended"))]
    if not found:
        return el("section", *parts, el("p", _("Nobody has come to an end yet.")))
    on_the_way = len(material.runs) - material.ended
    if on_the_way:
        parts.append(el("p", ngettext("{count} is on the way.", "{count} are on the way.", on_the_way), class_="quiet"))
    counts = _by_group(found)
    for group, several in groupby(sorted(found, key=lambda each: (-counts[each.group], each.group)), _group):
        rows = [[plain(each.title), _count(each.count, material.ended)] for each in several]
        parts.append(el("h3", group or _("another end"), el("span", f" {counts[group]}", class_="quiet")))
        parts.append(table([_("ending"), _("how many")], rows))
    return el("section", *parts, class_="endings")


def _group(ending: EndingCount) -> str:
    return ending.group


def _by_group(found: Sequence[EndingCount]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for each in found:
        counts[each.group] = counts.get(each.group, 0) + each.count
    return counts


def _count(count: int, whole: int) -> Element:
    return el("div", bar(count, whole), f" {count}", class_="count")
