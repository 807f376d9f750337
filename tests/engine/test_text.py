from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.engine.text import folded, marks, plain, read

TEXTS = st.text(alphabet=st.sampled_from("ab *[]S1~,>\n .|"), max_size=60)


@given(TEXTS)
def test_the_short_way_of_reading_is_the_long_way(text: str) -> None:
    long_way = "\n\n".join(
        "\n".join("".join(span.text for span in line) for line in paragraph.lines)
        for paragraph in read(text, marked=False)
    )
    assert plain(text) == long_way


@given(TEXTS.filter(lambda text: ">" not in text))
def test_folding_changes_nothing_that_is_read(text: str) -> None:
    assert plain(folded(text)) == plain(text)


@given(TEXTS)
def test_marks_are_shown_or_hidden_and_change_nothing_else(text: str) -> None:
    shown = [
        span
        for paragraph in read(text, marked=True)
        for line in paragraph.lines
        for span in line
        if span.role != "mark"
    ]
    letters = "".join(span.text for span in shown).split()
    hidden = plain(text).split()
    assert "".join(letters) == "".join(hidden)


def test_a_mark_cites_its_facts() -> None:
    assert marks("It was so. [S044, ~C219] And so. [S044]") == ["S044", "C219"]


def test_what_is_no_mark_is_text() -> None:
    assert plain("[bold] and [red]words[/red] and [s044]") == "[bold] and [red]words[/red] and [s044]"


def test_paragraphs_emphasis_and_what_is_set_apart() -> None:
    text = "One\nline *only*. [S001]\n\n> A sign\n> in two lines\nand on."
    assert plain(text) == "One line only.\n\nA sign\nin two lines\n\nand on."
