"""A story's text as Textual content. What a story holds is text for the screen, never markup for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from game.engine.playthrough import Passage
from game.engine.text import Span, read
from game.settings import Settings
from game.tui.hanging import RULE, TAKEN
from game.wording import _

_STYLES = {"text": "", "emphasis": "italic", "mark": "$text-muted"}


def passage_content(passage: Passage, settings: Settings, pauses: Sequence[str] = ()) -> Content:
    """What was chosen, the title, the text of a passage, and the questions to stop at."""
    parts: list[Content] = []
    if passage.led_by:
        parts.append(Content.styled(f"{TAKEN}{flat(passage.led_by)}", "$text-muted italic"))
    if passage.title:
        parts.append(Content.styled(passage.title, "bold $primary"))
    parts += paragraphs(passage.read(settings.short), marked=settings.marks)
    if pauses:
        questions = [Content.styled(f"  {question}", "$text-muted") for question in pauses]
        parts.append(Content("\n").join([Content.styled(_("Stop here, and talk."), "bold $secondary"), *questions]))
    return Content("\n\n").join(parts)


def paragraphs(text: str, *, marked: bool) -> list[Content]:
    """One content for each paragraph; what is set apart is indented, each line on its own."""
    return [
        Content("\n").join(_line(line, apart=paragraph.apart) for line in paragraph.lines)
        for paragraph in read(text, marked=marked)
    ]


def prose(text: str, *, marked: bool = False) -> Content:
    return Content("\n\n").join(paragraphs(text, marked=marked))


def flat(text: str) -> str:
    """A text of one line, without emphasis or marks."""
    return " ".join(
        "".join(span.text for span in line) for paragraph in read(text, marked=False) for line in paragraph.lines
    )


def _line(spans: Iterable[Span], *, apart: bool) -> Content:
    content = Content.assemble(*((span.text, _STYLES[span.role]) for span in spans))
    return Content.assemble((RULE, "$secondary"), content.stylize("$secondary")) if apart else content
