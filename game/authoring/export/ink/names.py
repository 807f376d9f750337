"""What everything in a story is called in ink, where most things share one space of names."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from game.authoring.export.names import Names
from game.engine.story import Story

LUCK = (Path(__file__).parent / "luck.ink").read_text("utf-8")
HELPERS = {
    "again": "=== again(-> there) ===\n-> there\n",
    "held": "=== function held(number, least, most) ===\n~ return MAX(least, MIN(most, number))\n",
    "either": "=== function either(condition, one, other) ===\n{ condition:\n    ~ return one\n}\n~ return other\n",
    "quotient": (
        "=== function quotient(number, by) ===\n// Rounded down; by nought, nought.\n"
        "{ by == 0:\n    ~ return 0\n}\n"
        "{ by < 0:\n    ~ return quotient(0 - number, 0 - by)\n}\n"
        "~ return (number - remainder(number, by)) / by\n"
    ),
    "remainder": (
        "=== function remainder(number, by) ===\n// With the sign of `by`; by nought, nought.\n"
        "{ by == 0:\n    ~ return 0\n}\n"
        "{ by < 0:\n    ~ return 0 - remainder(0 - number, 0 - by)\n}\n"
        "~ return ((number % by) + by) % by\n"
    ),
}
"""Functions and knots that are written down where something calls them."""

_WORDS_OF_INK = """
    and or not mod has hasnt true false return else temp function VAR CONST LIST EXTERNAL INCLUDE END DONE TODO
    CHOICE_COUNT TURNS TURNS_SINCE READ_COUNT RANDOM SEED_RANDOM MIN MAX POW FLOOR CEILING INT FLOAT
    LIST_VALUE LIST_COUNT LIST_MIN LIST_MAX LIST_ALL LIST_INVERT LIST_RANGE LIST_RANDOM ref
    seed marks luck calls heard traveller travellers onward there news reported stuck menu draw
"""


class InkNames:
    def __init__(self, story: Story) -> None:
        ours = " ".join([_WORDS_OF_INK, LUCK, *HELPERS.values()])
        self._names = Names(re.findall(r"\w+", ours))
        self._story = story
        self.variables = self._names.give_all(story["variables"])
        self.knots = self._names.give_all(story["scenes"])
        self.dials = self._names.give_all(story["dials"], "short_")
        self.begins = self._names.give_all(story["travellers"], "begin_")
        self.cards = self._names.give_all(story["travellers"], "meet_")
        self.decks: dict[str, str] = {}
        """The constants for decks, those that something draws from."""
        self.values: dict[tuple[str, int], str] = {}
        """The constants for the values of enums, those that something asks for."""
        self.telling: dict[str, str] = {}
        """By enum: the function that tells its label, where something shows it."""
        self.helpers: set[str] = set()

    @cached_property
    def labels(self) -> dict[tuple[str, str], str]:
        """By scene and choice; differs from every name given before, and within its scene."""
        return {
            (scene_id, choice): name
            for scene_id, scene in self._story["scenes"].items()
            for choice, name in self._names.inside().give_all(scene["choices"]).items()
        }

    def deck(self, deck: str) -> str:
        if deck not in self.decks:
            self.decks[deck] = self._names.give(f"deck_{deck}")
        return self.decks[deck]

    def value(self, variable: str, index: int) -> str:
        """The constant for one value of an enum; the number where the enum has no such value."""
        ids = self._story["variables"][variable].get("values", [])
        if not 0 <= index < len(ids):
            return str(index)
        if (variable, index) not in self.values:
            self.values[variable, index] = self._names.give(f"{variable}_{ids[index] or 'nothing'}")
        return self.values[variable, index]

    def teller(self, variable: str) -> str:
        if variable not in self.telling:
            self.telling[variable] = self._names.give(f"tell_{variable}")
        return self.telling[variable]

    def helper(self, name: str) -> str:
        self.helpers |= {name, "remainder"} if name == "quotient" else {name}
        return name
