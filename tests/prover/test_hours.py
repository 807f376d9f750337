"""Hours that pass as bits become what they become one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.prover.hours import Hours, bits, passage

CLASSES = 200


def these(hours: Hours) -> set[int]:
    """Of the one stay that there is."""
    return {64 * word + bit for word, bits in enumerate(hours[:, 0].tolist()) for bit in range(64) if bits >> bit & 1}


@st.composite
def passages(draw: st.DrawFn) -> tuple[tuple[int, ...], int]:
    """What each class becomes, and of how many: shifted and held within a day, dealt at random, or one for all."""
    here, there = draw(st.integers(1, CLASSES)), draw(st.integers(1, CLASSES))
    by, lot = draw(st.integers(-there, there)), draw(st.lists(st.integers(0, there - 1), min_size=here, max_size=here))
    shifted = [min(max(0, each + by), there - 1) for each in range(here)]
    becomes = draw(st.sampled_from([shifted, lot, [lot[0]] * here, [*shifted[: here // 2], *lot[here // 2 :]]]))
    return tuple(becomes), there


@given(passages(), st.sets(st.integers(0, CLASSES - 1)))
def test_forth(dealt: tuple[tuple[int, ...], int], some: set[int]) -> None:
    becomes, there = dealt
    some = {each for each in some if each < len(becomes)}
    found = passage(becomes, there).forth(bits(some, len(becomes)))
    assert these(found) == {becomes[each] for each in some}


@given(passages(), st.sets(st.integers(0, CLASSES - 1)))
def test_back(dealt: tuple[tuple[int, ...], int], some: set[int]) -> None:
    becomes, there = dealt
    some = {each for each in some if each < there}
    found = passage(becomes, there).back(bits(some, there))
    assert these(found) == {each for each, then in enumerate(becomes) if then in some}
