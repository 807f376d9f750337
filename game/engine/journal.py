"""What the player of a playthrough has met so far: facts, news, things carried, claims made."""

from __future__ import annotations

from typing import NamedTuple

from game.engine.playthrough import Passage, Playthrough
from game.engine.story import News, Prose, Source
from game.engine.text import marks


class Belonging(NamedTuple):
    name: str
    """What the variable means: `Cash in hand`."""
    value: str
    """How it stands: `85 thousand roubles`; empty where the name says it all."""


class Claim(NamedTuple):
    topic: str
    claimed: str
    changed: bool
    """Whether a later answer contradicted an earlier one."""


def facts_of(passage: Passage) -> list[str]:
    """Ids of the facts that a passage rests on, in the order met."""
    return list(dict.fromkeys([*marks(passage.text), *passage.cited]))


def facts_met(playthrough: Playthrough) -> list[str]:
    """Ids of all facts met so far, in the order first met."""
    return list(dict.fromkeys(fact for passage in playthrough.passages for fact in facts_of(passage)))


def news_so_far(playthrough: Playthrough) -> list[News]:
    """The latest first."""
    return [news for news in reversed(playthrough.rules.story["news"]) if news["tick"] <= playthrough.tick]


class Stage(NamedTuple):
    """A place on the road, from the tick of coming there."""

    place: str
    tick: int


def road(playthrough: Playthrough) -> list[Stage]:
    """The places come to, in order; a stay in one place is one stage."""
    stages: list[Stage] = []
    for passage in playthrough.passages:
        if passage.place and (not stages or stages[-1].place != passage.place):
            stages.append(Stage(passage.place, passage.tick))
    return stages


def told(playthrough: Playthrough, prose: Prose) -> str:
    """Prose that belongs to no scene, as it reads now."""
    return playthrough.rules.words(prose, playthrough.values, playthrough.history)


def shown(playthrough: Playthrough, name: str) -> str:
    """How a variable's value reads: `85 thousand roubles`, an enum's label, `yes` or `no`."""
    variable = playthrough.rules.story["variables"][name]
    value = playthrough.value(name)
    if variable["kind"] == "bool":
        return "yes" if value else "no"
    labels = variable.get("labels")
    return labels[value] if labels else f"{value} {variable.get('unit', '')}".strip()


def belongings(playthrough: Playthrough) -> dict[str, list[Belonging]]:
    """By heading; a false bool and an enum's first value are not things one has."""
    found: dict[str, list[Belonging]] = {}
    for name, variable in playthrough.rules.story["variables"].items():
        heading = variable.get("heading")
        if heading is None or (variable["kind"] != "int" and not playthrough.value(name)):
            continue
        value = "" if variable["kind"] == "bool" else shown(playthrough, name)
        found.setdefault(heading, []).append(Belonging(variable["meaning"], value))
    return found


def claims(playthrough: Playthrough) -> list[Claim]:
    """What has been claimed to guards so far, topic by topic, as it stands now."""
    variables = playthrough.rules.story["variables"]
    found: list[Claim] = []
    for name, variable in variables.items():
        topic = variable.get("topic")
        if topic and playthrough.value(name):
            changed = f"changed/{topic}"
            meaning = playthrough.rules.story["topics"][topic]
            altered = changed in variables and bool(playthrough.value(changed))
            found.append(Claim(meaning, shown(playthrough, name), altered))
    return found


def cited(source: Source) -> str:
    """`Meduza, 29 Sep`: a source in one line."""
    return ", ".join(part for part in (source["outlet"], source.get("title", ""), source.get("date", "")) if part)
