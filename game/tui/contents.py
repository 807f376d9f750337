"""What the reading pages show: facts, news, belongings, the story so far, the debrief."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import groupby

from textual.content import Content

from game.engine import journal
from game.engine.calendar import countdowns, moment
from game.engine.debrief import Fork, WindowDebrief, forks, windows
from game.engine.journal import cited
from game.engine.odds import Odds
from game.engine.playthrough import Playthrough
from game.engine.story import Fact, Prose, Source, Story
from game.engine.text import plain
from game.saves.codeword import word_of
from game.settings import Settings
from game.tui.bar import bar
from game.tui.prose import flat, passage_content, prose
from game.wording import _, ngettext
from game.wording.dates import date, reads, span
from game.wording.playthrough import confidence, percent
from game.wording.playthrough import heading as heading_of

_BAR = 20


def stacked(parts: Iterable[Content | str], gap: int = 1) -> Content:
    return Content("\n" * (gap + 1)).join([Content(part) if isinstance(part, str) else part for part in parts])


def heading(words: str) -> Content:
    return Content.styled(words, "bold $primary")


def muted(words: str) -> Content:
    return Content.styled(words, "$text-muted")


def facts(story: Story, fact_ids: Sequence[str], opening: str) -> Content:
    return stacked([muted(opening), *(fact(story, fact_id) for fact_id in fact_ids)])


def journal_page(playthrough: Playthrough) -> Content:
    met = journal.facts_met(playthrough)
    estimates = sum(playthrough.rules.story["facts"][each]["confidence"] == "estimate" for each in met)
    opening = [
        ngettext(
            "{count} fact met so far, in the order you met it.",
            "{count} facts met so far, in the order you met them.",
            len(met) - estimates,
        )
    ]
    if estimates:
        opening.append(
            ngettext(
                "{count} estimate of the authors' own beside it.",
                "{count} estimates of the authors' own beside them.",
                estimates,
            )
        )
    return facts(playthrough.rules.story, met, " ".join([*opening, _("All else is invented.")]))


def fact(story: Story, fact_id: str) -> Content:
    what: Fact = story["facts"][fact_id]
    figure = what.get("figure")
    weight = confidence(what["confidence"])
    lines = [
        Content.assemble((f"{fact_id}  ", "$secondary"), what["claim"]),
        muted(" · ".join(part for part in (what["by"], figure, weight) if part)),
        *(_source(story["sources"][source]) for source in what["sources"]),
    ]
    if note := what.get("note"):
        label = _("Why") if what["confidence"] == "estimate" else _("Caution")
        lines.append(Content.assemble((f"{label}: ", "$warning"), (note, "$text-muted")))
    return stacked(lines, 0)


def _source(source: Source) -> Content:
    return muted(f"{cited(source)}")


def glossary(story: Story) -> Content:
    terms = sorted(story["glossary"].values(), key=lambda term: term["term"].lower())
    return stacked(Content.assemble((f"{term['term']}  ", "bold"), term["meaning"]) for term in terms)


def news(playthrough: Playthrough) -> Content:
    clock = playthrough.rules.story["clock"]
    items = [
        stacked(
            [
                Content.assemble(
                    (reads(moment(clock, item["tick"])), "$accent"), (f"  {item['outlet']}", "$text-muted")
                ),
                prose(journal.told(playthrough, item["text"])),
            ],
            0,
        )
        for item in journal.news_so_far(playthrough)
    ]
    return stacked(items or [muted(_("Nothing yet."))])


def belongings(playthrough: Playthrough) -> Content:
    parts: list[Content] = []
    for title, things in journal.belongings(playthrough).items():
        lines = [
            Content.assemble(f"  {thing.name}", (f"  {thing.value}" if thing.value else "", "$accent"))
            for thing in things
        ]
        parts.append(stacked([heading(heading_of(title)), *lines], 0))
    parts.append(ledger(playthrough))
    return stacked(parts)


def ledger(playthrough: Playthrough) -> Content:
    """What was claimed, window by window."""
    made = journal.ledger(playthrough)
    if not made:
        return stacked([heading(_("What you have told guards")), muted(f"  {_('Nothing yet.')}")], 0)
    clock = playthrough.rules.story["clock"]
    lines: list[Content] = []
    for at, claims in groupby(made, key=lambda claim: (claim.where, claim.tick)):
        lines.append(Content.assemble(f"  {at[0]}", (f"  {reads(moment(clock, at[1]))}", "$text-muted")))
        lines += [
            Content.assemble(
                (f"    {claim.topic}: ", "$text-muted"),
                claim.claimed,
                (f"  {_('not what you said before')}" if claim.changed else "", "$warning"),
            )
            for claim in claims
        ]
    return stacked([heading(_("What you have told guards")), *lines], 0)


def rumours(playthrough: Playthrough, *, at_the_end: bool = False) -> Content:
    """What one has heard; what was true of it is told to whoever found out, and to all at the end."""
    clock = playthrough.rules.story["clock"]
    parts: list[Content] = []
    for heard in journal.rumours(playthrough):
        when = _("heard on {when}", when=reads(moment(clock, heard.tick)))
        lines = [Content.assemble((_('"{said}"', said=heard.says), "italic"), (f"  {when}", "$text-muted"))]
        if heard.checked or at_the_end:
            lines += [
                Content.assemble((f"  {date(moment(clock, turn['tick']))}  ", "$accent"), turn["is"])
                for turn in heard.truth
            ] or [muted(f"  {_('Nobody knew.')}")]
        else:
            lines.append(muted(f"  {_('Not checked.')} {heard.check}"))
        parts.append(stacked(lines, 0))
    return stacked(parts or [muted(_("You have heard nothing yet that one could doubt."))])


def voices(story: Story) -> Content:
    """The argument, side by side; nobody wins it."""
    parts: list[Content] = []
    for debate in story["debates"].values():
        lines = [heading(debate["question"])]
        for side, voices in groupby(debate["voices"], key=lambda voice: voice["side"]):
            lines.append(Content.styled(f"  {side.capitalize()}", "$accent"))
            for voice in voices:
                who = ", ".join(part for part in (voice["who"], voice["role"], voice["date"]) if part)
                ids = f"  {', '.join(voice['facts'])}" if voice["facts"] else ""
                lines.append(Content.assemble(f"    {voice['says']}", (f"\n    {who}{ids}", "$text-muted")))
        parts.append(stacked(lines, 0))
    return stacked(parts or [muted(_("Nobody argues here."))])


def doors(playthrough: Playthrough) -> Content:
    """The deadlines known by now, and how long each leaves."""
    found = countdowns(playthrough.rules.story, playthrough.tick, playthrough.traveller)
    lines = [
        Content.assemble(f"  {each.name}", (f"  {_('in {span}', span=span(each.hours))}", "$warning"))
        if each.hours > 0
        else muted(f"  {_('{what}: it has', what=each.name)}")
        for each in found
    ]
    return stacked([heading(_("What is about to shut")), *(lines or [muted(f"  {_('Nothing that you know of.')}")])], 0)


def so_far(playthrough: Playthrough, settings: Settings) -> Content:
    return stacked(passage_content(passage, settings) for passage in playthrough.passages)


def debrief(playthrough: Playthrough, *, marked: bool) -> Content:
    """All that an ending owes after its own text."""
    story = playthrough.rules.story
    ending = story["scenes"][playthrough.scene]["ending"]
    if ending is None:
        return Content("")
    told: list[tuple[str, Prose]] = [
        (_("Who is not here"), ending["absent"]),
        (_("What was reported"), story["travellers"][playthrough.traveller]["reported"]),
        (_("What nobody knows"), ending["unknown"]),
        (story["about"]["meanwhile"], ending["meanwhile"]),
    ]
    parts = [Content(story["about"]["afterwards"])] if story["about"]["afterwards"] else []
    parts += [
        stacked([heading(title), prose(text, marked=marked)], 0)
        for title, words in told
        if (text := journal.told(playthrough, words)).strip()
    ]
    on_the_map = muted(_("m, on the page before, shows it on the map."))
    parts.append(stacked([heading(_("Your road")), *_road(playthrough), on_the_map], 0))
    parts += _luck(playthrough)
    if journal.rumours(playthrough):
        parts.append(stacked([heading(_("What you had heard")), rumours(playthrough, at_the_end=True)]))
    if ending["ask"]:
        parts.append(stacked([heading(_("To talk about")), *(f"· {question}" for question in ending["ask"])], 0))
    if word := word_of(playthrough):
        again = muted(_("{command} reads it again.", command="`otherbank replay`"))
        parts.append(stacked([heading(_("This journey in one word")), word, again], 0))
    return stacked(parts)


def _road(playthrough: Playthrough) -> list[Content]:
    story = playthrough.rules.story
    return [
        Content.assemble(
            (f"{reads(moment(story['clock'], stage.tick))}  ", "$text-muted"), story["places"][stage.place]["name"]
        )
        for stage in journal.road(playthrough)
    ]


def _luck(playthrough: Playthrough) -> list[Content]:
    found = [_window(playthrough, each) for each in windows(playthrough)]
    found += [_fork(each) for each in forks(playthrough)]
    if not found:
        return []
    honest = _("The weights are the author's estimates; the chances that follow from them are exact.")
    return [stacked([heading(_("The luck you had")), muted(honest)], 0), *found]


def _window(playthrough: Playthrough, window: WindowDebrief) -> Content:
    when = reads(moment(playthrough.rules.story["clock"], window.tick))
    best = window.outcome
    lines = [
        Content.assemble((window.where, "bold"), (f"  {when}", "$text-muted")),
        Content.assemble(
            f"{_('Outcome')}: ",
            (window.outcome, "$accent"),
            f".  {_('The guard: {temper}.', temper=window.guard.lower())}",
        ),
        _chance(_("The same words, whoever the guard"), window.same_words, best),
    ]
    asked = ""
    for word in window.other_words:
        if word.question != asked:
            asked = word.question
            lines.append(Content.styled(flat(asked), "italic"))
        said = _("You answered: {answer}") if word.given else _("Had you answered: {answer}")
        lines.append(_chance(said.format(answer=flat(word.answer)), word.odds, best))
    lines += [
        _chance(_("The same words, {traveller}", traveller=name[0].lower() + name[1:]), found, best)
        for name, found in window.other_starts
    ]
    return stacked(lines, 0)


def _chance(label: str, odds: Odds, outcome: str) -> Content:
    """A bar for the outcome that was met, and every outcome in figures."""
    chance = odds.get(outcome, Fraction())
    figures = ", ".join(f"{name} {percent(share)}" for name, share in sorted(odds.items(), key=lambda each: -each[1]))
    return Content.assemble((f"{label}\n  ", "$text-muted"), bar(chance, 1, _BAR), f"  {figures}")


def _fork(fork: Fork) -> Content:
    others = ", ".join(f"{name} {percent(chance)}" for name, chance in fork.others)
    return Content.assemble(
        (fork.where, "bold"),
        "  ",
        (fork.taken, "$accent"),
        f" {percent(fork.chance)}",
        (f"  ({others})", "$text-muted"),
    )


def about(story: Story) -> Content:
    words = story["about"]
    return stacked(
        [
            prose(words["about"]),
            prose(words["content"]),
            prose(words["invented"]),
            muted(f"{plain(words['by'])} · {words['licence']}"),
        ]
    )
