"""The order in which odds are worked out: each state after all that it leads to, and only true circles together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.prover.graph import circles
from game.prover.order import ordered
from game.prover.roads import Roads


@st.composite
def tables(draw: st.DrawFn) -> Roads:
    """States that some hours part, or none, with one road to each option; the first state is led to by no other."""
    states = draw(st.integers(1, 30))
    late = [9, *(draw(st.integers(0, draw(st.sampled_from([0, 3])))) for _ in range(states - 1))]
    pairs = draw(st.lists(st.tuples(st.integers(0, states - 1), st.integers(1, max(1, states - 1))), max_size=60))
    back = draw(st.booleans())
    roads = sorted({(a, b) for a, b in pairs if a != b and b < states and (back or a == 0 or late[a] <= late[b])})
    return Roads(
        np.array([0, states]),
        np.array(late, np.int32),
        np.array([a for a, _ in roads], np.int32),
        np.arange(len(roads), dtype=np.int32),
        np.array([b for _, b in roads], np.int32),
        np.ones(len(roads)),
        np.zeros(len(roads)),
    )


@settings(max_examples=400, deadline=None)
@given(tables())
@pytest.mark.filterwarnings("error")
def test_each_comes_after_what_it_leads_to_but_for_its_own_circle(roads: Roads) -> None:
    order = ordered(roads)
    onward: list[list[int]] = [[] for _ in range(roads.states)]
    for a, b in zip(roads.state.tolist(), roads.to.tolist(), strict=True):
        onward[a].append(b)
    circle_of = {state: number for number, together in enumerate(circles(onward)) for state in together}
    layer_of = np.empty(roads.states, np.int64)
    for number, layer in enumerate(order.layers):
        layer_of[layer.states] = number
    assert sorted(order.number.tolist()) == list(range(roads.states))
    for a, targets in enumerate(onward):
        here = layer_of[order.number[a]]
        on_circle = any(circle_of[a] == circle_of[b] for b in targets)
        assert order.layers[here].circle == on_circle
        for b in targets:
            there = layer_of[order.number[b]]
            assert there < here or (there == here and circle_of[a] == circle_of[b])
