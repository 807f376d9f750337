"""A whole story in ink. (https://www.inklestudios.com/ink)

Each scene is a knot, each choice a labelled sticky choice, each call a tunnel. Marks of provenance are shown when
`marks` is set, summaries are read when `short_…` is. `draw` is the game's own luck: set `seed`, and the same seed and
choices are the same run. What a host may want to know beside the text stands in tags.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.export.ink.names import HELPERS, LUCK, InkNames
from game.authoring.export.ink.prose import escaped, told
from game.authoring.export.ink.scenes import Scenes
from game.authoring.export.refusal import CannotSayError
from game.engine.luck import hashed
from game.engine.story import CLOCK, News, Story, Traveller
from game.wording import _


def ink(story: Story) -> str:
    """The source of one file. Raises `CannotSayError`."""
    names = InkNames(story)
    scenes = Scenes(story, names)
    body = [
        *_opening(story, names, scenes),
        *_events(story, scenes),
        *_news(story, scenes),
        *_reported(story, scenes),
        *_scenes(story, scenes),
    ]
    if scenes.refusals:
        raise CannotSayError(scenes.refusals)
    return "\n".join([*_declared(story, names), *body, *_functions(story, names)])


def _declared(story: Story, names: InkNames) -> Iterator[str]:
    about = story["about"]
    yield f"// {about['title']}. Written by `otherbank export ink`; see docs/exports.md for what is kept."
    yield f"# title: {told(about['title'])}"
    if about["by"]:
        yield f"# author: {told(about['by'])}"
    yield ""
    yield "VAR seed = 1 // another number, another luck"
    yield "VAR marks = false // whether marks of provenance are shown: [S…] was reported, [~…] is inferred"
    for dial, name in names.dials.items():
        yield f"VAR {name} = false // told in short: {story['dials'][dial]['name']}"
    yield ""
    for name, variable in story["variables"].items():
        start = ("false", "true")[variable["start"]] if variable["kind"] == "bool" else variable["start"]
        bounds = "" if variable["kind"] == "bool" else f"{variable['low']}..{variable['high']}: "
        yield f"VAR {names.variables[name]} = {start} // {bounds}{variable['meaning']}"
    yield ""
    for (variable, value), name in sorted(names.values.items()):
        yield f"CONST {name} = {value} // of {names.variables[variable]}"
    for deck, name in sorted(names.decks.items()):
        yield f"CONST {name} = {_signed(hashed(deck))}"
    yield ""
    yield "VAR traveller = 0"
    if story["events"]:
        yield "VAR calls = 0 // how many scenes are to be come back to"
    if _bulletins(story):
        yield f"VAR heard = {story['variables'][CLOCK]['start']} // until when the news have been told"
    if "draw" in names.helpers:
        yield "VAR luck = 0"
        yield "VAR luck_upper = 0"
        yield "VAR luck_lower = 0"
        yield "EXTERNAL draw(deck, visit, of_all)"
    yield ""


def _signed(number: int) -> int:
    """ink's numbers have a sign: a 32-bit number above 2^31 is written as a negative one."""
    return number - 2**32 if number >= 2**31 else number


def _opening(story: Story, names: InkNames, scenes: Scenes) -> Iterator[str]:
    about = story["about"]
    for part in ("about", "content", "invented"):
        yield from (told(each) for each in about[part].split("\n\n") if each.strip())
    yield "-> travellers"
    yield ""
    yield "=== travellers ==="
    yield "Whose road?"
    for traveller, who in story["travellers"].items():
        yield f"+ [{escaped(who['name'], in_choice=True)}] -> {names.cards[traveller]}"
    yield ""
    for number, (traveller, who) in enumerate(story["travellers"].items()):
        yield from _traveller(number, traveller, who, names, scenes, _bulletins(story))


def _traveller(
    number: int, traveller: str, who: Traveller, names: InkNames, scenes: Scenes, bulletins: list[News]
) -> Iterator[str]:
    yield f"=== {names.cards[traveller]} ==="
    if who["invented"]:
        yield "(An invented person, made from several who were reported.)"
    yield from scenes.prose(who["card"], "card", f"traveller `{traveller}`")
    yield f"+ [Set out] -> {names.begins[traveller]}"
    yield "+ [Somebody else] -> travellers"
    yield ""
    yield f"=== {names.begins[traveller]} ==="
    yield " ".join([f"# traveller: {traveller}", *scenes.facts(who["facts"])])
    yield f"~ traveller = {number}"
    yield from scenes.settings(who["set"].items())
    if bulletins and CLOCK in who["set"]:
        yield f"~ heard = {scenes.number(CLOCK)}"
    yield scenes.onward(who["start"])
    yield ""


def _events(story: Story, scenes: Scenes) -> Iterator[str]:
    if not story["events"]:
        return
    yield "=== onward(-> there) ==="
    yield "// What breaks in when its hour or its condition comes, unless there is a scene to be come back to."
    yield "{"
    yield "- calls > 0:"
    yield "    -> there"
    for event in story["events"]:
        yield f"- {scenes.truth(event['when'])}: // {event['id']}"
        body = [*scenes.effects(event["do"])]
        if event["returns"]:
            body += [*scenes.called(event["goto"]), "-> onward(there)"]
        else:
            body.append(scenes.straight(event["goto"]))
        yield from (f"    {line}" for line in body)
    yield "- else:"
    yield "    -> there"
    yield "}"
    yield ""


def _news(story: Story, scenes: Scenes) -> Iterator[str]:
    bulletins = _bulletins(story)
    if not bulletins:
        return
    yield "=== news ==="
    yield "// What is heard of the world as the clock moves."
    for news in bulletins:
        yield "{"
        yield f"- heard < {news['tick']} and {scenes.truth(['>=', CLOCK, news['tick']])}:"
        text = scenes.prose(news["text"], f"{news['outlet']}, tick {news['tick']}", "news")
        yield from (f"    {line}" for line in text)
        yield "}"
    yield f"~ heard = {scenes.number(CLOCK)}"
    yield "->->"
    yield ""


def _bulletins(story: Story) -> list[News]:
    """The news that are told in passing."""
    return [news for news in story["news"] if news["in_passage"]]


def _reported(story: Story, scenes: Scenes) -> Iterator[str]:
    yield "=== reported ==="
    yield "// What was reported of the person in whose footsteps the traveller walks."
    for number, (traveller, who) in enumerate(story["travellers"].items()):
        if text := scenes.prose(who["reported"], "what was reported", f"traveller `{traveller}`"):
            yield "{"
            yield f"- traveller == {number}:"
            yield from (f"    {line}" for line in [f"{told(_('What was reported'))}. # heading", *text])
            yield "}"
    yield "->->"
    yield ""


def _scenes(story: Story, scenes: Scenes) -> Iterator[str]:
    file = ""
    for scene_id, scene in story["scenes"].items():
        here = scene["at"].rpartition(":")[0]
        if here != file:
            file = here
            yield f"// ---- {file} ----"
            yield ""
        yield from scenes.knot(scene_id, scene)


def _functions(story: Story, names: InkNames) -> Iterator[str]:
    for variable, name in names.telling.items():
        yield f"=== function {name}() ==="
        yield f"{{ {names.variables[variable]}:"
        for number, label in enumerate(story["variables"][variable].get("labels", [])):
            yield f"- {number}: {told(label)}"
        yield "}"
        yield ""
    yield from (HELPERS[name] for name in sorted(names.helpers) if name in HELPERS)
    if "stuck" in names.helpers:
        yield "=== stuck ==="
        yield told(_("The story cannot go on: nothing is open here. That is its author's mistake, not yours."))
        yield "-> END"
        yield ""
    if "draw" in names.helpers:
        yield LUCK
