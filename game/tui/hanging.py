"""Text whose indented and set-apart lines keep what stands at their left when they wrap."""

from __future__ import annotations

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

RULE = "  │ "
TAKEN = "› "
"""Before a choice that was made."""


class Hanging(Visual):
    """A content; a line of it that begins with the rule, or with an indent, has it on each line that it wraps to. What
    stands in its first `mark` cells stands there once, and has nothing below it."""

    def __init__(self, content: Content, mark: int = 0) -> None:
        self._content = content
        self._mark = mark
        self._known: dict[int, Content] = {}

    def wrapped(self, width: int) -> Content:
        """The lines as they are shown at a width, the left ones kept."""
        if width not in self._known:
            lines = [
                part for line in self._content.split("\n", allow_blank=True) for part in _parts(line, width, self._mark)
            ]
            self._known[width] = Content("\n").join(lines)
        return self._known[width]

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return self.wrapped(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self._content.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self.wrapped(width).get_height(rules, width)


def item(number: int, *words: Content | str | tuple[str, str]) -> Hanging:
    """One of a list, behind its number."""
    mark = f"{number}  "
    return Hanging(Content.assemble((mark, "bold"), *words), len(mark))


def _parts(line: Content, width: int, mark: int) -> list[Content]:
    text = line.plain
    mark = mark or (len(TAKEN) if text.startswith(TAKEN) else 0)
    hung = mark or (len(RULE) if text.startswith(RULE) else len(text) - len(text.lstrip(" ")))
    if not hung or line.cell_length <= width or width <= 2 * hung:
        return [line]
    left, words = line.divide([hung])
    below = Content(" " * hung) if mark else left
    return [Content.assemble(below if at else left, part.rstrip()) for at, part in enumerate(words.wrap(width - hung))]
