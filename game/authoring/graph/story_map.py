"""The scenes of a story and the ways between them, as plain data: what every drawing of it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, NamedTuple, TypeAlias

from game.authoring.graph.whereabouts import places
from game.engine.story import RETURN, Prose, Scene, Story
from game.engine.text import plain
from game.prover.texts import flat

Kind: TypeAlias = Literal["menu", "chance", "passage", "ending"]


class Led(NamedTuple):
    """What leads along a way."""

    choice: str | None
    """None: the scene's own chance, or the only way on."""
    words: str
    """Of the choice, or the name of the outcome; may be empty."""
    chance: bool
    """Whether luck may lead elsewhere."""


@dataclass(frozen=True, slots=True)
class MapScene:
    id: str
    title: str
    kind: Kind
    file: str
    line: int
    places: tuple[str, ...]
    """Where the player may be there, by the names of the places; nowhere, where none was named on the way."""
    begins: tuple[str, ...]
    """The travellers whose story begins here, by name."""
    breaks_in: tuple[str, ...]
    """The ids of the events that lead here."""
    returns: bool
    """Whether it goes back to wherever an event broke in."""
    text: str
    """All that may be read there, without marks."""
    beyond: int = 0
    """Ways that lead off this part of the map."""

    @property
    def place(self) -> str:
        """For a legend: one place, several, or none that is known."""
        return self.places[0] if len(self.places) == 1 else "several places" if self.places else "no place"


@dataclass(frozen=True, slots=True)
class Way:
    """That one scene may lead to another, by whatever choices and luck."""

    source: str
    target: str
    by: tuple[Led, ...]

    @property
    def words(self) -> str:
        return " / ".join(dict.fromkeys(led.words for led in self.by if led.words))

    @property
    def by_luck(self) -> bool:
        """Whether nobody is sure to go it."""
        return all(led.chance for led in self.by)


@dataclass(frozen=True, slots=True)
class StoryMap:
    title: str
    scenes: Mapping[str, MapScene]
    """In the order in which the story has them."""
    ways: tuple[Way, ...]
    """One for each pair of scenes, in the order of the scenes that they lead from."""

    def part(self, kept: Iterable[str]) -> StoryMap:
        """The map of these scenes, and of the ways among them."""
        among = set(kept)
        inside = tuple(way for way in self.ways if way.source in among and way.target in among)
        beyond = Counter(way.source for way in self.ways)
        beyond.subtract(way.source for way in inside)
        scenes = {
            name: replace(scene, beyond=scene.beyond + beyond[name])
            for name, scene in self.scenes.items()
            if name in among
        }
        return StoryMap(self.title, scenes, inside)


def story_map(story: Story) -> StoryMap:
    ways = list(_ways(story))
    where = places(story, [(way.source, way.target) for way in ways])
    begins = _by_scene((who["start"], who["name"]) for who in story["travellers"].values())
    events = _by_scene((event["goto"], event["id"]) for event in story["events"])
    back = {scene for event in story["events"] if event["returns"] for scene in _returning(story, event["goto"])}
    scenes = {
        name: _scene(name, scene, where[name], begins.get(name, ()), events.get(name, ()), name in back)
        for name, scene in story["scenes"].items()
    }
    return StoryMap(story["about"]["title"], scenes, tuple(ways))


def data(of: StoryMap) -> dict[str, Any]:
    """As plain data."""
    return {
        "title": of.title,
        "scenes": [asdict(scene) for scene in of.scenes.values()],
        "ways": [{"from": way.source, "to": way.target, "by": [led._asdict() for led in way.by]} for way in of.ways],
    }


def _scene(
    name: str, scene: Scene, where: tuple[str, ...], begins: tuple[str, ...], events: tuple[str, ...], returns: bool
) -> MapScene:
    file, _, line = scene["at"].rpartition(":")
    title = scene["ending"]["title"] if scene["ending"] else scene["title"]
    number = int(line) if line.isdecimal() else 1
    return MapScene(name, title, _kind(scene), file, number, where, begins, events, returns, plain(flat(scene["text"])))


def _kind(scene: Scene) -> Kind:
    if scene["ending"]:
        return "ending"
    if scene["choices"]:
        return "menu"
    return "chance" if len(scene["outcomes"]) > 1 else "passage"


def _by_scene(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for scene, name in pairs:
        found[scene] = (*found.get(scene, ()), name)
    return found


# Ways


class _Outcome(NamedTuple):
    led: Led
    goto: str
    then: str | None


def _ways(story: Story) -> Iterator[Way]:
    """One for each pair of scenes. A scene that returns leads to wherever it may have been called from."""
    back: dict[str, list[str]] = {}
    for scene in story["scenes"].values():
        for each in _outcomes(scene):
            for last in _returning(story, each.goto) if each.then else ():
                back.setdefault(last, []).append(each.then or "")
    for name, scene in story["scenes"].items():
        leads: dict[str, list[Led]] = {}
        for each in _outcomes(scene):
            for target in back.get(name, ()) if each.goto == RETURN else (each.goto,):
                led = leads.setdefault(target, [])
                if each.led not in led:
                    led.append(each.led)
        yield from (Way(name, target, tuple(led)) for target, led in leads.items())


def _outcomes(scene: Scene) -> Iterator[_Outcome]:
    for choice_id, choice in scene["choices"].items():
        for way in choice["outcomes"]:
            led = Led(choice_id, _words(choice["say"]), len(choice["outcomes"]) > 1)
            yield _Outcome(led, way["goto"], way["then"])
    for way in scene["outcomes"]:
        yield _Outcome(Led(None, way.get("name", ""), len(scene["outcomes"]) > 1), way["goto"], way["then"])


def _words(prose: Prose) -> str:
    return " ".join(plain(flat(prose)).split())


def _returning(story: Story, entry: str) -> set[str]:
    """The scenes that may end what was called there."""
    seen, todo, found = {entry}, [entry], set[str]()
    while todo:
        name = todo.pop()
        for each in _outcomes(story["scenes"][name]):
            if each.goto == RETURN:
                found.add(name)
            elif (after := each.then or each.goto) not in seen:
                seen.add(after)
                todo.append(after)
    return found
