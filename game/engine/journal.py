"""What the player of a playthrough has met so far: facts, news, things carried, claims made."""

from __future__ import annotations

from typing import NamedTuple

from game.engine.playthrough import Passage, Playthrough
from game.engine.story import News, Prose, Source, Story, Turn
from game.engine.text import marks


class Belonging(NamedTuple):
    name: str
    """What the variable means: `Cash in hand`."""
    value: str
    """How it stands: `85 thousand roubles`; empty where the name says it all."""


class Claim(NamedTuple):
    """One entry of the ledger: what was said to a guard."""

    topic: str
    claimed: str
    where: str
    """The window's title, or its place."""
    tick: int
    changed: bool
    """Whether something else was said on it before."""


class Heard(NamedTuple):
    """A rumour that has been met."""

    says: str
    tick: int
    """When it was heard first."""
    checked: bool
    check: str
    truth: list[Turn]
    """What was true of it, up to now."""


def facts_of(passage: Passage) -> list[str]:
    """Ids of the facts that a passage rests on, in the order met."""
    return list(dict.fromkeys([*marks(passage.text), *passage.cited]))


def facts_met(playthrough: Playthrough) -> list[str]:
    """Ids of all facts met so far, in the order first met."""
    return list(dict.fromkeys(fact for passage in playthrough.passages for fact in facts_of(passage)))


def pauses(playthrough: Playthrough) -> list[str]:
    """The questions at which whoever reads together may stop now, and talk."""
    scenes = playthrough.rules.story["scenes"]
    return [question for scene in playthrough.passage.scenes for question in scenes[scene]["ask"]]


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
    """How the value of a number or an enum reads: `85 thousand roubles`, a label."""
    variable = playthrough.rules.story["variables"][name]
    value = playthrough.value(name)
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


def ledger(playthrough: Playthrough) -> list[Claim]:
    """Everything that was claimed to guards, in the order in which it was said."""
    story = playthrough.rules.story
    made: list[Claim] = []
    said: dict[str, str] = {}
    for move, passage in zip(playthrough.moves, playthrough.passages, strict=False):
        scene = story["scenes"][move.scene]
        if scene["window"] is None:
            continue
        for name, value in scene["choices"][move.choice]["outcomes"][0]["do"]:
            variable = story["variables"][name]
            topic = variable.get("topic")
            if topic and value:
                claimed = variable.get("labels", [""])[int(value)]
                where = _window_name(story, scene["window"], passage)
                changed = said.get(topic, claimed) != claimed
                made.append(Claim(story["topics"][topic], claimed, where, passage.tick, changed))
                said[topic] = claimed
    return made


def _window_name(story: Story, window: str, passage: Passage) -> str:
    return story["scenes"][window]["title"] or (story["places"][passage.place]["name"] if passage.place else "")


def claims(playthrough: Playthrough) -> list[Claim]:
    """What was claimed last on each topic."""
    return list({claim.topic: claim for claim in ledger(playthrough)}.values())


def rumours(playthrough: Playthrough) -> list[Heard]:
    """The rumours met so far, the latest first."""
    found: list[Heard] = []
    visits = playthrough.history.visits
    for rumour in playthrough.rules.story["rumours"].values():
        ticks = [
            passage.tick for passage in playthrough.passages if not set(passage.scenes).isdisjoint(rumour["heard"])
        ]
        if ticks:
            truth = [turn for turn in rumour["truth"] if turn["tick"] <= playthrough.tick]
            checked = any(scene in visits for scene in rumour["checked"])
            found.append(Heard(rumour["says"], ticks[0], checked, rumour["check"], truth))
    return sorted(found, key=lambda heard: -heard.tick)


def cited(source: Source) -> str:
    """`Meduza, 29 Sep`: a source in one line."""
    return ", ".join(part for part in (source["outlet"], source.get("title", ""), source.get("date", "")) if part)
