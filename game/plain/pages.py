"""What the plain game can show beside the story, each page as lines of text."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from game.engine import journal
from game.engine.calendar import Countdown, countdowns, moment
from game.engine.debrief import Fork, WindowDebrief, forks, windows
from game.engine.journal import cited
from game.engine.playthrough import Playthrough
from game.engine.story import Story
from game.engine.text import plain, read
from game.map.itinerary import itinerary
from game.saves.codeword import word_of
from game.wording import _, ngettext
from game.wording.dates import date, reads, span
from game.wording.playthrough import confidence, heading, percent, value


def told(text: str, *, marked: bool) -> list[str]:
    """A passage as paragraphs; what is set apart keeps its lines."""
    paragraphs: list[str] = []
    for paragraph in read(text, marked=marked):
        lines = ["".join(span.text for span in line) for line in paragraph.lines]
        paragraphs += [f"  {line}" for line in lines] if paragraph.apart else lines
    return paragraphs


def standing(playthrough: Playthrough) -> str:
    """One line: the day, the place, what is in hand, and the next door to shut."""
    story = playthrough.rules.story
    passage = playthrough.passage
    parts = [reads(moment(story["clock"], passage.tick, passage.hour))]
    if passage.place:
        parts.append(story["places"][passage.place]["name"])
    parts += [
        f"{variable['meaning'].lower()}: {value(playthrough, name)}"
        for name, variable in story["variables"].items()
        if variable.get("on_screen")
    ]
    parts += [countdown(each) for each in countdowns(story, playthrough.tick, playthrough.traveller) if each.hours > 0][
        :1
    ]
    return "; ".join(parts)


def countdown(each: Countdown) -> str:
    if each.hours > 0:
        return _("{what} in {span}", what=each.name, span=span(each.hours))
    return _("{what}: it has", what=each.name)


def facts(playthrough: Playthrough) -> list[str]:
    story = playthrough.rules.story
    met = journal.facts_met(playthrough)
    return [_("Facts met so far: {count}.", count=len(met))] + [fact(story, fact_id) for fact_id in met]


def fact(story: Story, fact_id: str) -> str:
    what = story["facts"][fact_id]
    if what["confidence"] == "estimate":
        return f"[{fact_id}] {what['claim']} ({confidence('estimate')}: {what.get('note', '')})"
    said = "; ".join(cited(story["sources"][source]) for source in what["sources"])
    caution = f" {_('Caution')}: {note}" if (note := what.get("note")) else ""
    return f"[{fact_id}] {what['claim']} ({what['by']}; {said}; {confidence(what['confidence'])}){caution}"


def sources(story: Story) -> list[str]:
    """All that the story goes by: what was reported and where it was read, and what nobody reported."""
    reported = [name for name, what in story["facts"].items() if what["confidence"] != "estimate"]
    estimates = [name for name in story["facts"] if name not in reported]
    return [
        ngettext("What was reported: {count} fact.", "What was reported: {count} facts.", len(reported)),
        *(fact(story, name) for name in reported),
        ngettext(
            "What nobody reported: {count} figure, which is the authors' estimate.",
            "What nobody reported: {count} figures, which are the authors' estimates.",
            len(estimates),
        ),
        *(fact(story, name) for name in estimates),
        ngettext("Where it was read: {count} source.", "Where it was read: {count} sources.", len(story["sources"])),
        *(f"{cited(each)}{f', {url}' if (url := each.get('url')) else ''}" for each in story["sources"].values()),
    ]


def news(playthrough: Playthrough) -> list[str]:
    clock = playthrough.rules.story["clock"]
    return [
        f"{reads(moment(clock, item['tick']))}, {item['outlet']}: {plain(journal.told(playthrough, item['text']))}"
        for item in journal.news_so_far(playthrough)
    ] or [_("No news yet.")]


def papers(playthrough: Playthrough) -> list[str]:
    lines: list[str] = []
    for name, things in journal.belongings(playthrough).items():
        lines.append(f"{heading(name)}:")
        lines += [f"  {thing.name}{': ' if thing.value else ''}{thing.value}" for thing in things]
    clock = playthrough.rules.story["clock"]
    claimed = journal.ledger(playthrough)
    changed = f" ({_('not what you said before')})"
    lines += [f"{_('What you have told guards')}:"] if claimed else [_("You have told no guard anything.")]
    lines += [
        f"  {each.where}, {reads(moment(clock, each.tick))}: {each.topic}: {each.claimed}"
        f"{changed if each.changed else ''}"
        for each in claimed
    ]
    return lines


def rumours(playthrough: Playthrough, *, at_the_end: bool = False) -> list[str]:
    clock = playthrough.rules.story["clock"]
    lines: list[str] = []
    for heard in journal.rumours(playthrough):
        lines.append(_('"{said}" Heard on {when}.', said=heard.says, when=reads(moment(clock, heard.tick))))
        if heard.checked or at_the_end:
            lines += [f"  {date(moment(clock, turn['tick']))}: {turn['is']}" for turn in heard.truth]
        else:
            lines.append(f"  {_('Not checked.')} {heard.check}")
    return lines or [_("You have heard nothing yet that one could doubt.")]


def voices(story: Story) -> list[str]:
    lines: list[str] = []
    for debate in story["debates"].values():
        lines += ["", debate["question"]]
        for voice in debate["voices"]:
            who = ", ".join(part for part in (voice["who"], voice["role"], voice["date"]) if part)
            lines.append(f"  {voice['side'].capitalize()}. {who}: {voice['says']} [{', '.join(voice['facts'])}]")
    return lines or [_("Nobody argues here.")]


def roads(playthrough: Playthrough) -> list[str]:
    """The map as a list."""
    rules = playthrough.rules
    return itinerary(
        rules.story,
        [(passage.place, passage.tick) for passage in playthrough.passages if passage.place],
        playthrough.tick,
        lambda place: rules.holds(rules.story["places"][place]["open"], playthrough.values),
    )


def so_far(playthrough: Playthrough, *, marked: bool, short: Collection[str] = ()) -> list[str]:
    lines: list[str] = []
    for passage in playthrough.passages:
        if passage.led_by:
            lines.append(f"{_('You')}: {plain(passage.led_by)}")
        lines += told(passage.read(short), marked=marked)
    return lines


def dials(story: Story, short: Collection[str]) -> list[str]:
    """What can be told in short; each is turned by its number."""
    return [
        f"{number}. {dial['name']}: {_('told in short') if name in short else _('told in full')}"
        for number, (name, dial) in enumerate(story["dials"].items(), 1)
    ] or [_("There is nothing here to turn down.")]


def debrief(playthrough: Playthrough, *, marked: bool) -> list[str]:
    """All that an ending owes: where you stand, what was reported, and what the luck was."""
    story = playthrough.rules.story
    ending = story["scenes"][playthrough.scene]["ending"]
    if ending is None:
        return []
    who = story["travellers"][playthrough.traveller]
    parts = [
        (_("Who is not here"), ending["absent"]),
        (_("What was reported"), who["reported"]),
        (_("What nobody knows"), ending["unknown"]),
        (story["about"]["meanwhile"], ending["meanwhile"]),
    ]
    lines = ["", afterwards] if (afterwards := story["about"]["afterwards"]) else []
    for title, prose in parts:
        if paragraphs := told(journal.told(playthrough, prose), marked=marked):
            lines += ["", f"{title}.", *paragraphs]
    road = [
        f"  {reads(moment(story['clock'], tick))}: {story['places'][place]['name']}"
        for place, tick in journal.road(playthrough)
    ]
    lines += ["", f"{_('Your road')}.", *road] if road else []
    lines += _luck(playthrough)
    if journal.rumours(playthrough):
        lines += ["", f"{_('What you had heard')}.", *rumours(playthrough, at_the_end=True)]
    lines += ["", f"{_('To talk about')}:", *(f"  {question}" for question in ending["ask"])] if ending["ask"] else []
    if word := word_of(playthrough):
        again = _("{command} reads it again.", command="`otherbank replay`")
        lines += ["", f"{_('This journey in one word')}: {word}. {again}"]
    return lines


def _luck(playthrough: Playthrough) -> list[str]:
    lines = [_window(each) for each in windows(playthrough)] + [[_fork(each)] for each in forks(playthrough)]
    if not lines:
        return []
    honest = _("The weights are the author's estimates; the chances that follow from them are exact.")
    return ["", f"{_('The luck you had')}. {honest}", *(line for group in lines for line in group)]


def _window(window: WindowDebrief) -> list[str]:
    lines = [
        f"{window.where}: {window.outcome}. {_('The guard: {temper}.', temper=window.guard.lower())}",
        f"  {_('The same words, whoever the guard')}: {_odds(window.same_words)}.",
    ]
    for word in window.other_words:
        said = _("You answered: {answer}") if word.given else _("Had you answered: {answer}")
        lines.append(f"  {plain(word.question)} {said.format(answer=plain(word.answer))} — {_odds(word.odds)}.")
    lines += [
        f"  {_('The same words, {traveller}', traveller=name)}: {_odds(found)}." for name, found in window.other_starts
    ]
    return lines


def _fork(fork: Fork) -> str:
    others = ", ".join(f"{name} {percent(chance)}" for name, chance in fork.others)
    return _(
        "{where}: {taken}, which had a chance of {chance} ({others}).",
        where=fork.where,
        taken=fork.taken,
        chance=percent(fork.chance),
        others=others,
    )


def _odds(found: dict[str, Fraction]) -> str:
    return ", ".join(f"{name} {percent(chance)}" for name, chance in sorted(found.items(), key=lambda each: -each[1]))
