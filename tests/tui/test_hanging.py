"""What is set apart or indented keeps what stands at its left, at any width, and loses no word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from game.tui.hanging import RULE, TAKEN, Hanging, item

WORDS = st.lists(st.text("abcxyz", min_size=1, max_size=9), min_size=1, max_size=40).map(" ".join)


@given(WORDS, st.sampled_from(["", "  ", RULE]), st.integers(12, 80))
def test_every_line_has_the_same_left(words: str, left: str, width: int) -> None:
    lines = _lines(Content(left + words), width)
    assert all(line.startswith(left) and len(line) <= width for line in lines)
    assert " ".join(line.removeprefix(left).strip() for line in lines) == words


@given(WORDS, st.integers(1, 30), st.integers(14, 80))
def test_what_stands_behind_a_mark_stands_below_itself(words: str, number: int, width: int) -> None:
    for mark, hanging in ((f"{number}  ", item(number, words)), (TAKEN, Hanging(Content(TAKEN + words)))):
        first, *rest = [line.plain for line in hanging.wrapped(width).wrap(width)]
        assert first.startswith(mark)
        assert all(line.startswith(" " * len(mark)) and len(line) <= width for line in rest)
        assert " ".join([first.removeprefix(mark).strip(), *map(str.strip, rest)]) == words


def test_the_height_is_that_of_what_is_shown() -> None:
    content = Content(f"One line.\n\n{RULE}{'word ' * 30}\nAnother.")
    for width in (10, 20, 40, 200):
        assert Hanging(content).get_height({}, width) == len(_lines(content, width))


def _lines(content: Content, width: int) -> list[str]:
    hanging = Hanging(content)
    return [line.plain for line in hanging.wrapped(width).wrap(width)]
