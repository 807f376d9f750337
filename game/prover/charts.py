"""Draws the charts of a story, one after the other: what was worked out for one traveller serves the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.engine.story import Story
from game.prover.classes import Observed, Partitions, classes, nothing_observed
from game.prover.layouts import Layouts
from game.prover.model import Model, Models
from game.prover.steps import Chart


class Charts:
    def __init__(self, story: Story) -> None:
        self.story = story
        self._models = Models(story)
        self._partitions = Partitions(story["variables"])
        self._layouts = Layouts()

    def of(
        self, travellers: Sequence[str], observed: Callable[[Model], Observed] = lambda _: nothing_observed
    ) -> Chart:
        """Of some travellers together. Raises `TooManyStatesError`."""
        model = self._models.of(travellers)
        return Chart(model, classes(model, observed(model), self._partitions), self._layouts)
