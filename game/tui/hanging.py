"""Text whose indented and set-apart lines keep what stands at their left when they wrap."""

from __future__ import annotations

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

RULE = "  │ "


class Hanging(Visual):
    """A content; a line of it that begins with the rule, or with an indent, has it on each line that it wraps to."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._known: dict[int, Content] = {}

    def wrapped(self, width: int) -> Content:
        """The lines as they are shown at a width, the left ones kept."""
        if width not in self._known:
            lines = [part for line in self._content.split("\n", allow_blank=True) for part in _parts(line, width)]
            self._known[width] = Content("\n").join(lines)
        return self._known[width]

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return self.wrapped(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self._content.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self.wrapped(width).get_height(rules, width)


def _parts(line: Content, width: int) -> list[Content]:
    text = line.plain
    hung = len(RULE) if text.startswith(RULE) else len(text) - len(text.lstrip(" "))
    if not hung or line.cell_length <= width or width <= 2 * hung:
        return [line]
    rule, words = line.divide([hung])
    return [Content.assemble(rule, part.rstrip()) for part in words.wrap(width - hung)]
