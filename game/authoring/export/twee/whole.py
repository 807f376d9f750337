"""A whole story in Twee 3 for SugarCube 2. (https://github.com/iftechfoundation/twine-specs, twee-3-specification.md)

Each scene is a passage of its name. A choice sets `$there` and goes to `onward`, past which the events stand; a scene
that goes on by itself includes `onward`, so that its text follows on. Calls are a stack, `$calls`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from json import dumps
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from game.authoring.export.ink.scenes import offered
from game.authoring.export.lines import Line, TangledError, lines, one_line
from game.authoring.export.names import Names
from game.authoring.export.refusal import CannotSayError, Refusal
from game.authoring.export.twee.expressions import Expressions
from game.authoring.export.twee.layout import metadata, rows
from game.authoring.export.twee.prose import Proses, escaped
from game.engine.story import RETURN, Expression, Outcome, Prose, Scene, Story

_OURS = "seed there calls visits chosen heard taken traveller args return"
_STUCK = "<p>The story cannot go on: nothing is open here. That is its author's mistake, not yours.</p>"
_STYLE = """.passage { max-width: 40em; }
.apart { margin-left: 1.5em; padding-left: 1em; border-left: 3px solid; }
.mark { display: none; font-size: 0.7em; vertical-align: super; }
html.marks .mark { display: inline; }
.locked { opacity: 0.6; }"""


def twee(story: Story) -> str:
    """The source of one file. Raises `CannotSayError`."""
    writer = _Writer(story)
    apart = [
        ("StoryTitle", story["about"]["title"]),
        ("StoryData", dumps(_about(story), indent=1)),
        ("Story JavaScript [script]", writer.script()),
        ("Story Stylesheet [stylesheet]", _STYLE),
    ]
    rules = [
        ("StoryInit", "\n".join(writer.beginnings())),
        ("StoryCaption", "\n".join(writer.caption())),
        ("onward [rules]", "\n".join(writer.onward())),
        ("news [rules]", "\n".join(writer.news())),
        ("reported [rules]", "\n".join(writer.reported())),
        ("stuck [rules]", _STUCK),
    ]
    told = [[("Start", "\n".join(writer.start()))], list(writer.travellers()), *map(writer.row, rows(story))]
    if writer.refusals:
        raise CannotSayError(writer.refusals)
    placed = [
        *((f"{head} {metadata(0, row)}", body) for row, (head, body) in enumerate(rules)),
        *(
            (f"{head} {metadata(at + 2, row)}", body)
            for row, each in enumerate(told)
            for at, (head, body) in enumerate(each)
        ),
    ]
    return "\n\n".join(f":: {head}\n{_body(body)}" for head, body in [*apart, *placed]) + "\n"


def _arrow(name: str) -> str:
    """A comment, for which Twine draws an arrow on its map."""
    return f"/* [[{name}]] */"


def _about(story: Story) -> dict[str, str]:
    return {
        "ifid": str(uuid5(NAMESPACE_URL, story["about"]["id"])).upper(),
        "format": "SugarCube",
        "format-version": "2.36.1",
        "start": "Start",
    }


def _body(text: str) -> str:
    """A line of a passage that begins with `::` would begin another."""
    return "\n".join(f"\\{line}" if line.startswith("::") else line for line in text.split("\n"))


class _Writer:
    def __init__(self, story: Story) -> None:
        self._story = story
        variables = Names(_OURS.split())
        names = variables.give_all(story["variables"])
        self._short = variables.give_all(story["dials"], "short_")
        self._expressions = Expressions(story["variables"], names)
        self._variables = names
        self._proses = Proses(self._expressions)
        taken = {"Start", "StoryTitle", "StoryData", "StoryInit", "StoryCaption", "onward", "news", "reported", "stuck"}
        self.names: dict[str, str] = {}
        for scene_id in story["scenes"]:
            self.names[scene_id] = scene_id if scene_id not in taken else f"{scene_id} (scene)"
        self.refusals: list[Refusal] = []

    def script(self) -> str:
        calm = [
            self.names[scene_id]
            for scene_id, scene in self._story["scenes"].items()
            if scene["ending"] or scene["window"] not in (None, scene_id)
        ]
        code = (Path(__file__).parent / "story.js").read_text("utf-8")
        config = "Config.passages.nobr = true; // a line break in a passage means nothing; paragraphs are `p`"
        return f"{config}\nsetup.calm = {dumps(calm)}; // nothing breaks in on the way there\n{code}".rstrip()

    def beginnings(self) -> Iterator[str]:
        yield "<<set $seed to 1 + Math.floor(Math.random() * 99999)>> /* the same seed and choices are the same run */"
        yield '<<set $calls to []>><<set $visits to {}>><<set $chosen to {}>><<set $there to "">>'
        for name in self._short.values():
            yield f"<<set ${name} to false>> /* true: told in short */"
        for name, variable in self._story["variables"].items():
            yield f"<<set ${self._variables[name]} to {variable['start']}>> /* {variable['meaning']} */"

    def caption(self) -> Iterator[str]:
        for name, variable in self._story["variables"].items():
            if variable.get("on_screen"):
                unit = variable.get("unit", "")
                yield f"<p>{escaped(variable['meaning'])}: <<= {self._expressions.shown(name)}>> {escaped(unit)}</p>"

    def start(self) -> Iterator[str]:
        about = self._story["about"]
        for part in (about["about"], about["content"], about["invented"]):
            yield from (f"<p>{escaped(each.strip())}</p>" for each in part.split("\n\n") if each.strip())
        yield '<p>Number of the luck: <<textbox "$seed" $seed>></p>'
        yield '<p><<link "Show what was reported, or hide it">><<run $("html").toggleClass("marks")>><</link>></p>'
        for traveller, who in self._story["travellers"].items():
            named = f"traveller {traveller}"
            yield f"<p><<link {dumps(escaped(who['name']))}>><<goto {dumps(named)}>>{_arrow(named)}<</link>></p>"

    def travellers(self) -> Iterator[tuple[str, str]]:
        for traveller, who in self._story["travellers"].items():
            card = self._text(who["card"], f"traveller `{traveller}`", "its card")
            sets = [f"<<set ${self._variables[name]} to {value}>>" for name, value in who["set"].items()]
            clock = f"<<set $heard to ${self._variables['clock']}>>"
            begins = [f"<<set $traveller to {dumps(traveller)}>>", *sets, clock, *self._go(who["start"], "goto")]
            yield f"traveller {traveller}", "\n".join([*card, f'<<link "Set out">>{"".join(begins)}<</link>>'])

    def onward(self) -> Iterator[str]:
        yield "<<if $calls.length || setup.calm.includes($there)>><<include $there>>"
        for event in self._story["events"]:
            yield f"<<elseif {self._expressions.of(event['when'])}>> /* {event['id']} */"
            yield from map(self._expressions.effect, event["do"])
            if event["returns"]:
                yield "<<run $calls.push($there)>>"
            yield f"<<include {dumps(self.names[event['goto']])}>>"
        yield "<<else>><<include $there>><</if>>"

    def news(self) -> Iterator[str]:
        clock = self._variables["clock"]
        for news in self._story["news"]:
            if news["in_passage"]:
                yield f"<<if $heard < {news['tick']} && ${clock} >= {news['tick']}>>"
                yield from self._text(news["text"], "news", f"{news['outlet']}, tick {news['tick']}")
                yield "<</if>>"
        yield f"<<set $heard to ${clock}>>"

    def reported(self) -> Iterator[str]:
        for traveller, who in self._story["travellers"].items():
            if text := self._text(who["reported"], f"traveller `{traveller}`", "what was reported"):
                yield f"<<if $traveller == {dumps(traveller)}>>"
                yield from ["<h3>What was reported</h3>", *text, "<</if>>"]

    def row(self, scenes: Sequence[str]) -> list[tuple[str, str]]:
        return [(self.names[name], "\n".join(self.scene(name, self._story["scenes"][name]))) for name in scenes]

    def scene(self, scene_id: str, scene: Scene) -> Iterator[str]:
        yield f"/* {scene['at']}{'; facts: ' + ', '.join(scene['facts']) if scene['facts'] else ''} */"
        yield f"<<run setup.arrive({dumps(scene_id)})>>"
        yield from map(self._expressions.effect, scene["do"])
        yield '<<include "news">>'
        if scene["title"]:
            yield f"<h2>{escaped(scene['title'])}</h2>"
        what = f"scene `{scene_id}`"
        text = self._text(scene["text"], scene["at"], what, scene["deck"], scene_id)
        if scene["dials"] and text:
            yield f"<<if {' || '.join(f'${self._short[dial]}' for dial in scene['dials'])}>>"
            yield from self._text(scene["summary"], scene["at"], what, scene["deck"], scene_id)
            yield from ["<<else>>", *text, "<</if>>"]
        else:
            yield from text
        if scene["ending"]:
            yield from self._ending(scene_id, scene)
        elif scene["outcomes"]:
            yield from self._chance(scene_id, scene["outcomes"], scene["deck"], "include")
        else:
            yield from self._menu(scene_id, scene)

    def _text(self, prose: Prose, at: str, what: str, deck: str = "words", scene: str | None = None) -> list[str]:
        try:
            return list(self._proses.lines(lines(prose, deck, scene)))
        except TangledError:
            self.refusals.append(Refusal(at, what, "alternatives that cross one another's paragraphs too often"))
            return []

    def _ending(self, scene_id: str, scene: Scene) -> Iterator[str]:
        ending = scene["ending"]
        assert ending is not None
        what = f"ending `{scene_id}`"
        yield from self._headed("Who is not here", ending["absent"], scene["at"], what)
        yield '<<include "reported">>'
        yield from self._headed("What nobody knows", ending["unknown"], scene["at"], what)
        yield from self._headed(self._story["about"]["meanwhile"], ending["meanwhile"], scene["at"], what)
        if ending["ask"]:
            yield "<h3>To talk about</h3>"
            yield from (f"<p>{escaped(question)}</p>" for question in ending["ask"])

    def _headed(self, heading: str, prose: Prose, at: str, what: str) -> Iterator[str]:
        if text := self._text(prose, at, what):
            yield from [f"<h3>{escaped(heading)}</h3>", *text]

    def _menu(self, scene_id: str, scene: Scene) -> Iterator[str]:
        choices = scene["choices"]
        barred: list[Expression] = [["not", choice["when"]] for choice in choices.values() if not choice["fallback"]]
        asked: list[Expression] = []
        for name, is_locked in offered(scene):
            choice = choices[name]
            when: Expression = ["not", choice["when"]] if is_locked else choice["when"]
            unless = barred if choice["fallback"] else []
            written = self._locked(scene_id, scene, name) if is_locked else self._link(scene_id, scene, name)
            condition: Expression = ["and", when, *unless] if unless else when
            asked += [] if is_locked else [condition]
            yield written if condition == 1 else f"<<if {self._expressions.of(condition)}>>{written}<</if>>"
        if 1 not in asked:
            yield f'<<if !({self._expressions.of(["or", *asked])})>><<include "stuck">><</if>>'

    def _link(self, scene_id: str, scene: Scene, name: str) -> str:
        choice = scene["choices"][name]
        say = self._proses.string(self._said(choice["say"], scene_id, scene, name, ""))
        chosen = f"<<run setup.choose({dumps(scene_id)}, {dumps(name)})>>"
        body = "".join(self._chance(scene_id, choice["outcomes"], choice["deck"], "goto"))
        return f"<p><<link `{say}`>>{chosen}{body}<</link>></p>"

    def _locked(self, scene_id: str, scene: Scene, name: str) -> str:
        choice = scene["choices"][name]
        say = self._proses.line(self._said(choice["say"], scene_id, scene, name, ""))
        reason = self._proses.line(self._said(choice["locked"] or [], scene_id, scene, name, "/locked"))
        return f'<p class="locked">{say} (not now: {reason})</p>'

    def _said(self, prose: Prose, scene_id: str, scene: Scene, name: str, part: str) -> Line:
        line: Line | None = None
        with suppress(TangledError):
            line = one_line(prose, f"{scene['deck']}/{name}{part}", scene_id)
        if not line:
            why = "no words" if line is not None else "more than one paragraph, and a choice is one line"
            self.refusals.append(Refusal(scene["at"], f"scene `{scene_id}`, choice `{name}`", why))
        return line or []

    def _chance(self, scene_id: str, outcomes: Sequence[Outcome], deck: str, how: str) -> Iterator[str]:
        if len(outcomes) == 1:
            yield from self._way(outcomes[0], how)
            return
        weights = ", ".join(self._expressions.of(outcome["weight"]) for outcome in outcomes)
        yield f"<<set $taken to setup.pick({dumps(deck)}, {self._expressions.visit(scene_id)}, [{weights}])>>"
        for number, outcome in enumerate(outcomes):
            yield f"<<{'elseif' if number else 'if'} $taken == {number}>>"
            yield from self._way(outcome, how)
        yield f'<<else>><<{how} "stuck">><</if>>'

    def _way(self, outcome: Outcome, how: str) -> Iterator[str]:
        yield from map(self._expressions.effect, outcome["do"])
        if outcome["then"]:
            then = self.names[outcome["then"]]
            yield f"<<run $calls.push({dumps(then)})>>{_arrow(then)}"
        if outcome["goto"] == RETURN:
            yield f'<<set $there to $calls.pop()>><<{how} "onward">>'
        else:
            yield from self._go(outcome["goto"], how)

    def _go(self, scene_id: str, how: str) -> Iterator[str]:
        name = self.names[scene_id]
        yield f'<<set $there to {dumps(name)}>><<{how} "onward">>{_arrow(name)}'
