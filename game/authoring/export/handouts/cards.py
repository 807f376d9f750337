"""Cards to be cut out: voices, sources, and not taking part."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from game.authoring.export.markup import Markup, tag, together
from game.authoring.export.sources import sources_of
from game.engine.journal import cited
from game.engine.story import Debate, Fact, Story, Voice
from game.engine.text import plain
from game.wording import N_, _
from game.wording.playthrough import confidence

_COPIES = 8
_OPT_OUT = (
    N_("I sit this one out."),
    N_("You need not say why, and nobody will ask. Lay this card on your desk at any time."),
    N_("I would like to: ☐ read on my own ☐ keep the time ☐ write down what the others decide ☐ go out for a while"),
)


def voices(story: Story, debate: Debate) -> Markup:
    """The cards of one debate."""
    return tag("div", *(_voice(story, debate, each) for each in debate["voices"]), class_="cards")


def _voice(story: Story, debate: Debate, voice: Voice) -> Markup:
    known = [story["facts"][each] for each in voice["facts"] if each in story["facts"]]
    sources = dict.fromkeys(cited(story["sources"][source]) for fact in known for source in fact["sources"])
    return _card(
        tag("p", debate["question"], class_="small"),
        tag(
            "p",
            tag("b", voice["who"]),
            ", ".join(["", *filter(None, (voice["role"], voice["date"]))]),
            f" ({voice['side']})",
        ),
        tag("p", plain(voice["says"])),
        tag("p", _("In our own words, by: {sources}", sources="; ".join(sources)), class_="small") if sources else "",
    )


def sources(story: Story, facts: Iterable[str]) -> Markup:
    """One card a fact: what, by whom, where and when, how sure, with what caution."""
    return tag("div", *(_source(story, story["facts"][each]) for each in facts), class_="cards")


def _source(story: Story, fact: Fact) -> Markup:
    note, level = fact.get("note", ""), confidence(fact["confidence"])
    return _card(
        tag("p", plain(fact["claim"])),
        tag(
            "p",
            f"{_('Reported by: {who}.', who=fact['by'])} ",
            tag("b", f"{level[:1].upper()}{level[1:]}."),
            class_="small",
        ),
        *(tag("p", each, class_="small") for each in sources_of(story, fact)),
        tag("p", _("Caution: {note}", note=plain(note)), class_="small") if note else "",
    )


def opt_out() -> Markup:
    head, *rest = map(_, _OPT_OUT)
    card = _card(tag("p", tag("b", head)), *(tag("p", each) for each in rest))
    return tag("div", *[card] * _COPIES, class_="cards")


def _card(*content: str) -> Markup:
    return tag("div", together(*content), class_="card")


def in_order(story: Story, ids: Collection[str]) -> list[str]:
    """Those facts that the story has, in its order."""
    return [each for each in story["facts"] if each in ids]
