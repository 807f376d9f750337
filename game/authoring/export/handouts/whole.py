"""All handouts of a class as one page to print: each begins on a sheet of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from game.authoring.export.booklet.possible import Possible
from game.authoring.export.handouts import cards
from game.authoring.export.handouts.outline import outline
from game.authoring.export.handouts.sheets import debrief, glossary, ledger, timeline
from game.authoring.export.markup import Markup, page, tag
from game.engine.onward import outcomes
from game.engine.story import Prose, Scene, Story
from game.engine.text import marks
from game.wording import _

STYLE = (Path(__file__).parent / "page.css").read_text("utf-8")


def handouts(story: Story, travellers: Collection[str]) -> str:
    """For the journeys of these travellers; what the story has not, such as debates, is not there."""
    possible = Possible(story, travellers)
    places = {scene["place"] for scene in possible.scenes.values() if scene["place"]}
    parts = [
        _sheet(_("Map"), outline(story, places), "wide"),
        _sheet(_("Timeline"), timeline(story, travellers)),
        _sheet(_("What I have claimed"), ledger(story, possible)),
        *(
            _sheet(_("Voices: {question}", question=each["question"]), cards.voices(story, each))
            for each in story["debates"].values()
            if each["voices"]
        ),
        _sheet(_("Words"), glossary(story)),
        _sheet(_("After the journey"), debrief(story, possible, travellers)),
        _sheet(
            _("Sources"), cards.sources(story, cards.in_order(story, _facts(story, possible))) if story["facts"] else ""
        ),
        _sheet(_("Cards for sitting out"), cards.opt_out()),
    ]
    about = story["about"]
    licence = f" {about['licence']}." if about["licence"] else ""
    head = [
        tag("h1", about["title"]),
        tag("p", tag("b", _("Content:")), " ", about["content"]) if about["content"] else "",
        tag("p", tag("b", _("What is invented:")), " ", about["invented"]) if about["invented"] else "",
        tag(
            "p",
            f"{_('Handouts for a class, to be copied.')}{licence} {_('Cut along the dashed lines.')}",
            class_="small",
        ),
    ]
    return page(_("{title}: handouts", title=about["title"]), STYLE, tag("div", *head), *parts)


def _sheet(heading: str, content: str, class_: str = "") -> Markup:
    if not content:
        return Markup("")
    return tag("section", tag("h2", heading), content, class_=f"sheet {class_}".strip())


def _facts(story: Story, possible: Possible) -> set[str]:
    """Those on which what can be met on these journeys rests."""
    return {fact for scene in possible.scenes.values() for fact in _of_scene(scene)} & {*story["facts"]}


def _of_scene(scene: Scene) -> Iterator[str]:
    yield from scene["facts"]
    yield from _marked(scene["text"])
    yield from (fact for outcome in outcomes(scene) for fact in outcome["facts"])
    for choice in scene["choices"].values():
        yield from choice["facts"]
        yield from _marked(choice["say"])
    if ending := scene["ending"]:
        for prose in (ending["absent"], ending["unknown"], ending["meanwhile"]):
            yield from _marked(prose)


def _marked(prose: Prose) -> Iterator[str]:
    for part in prose:
        if isinstance(part, str):
            yield from marks(part)
        else:
            ways = [part.get("then", []), part.get("else", [])]
            ways += [each for key in ("first", "once", "cycle", "shuffle") for each in part.get(key, [])]
            for way in ways:
                yield from _marked(way)
