"""Facts with their sources, numbered as they are met, for what is printed."""

from __future__ import annotations

from collections.abc import Iterable

from game.authoring.export.markup import Markup, tag, together
from game.engine.journal import cited
from game.engine.story import Fact, Story
from game.engine.text import read
from game.wording import _
from game.wording.playthrough import confidence


class Footnotes:
    def __init__(self, story: Story) -> None:
        self._story = story
        self._numbers: dict[str, int] = {}

    def mark(self, mark: str) -> Markup:
        """A mark of provenance as it stands in a text: ` [S044, ~C219]`."""
        return self.note(each.strip() for each in mark.strip(" \t[]").split(","))

    def note(self, ids: Iterable[str]) -> Markup:
        """The numbers of some facts; `~` stands before what is only inferred from one."""
        found = [self._number(each) for each in ids]
        return tag("sup", " ", *(each for number in found for each in (number, " "))) if found else Markup("")

    def _number(self, fact: str) -> Markup:
        number = str(self._numbers.setdefault(fact.lstrip("~"), len(self._numbers) + 1))
        return together("~" if fact.startswith("~") else "", tag("a", number, href=f"#f{number}"))

    def told(self, text: str) -> Markup:
        """A text as paragraphs, with its marks as numbers."""
        made: list[Markup] = []
        for paragraph in read(text, marked=True):
            for line in paragraph.lines:
                spans = [self._span(span.text, span.role) for span in line]
                made.append(tag("p", *spans, class_="apart") if paragraph.apart else tag("p", *spans))
        return together(*made)

    def _span(self, text: str, role: str) -> str:
        match role:
            case "mark":
                return self.mark(text)
            case "emphasis":
                return tag("em", text)
            case _:
                return text

    def listed(self) -> Markup:
        """All that were asked for, in the order of their numbers."""
        rows = [tag("li", *self._entry(fact), id=f"f{number}") for fact, number in self._numbers.items()]
        return tag("ol", *rows, class_="facts small")

    def _entry(self, name: str) -> list[str]:
        fact = self._story["facts"].get(name)
        if fact is None:
            return [name]
        parts = [f"{fact['claim']} ({'; '.join([fact['by'], confidence(fact['confidence'])])}.)"]
        if note := fact.get("note"):
            parts.append(f" {_('Caution: {note}', note=note)}")
        return [*parts, *(f" {each}" for each in sources_of(self._story, fact))]


def sources_of(story: Story, fact: Fact) -> list[str]:
    """Outlet, date, title and address of each."""
    known = [story["sources"][each] for each in fact["sources"]]
    return [f"{cited(each)} {each.get('url', '')}".strip() for each in known]
