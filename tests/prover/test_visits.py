"""How likely each scene is to be come to, against a slow calculation over the states of the game's own rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.prover.explore import Budget
from game.prover.visits import visits
from tests.prover.naive import Naive, State
from tests.prover.random_stories import dealt


def met(naive: Naive, scene: str) -> float:
    """By iteration from nought upward; a state that only comes back to itself by chance is left for good."""
    values = {state: float(state.scene == scene) for state in naive.options}
    while True:
        changed = 0.0
        for state, options in naive.options.items():
            if options and state.scene != scene:
                now = sum(sum(c * values[to] for c, to in option.ways) for option in options) / len(options)
                changed, values[state] = max(changed, abs(now - values[state])), now
        if changed < 1e-15:
            return values[naive.start]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5_000))
def test_chances_of_scenes_agree(seed: int) -> None:
    story = dealt(seed)
    naive = Naive(story, "one")
    if any(not options and not ends(naive, state) for state, options in naive.options.items()):
        return  # stuck: play ends there
    found = visits(story, ["one"], Budget())["one"].chances
    assert found.keys() == naive.scenes()
    for scene, chance in found.items():
        assert chance == pytest.approx(met(naive, scene), rel=1e-9, abs=1e-12)


def ends(naive: Naive, state: State) -> bool:
    return naive.rules.scenes[state.scene].ending is not None
