"""Scenes as numbered paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeGuard

from game.authoring.export.booklet.dice import sides_for, throw
from game.authoring.export.booklet.possible import Possible
from game.authoring.export.booklet.prose import Printer
from game.authoring.export.booklet.wording import Term, Wording, negated
from game.authoring.export.bounds import bounds
from game.authoring.export.markup import Markup, filled, table, tag, together
from game.authoring.export.sources import Footnotes
from game.engine.story import RETURN, Choice, Ending, Expression, Outcome, Scene, Story
from game.engine.text import marks
from game.wording import N_, _

BOX = Markup('<span class="box"></span>')


class Paragraphs:
    def __init__(
        self, story: Story, possible: Possible, numbers: Mapping[str, int], wording: Wording, notes: Footnotes
    ) -> None:
        self._story = story
        self._possible = possible
        self._numbers = numbers
        self._wording = wording
        self._notes = notes
        self.printer = Printer(wording, possible, notes)
        self.points: list[int] = []
        """Paragraphs in which points are counted before a throw."""

    def paragraph(self, scene_id: str, scene: Scene) -> Markup:
        number = str(self._numbers[scene_id])
        head = [tag("b", number, class_="number"), BOX if scene_id in self._wording.visits else ""]
        place = self._story["places"][scene["place"]]["name"] if scene["place"] else ""
        where = ", ".join(part for part in (place, scene["hour"] or "") if part)
        title = scene["title"] or (scene["ending"] or {}).get("title", "")
        body = [
            tag("h3", *head, tag("span", title), tag("span", where, class_="where")),
            self.printer.paragraphs(scene["text"], scene["deck"], scene_id),
            self._cited(scene),
            *self._sentences(scene["do"]),
            *(tag("p", _("To talk about: {question}", question=each), class_="ask") for each in scene["ask"]),
        ]
        if scene["ending"] is not None:
            body += self._ending(scene_id, scene["ending"])
        elif scene["choices"]:
            body.append(tag("ul", *self._menu(scene_id, scene), class_="menu"))
        else:
            body.append(tag("div", self._chance(scene_id, scene["outcomes"]), class_="onward"))
        return tag("section", *body, class_="paragraph", id=f"p{number}")

    def _cited(self, scene: Scene) -> Markup:
        told = {each for part in scene["text"] if isinstance(part, str) for each in marks(part)}
        rest = [each for each in scene["facts"] if each not in told]
        return tag("p", _("Reported:"), self._notes.note(rest), class_="small") if rest else Markup("")

    def _sentences(self, effects: Sequence[Sequence[object]]) -> Iterator[Markup]:
        if told := " ".join(self._wording.effects(effects)):
            yield tag("p", told, class_="do")

    def _menu(self, scene_id: str, scene: Scene) -> Iterator[Markup]:
        for name, choice in scene["choices"].items():
            if self._possible.may(choice["when"]) or choice["locked"] is not None:
                yield tag("li", *self._choice(scene_id, scene, name, choice))

    def _choice(self, scene_id: str, scene: Scene, name: str, choice: Choice) -> Iterator[str]:
        deck = f"{scene['deck']}/{name}"
        when = self._possible.settled(choice["when"])
        if choice["fallback"]:
            yield tag("i", f"{_('Only if nothing else is open:')} ", class_="if")
        if when not in (0, 1):
            yield self._if(when)
        if (scene_id, name) in self._wording.chosen:
            yield together(BOX, tag("i", f"{_('{choice} (tick when taken)', choice=name)} ", class_="if"))
        yield self.printer.inline(choice["say"], deck, scene_id)
        yield self._notes.note(choice["facts"])
        if when != 0:
            yield " — "
            yield self._chance(scene_id, choice["outcomes"])
        if choice["locked"] is not None and when != 1:
            reason = self.printer.inline(choice["locked"], f"{deck}/locked", scene_id)
            words = _("(Not open: {reason})") if when == 0 else _("(Otherwise not: {reason})")
            yield tag("span", " ", filled(words, reason=reason), class_="locked")

    def _if(self, test: Expression) -> Markup:
        return tag("i", f"{_('If {condition}:', condition=self._wording.truth(test))} ", class_="if")

    def _chance(self, scene_id: str, outcomes: Sequence[Outcome]) -> Markup:
        ways = self._possible.ways(outcomes)
        if not ways:
            return tag("span", _("(Here the story cannot go on.)"))
        if len(ways) == 1:
            return self._way(ways[0])
        weights = [_unheld(self._possible.settled(each["weight"])) for each in ways]
        if all(isinstance(each, int) for each in weights):
            return self._thrown(ways, [int(each) for each in weights if isinstance(each, int)])
        if tests := _apart(weights):
            parts = [tag("p", self._if(test), self._way(way)) for test, way in zip(tests, ways, strict=True)]
            return tag("div", *parts)
        return self._counted(scene_id, ways, weights)

    def _thrown(self, ways: Sequence[Outcome], weights: list[int]) -> Markup:
        sides, ranges = throw(weights)
        rows = [
            [f"{low}–{high}" if low < high else str(low), self._named(way)]
            for way, (low, high) in zip(ways, ranges, strict=True)
        ]
        words = N_("Roll 1–{sides} (again from {number})") if ranges[-1][1] < sides else N_("Roll 1–{sides}")
        return table([_(words, sides=sides, number=ranges[-1][1] + 1), ""], rows, "chance")

    def _counted(self, scene_id: str, ways: Sequence[Outcome], weights: Sequence[Expression]) -> Markup:
        self.points.append(self._numbers[scene_id])
        most = sum(max(0, bounds(each, self._possible.variables).high) for each in weights)
        rest = _is_rest(weights)
        rows = [
            [
                together(_("1 if no line above has any"))
                if rest and number == len(ways)
                else _points(self._wording.terms(weight)),
                tag("span", "………"),
                self._named(way),
            ]
            for number, (way, weight) in enumerate(zip(ways, weights, strict=True), 1)
        ]
        heads = [_("Points (none below 0)"), _("Sum so far"), _("Count, then roll 1–{sides}", sides=sides_for(most))]
        return table(heads, rows, "chance")

    def _named(self, way: Outcome) -> Markup:
        name = way.get("name", "")
        return together(*([tag("b", name), ": "] if name else []), self._way(way))

    def _way(self, way: Outcome) -> Markup:
        told = " ".join(self._wording.effects(way["do"]))
        parts: list[str] = [self._notes.note(way["facts"]), tag("span", f"{told} ", class_="do") if told else ""]
        if way["then"]:
            words = _("Write {back} on your way back, and turn to {number}.")
            parts.append(filled(words, back=self._link(way["then"]), number=self._link(way["goto"])))
        elif way["goto"] == RETURN:
            parts.append(_("Turn to the last number on your way back, and strike it out."))
        else:
            parts.append(filled(_("Turn to {number}."), number=self._link(way["goto"])))
        return tag("span", *parts, class_="turn")

    def _link(self, scene_id: str) -> Markup:
        number = str(self._numbers[scene_id])
        return tag("a", number, href=f"#p{number}")

    def _ending(self, scene_id: str, ending: Ending) -> Iterator[Markup]:
        yield tag("p", tag("b", _("The end.")), f" {ending['group']}" if ending["group"] else "", class_="end")
        headed = (
            (_("Who is not here"), "absent", ending["absent"]),
            (_("What nobody knows"), "unknown", ending["unknown"]),
            (self._story["about"]["meanwhile"], "meanwhile", ending["meanwhile"]),
        )
        for heading, key, prose in headed:
            if text := self.printer.paragraphs(prose, f"{scene_id}/{key}", scene_id):
                yield together(tag("h4", heading), text)
        if ending["ask"]:
            yield together(tag("h4", _("To talk about")), tag("ul", *(tag("li", each) for each in ending["ask"])))


def _points(terms: Sequence[Term]) -> Markup:
    if not terms:
        return together("0")
    lines = [
        _("{amount} if {condition}", amount=each.amount, condition=each.when) if each.when else each.amount
        for each in terms
    ]
    return together(
        *(part for number, line in enumerate(lines) for part in (*([Markup("<br>+ ")] if number else []), line))
    )


def _unheld(weight: Expression) -> Expression:
    """A weight below nought counts as nought anyhow."""
    match weight:
        case ["max", 0, inner] | ["max", inner, 0]:
            return inner
        case _:
            return weight


def _apart(weights: Sequence[Expression]) -> list[Expression]:
    """The conditions on which each comes about, where surely no two can; else none."""
    tests = [test for test in map(_when, weights) if test is not None]
    if len(tests) < len(weights):
        return []
    if len(tests) == 2 and tests[1] in (negated(tests[0]), ["not", tests[0]]):
        return tests
    asked = {(test[1], test[2]) for test in tests if _is_value(test)}
    return tests if len(asked) == len(tests) and len({name for name, _ in asked}) == 1 else []


def _is_value(test: Expression) -> TypeGuard[Sequence[Any]]:
    match test:
        case ["==", str(), int()]:
            return True
        case _:
            return False


def _is_rest(weights: Sequence[Expression]) -> bool:
    """Whether the last comes about just where no other can."""
    *tests, last = [_when(each) for each in weights]
    return None not in tests and last == negated(["or", *tests])


def _when(weight: Expression) -> Expression | None:
    """The condition on which a weight is more than nought, where nothing else makes it so."""
    match weight:
        case ["if", test, int(amount), 0] if amount > 0:
            return test
        case ["if", test, 0, int(amount)] if amount > 0:
            return negated(test)
        case ["==" | "!=" | "<" | "<=" | ">" | ">=" | "and" | "or" | "not" | "in", *_]:
            return weight
        case _:
            return None
