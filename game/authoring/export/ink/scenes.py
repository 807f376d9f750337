"""Scenes in ink: one knot each, named after the scene."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress

from game.authoring.export.bounds import bounds
from game.authoring.export.ink.expressions import Expressions
from game.authoring.export.ink.names import InkNames
from game.authoring.export.ink.prose import Proses, told
from game.authoring.export.lines import Line, TangledError, lines, one_line
from game.authoring.export.refusal import Refusal
from game.engine.story import CLOCK, RETURN, Choice, Effect, Ending, Expression, Outcome, Prose, Scene, Story
from game.wording import _

LARGEST_TOTAL = 32767
"""Of the weights of a chance: ink's numbers have 31 bits, and `draw` multiplies by a half of them."""


class Scenes:
    def __init__(self, story: Story, names: InkNames) -> None:
        self._story = story
        self._names = names
        self._expressions = Expressions(story, names)
        self._proses = Proses(self._expressions, names)
        self._tells_news = any(news["in_passage"] for news in story["news"])
        self.refusals: list[Refusal] = []

    def knot(self, scene_id: str, scene: Scene) -> Iterator[str]:
        yield f"=== {self._names.knots[scene_id]} ==="
        yield f"// {scene['at']}"
        yield self._tags(scene_id, scene)
        yield from self.effects(scene["do"])
        yield from self._text(scene_id, scene)
        if scene["ending"]:
            yield from self._ending(scene_id, scene, scene["ending"])
        elif scene["outcomes"]:
            yield from self._chance(scene_id, scene["outcomes"], scene["deck"], f"scene `{scene_id}`")
        else:
            yield from self._menu(scene_id, scene)
        yield ""

    def prose(self, prose: Prose, what: str, at: str, deck: str = "words", scene: str | None = None) -> list[str]:
        try:
            return list(self._proses.lines(lines(prose, deck, scene)))
        except TangledError:
            why = "alternatives that begin and end inside one another's paragraphs, too often to be said one by one"
            self.refusals.append(Refusal(at, what, why))
            return []

    def truth(self, tree: Expression) -> str:
        return self._expressions.truth(tree)

    def number(self, tree: Expression) -> str:
        return self._expressions.number(tree)

    def settings(self, values: Iterable[tuple[str, int]]) -> Iterator[str]:
        for name, value in values:
            yield f"~ {self._names.variables[name]} = {self._expressions.constant(name, value)}"

    def onward(self, scene_id: str, here: str = "") -> str:
        """Goes to a scene, past the events that may break in on the way."""
        scene = self._story["scenes"][scene_id]
        knot = self._names.knots[scene_id]
        eventful = scene["ending"] is None and scene["window"] in (None, scene_id)
        return f"-> onward(-> {knot})" if self._story["events"] and eventful else self.straight(scene_id, here)

    def straight(self, scene_id: str, here: str = "") -> str:
        """Goes to a scene. From itself by a detour: ink does not count a visit to a knot that one is in."""
        knot = self._names.knots[scene_id]
        return f"-> {self._names.helper('again')}(-> {knot})" if scene_id == here else f"-> {knot}"

    def called(self, scene_id: str, here: str = "") -> list[str]:
        """Goes to a scene and comes back from it; events wait meanwhile."""
        tunnel = f"{self.straight(scene_id, here)} ->"
        return ["~ calls = calls + 1", tunnel, "~ calls = calls - 1"] if self._story["events"] else [tunnel]

    def _tags(self, scene_id: str, scene: Scene) -> str:
        place = self._story["places"][scene["place"]]["name"] if scene["place"] else ""
        ending = scene["ending"]
        tags = {
            "scene": scene_id,
            "place": place,
            "hour": scene["hour"] or "",
            "title": scene["title"],
            "ending": ending["title"] if ending else "",
            "group": ending["group"] if ending else "",
        }
        said = [f"# {name}: {told(value)}" for name, value in tags.items() if value]
        said += [f"# ask: {told(question)}" for question in scene["ask"]]
        return " ".join([*said, *self.facts(scene["facts"])])

    @staticmethod
    def facts(facts: Collection[str]) -> list[str]:
        return [f"# facts: {', '.join(facts)}"] if facts else []

    def effects(self, effects: Sequence[Effect]) -> Iterator[str]:
        yield from map(self._expressions.effect, effects)
        if self._tells_news and any(name == CLOCK for name, _tree in effects):
            yield "-> news ->"

    def _text(self, scene_id: str, scene: Scene) -> Iterator[str]:
        what = f"scene `{scene_id}`"
        text = self.prose(scene["text"], what, scene["at"], scene["deck"], scene_id)
        if not (scene["dials"] and text):
            yield from text
            return
        yield "{"
        yield f"- {' or '.join(self._names.dials[dial] for dial in scene['dials'])}:"
        summary = self.prose(scene["summary"], what, scene["at"], scene["deck"], scene_id)
        yield from (f"    {line}" for line in summary)
        yield "- else:"
        yield from (f"    {line}" for line in text)
        yield "}"

    def _ending(self, scene_id: str, scene: Scene, ending: Ending) -> Iterator[str]:
        meanwhile = self._story["about"]["meanwhile"]
        yield from self._headed(_("Who is not here"), ending["absent"], scene_id, scene)
        yield "-> reported ->"
        yield from self._headed(_("What nobody knows"), ending["unknown"], scene_id, scene)
        yield from self._headed(meanwhile, ending["meanwhile"], scene_id, scene)
        if ending["ask"]:
            yield f"{told(_('To talk about'))}: # heading"
            yield from map(told, ending["ask"])
        yield "-> END"

    def _headed(self, heading: str, prose: Prose, scene_id: str, scene: Scene) -> Iterator[str]:
        text = self.prose(prose, f"ending `{scene_id}`", scene["at"])
        if text:
            yield f"{told(heading)}. # heading"
            yield from text

    def _menu(self, scene_id: str, scene: Scene) -> Iterator[str]:
        choices = scene["choices"]
        if any(choice["locked"] is not None for choice in choices.values()):
            yield "- (menu)"
        barred: list[Expression] = [["not", choice["when"]] for choice in choices.values() if not choice["fallback"]]
        for name, is_locked in offered(scene):
            unless = barred if choices[name]["fallback"] else []
            yield from self._choice(scene_id, scene, name, unless, is_locked=is_locked)
        if not _always(choices.values()):
            self._names.helper("stuck")
            yield "+ -> stuck"

    def _choice(
        self, scene_id: str, scene: Scene, name: str, barred: Sequence[Expression], *, is_locked: bool
    ) -> Iterator[str]:
        choice = scene["choices"][name]
        what = f"scene `{scene_id}`, choice `{name}`"
        deck = f"{scene['deck']}/{name}"
        say = self._said(choice["say"], f"{what}, what it says", scene, deck, scene_id)
        if is_locked:
            reason = self._said(choice["locked"] or [], f"{what}, its reason", scene, f"{deck}/locked", scene_id)
            shut = _("{say} (not now: {reason})", say=say, reason=reason)
            yield f"+{self._when([['not', choice['when']], *barred])} [{shut} # UNCLICKABLE]"
            yield "    -> menu"
            return
        label = self._names.labels[scene_id, name]
        yield f"+ ({label}){self._when([choice['when'], *barred])} [{say}]"
        body = [*self.facts(choice["facts"]), *self._chance(scene_id, choice["outcomes"], choice["deck"], what)]
        yield from (f"    {line}" for line in body)

    def _when(self, conditions: Sequence[Expression]) -> str:
        asked = [each for each in conditions if each != 1]
        if not asked:
            return ""
        return f" {{{self.truth(asked[0] if len(asked) == 1 else ['and', *asked])}}}"

    def _said(self, prose: Prose, what: str, scene: Scene, deck: str, scene_id: str) -> str:
        line: Line | None = None
        with suppress(TangledError):
            line = one_line(prose, deck, scene_id)
        if line is None:
            self.refusals.append(Refusal(scene["at"], what, "more than one paragraph, and a choice is one line"))
        elif not line:
            self.refusals.append(Refusal(scene["at"], what, "no words, which would be taken unasked"))
        return self._proses.line(line or [], in_choice=True)

    def _chance(self, scene_id: str, outcomes: Sequence[Outcome], deck: str, what: str) -> Iterator[str]:
        if len(outcomes) == 1:
            yield from self._way(outcomes[0], scene_id)
            return
        weights: list[Expression] = [_held(outcome["weight"], self._story) for outcome in outcomes]
        total = _sum(weights)
        low, high = bounds(total, self._story["variables"])
        if high > LARGEST_TOTAL:
            at = self._story["scenes"][scene_id]["at"]
            self.refusals.append(Refusal(at, what, f"weights that may come to {high}, more than {LARGEST_TOTAL}"))
        written = self._expressions.number(total)
        yield f"~ luck = {self._expressions.draw(deck, self._names.knots[scene_id], written)}"
        yield "{"
        if low <= 0:
            self._names.helper("stuck")
            yield f"- {self.truth(['==', total, 0])}:"
            yield "    -> stuck"
        for number, outcome in enumerate(outcomes, 1):
            last = number == len(outcomes)
            comment = f" // {name}" if (name := outcome.get("name", "")) else ""
            up_to = self._expressions.number(_sum(weights[:number]))
            yield f"- else:{comment}" if last else f"- luck < {up_to}:{comment}"
            yield from (f"    {line}" for line in self._way(outcome, scene_id))
        yield "}"

    def _way(self, outcome: Outcome, here: str) -> Iterator[str]:
        yield from self.facts(outcome["facts"])
        yield from self.effects(outcome["do"])
        if outcome["then"]:
            yield from self.called(outcome["goto"], here)
            yield self.onward(outcome["then"], here)
        elif outcome["goto"] == RETURN:
            yield "->->"
        else:
            yield self.onward(outcome["goto"], here)


def offered(scene: Scene) -> Iterator[tuple[str, bool]]:
    """The choices of a scene in the order in which ink is given them, and whether it is as a locked one."""
    ordinary = [choice for choice in scene["choices"].values() if not choice["fallback"]]
    for is_fallback in (False, True):
        for name, choice in scene["choices"].items():
            if choice["fallback"] == is_fallback and not (is_fallback and _always(ordinary)):
                yield name, False
                if choice["locked"] is not None and choice["when"] != 1:
                    yield name, True


def _always(choices: Iterable[Choice]) -> bool:
    """Whether one of these is open whatever has happened."""
    return any(choice["when"] == 1 for choice in choices)


def _held(weight: Expression, story: Story) -> Expression:
    """A weight below nought counts as nought."""
    return weight if bounds(weight, story["variables"]).low >= 0 else ["max", 0, weight]


def _sum(weights: Sequence[Expression]) -> Expression:
    constant = sum(weight for weight in weights if isinstance(weight, int))
    rest = [weight for weight in weights if not isinstance(weight, int)]
    total: Expression = constant
    for weight in rest:
        total = ["+", total, weight] if total != 0 else weight
    return total
