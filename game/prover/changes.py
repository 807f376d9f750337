"""What an edge changes, as arithmetic on numbers: from the states of one node into those of another."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from game.engine.story import CLOCK
from game.prover.classes import Partition
from game.prover.hours import Hours, Passage, passage, some
from game.prover.layouts import Codes, Digit, Layout
from game.prover.states import Columns
from game.prover.stays import EACH, Hourly, Stays, Which, any_of, folded, held, spread
from game.prover.trees import Tree, variables_of


def change(updates: Mapping[str, Tree], here: Layout, there: Layout) -> Change:
    """The same for the same updates: of one road there are edges on the charts of several travellers."""
    key = (id(updates), there)
    found = here.changes.get(key)
    if found is None:
        found = here.changes[key] = Change(updates, here, there)
    return found


class Change:
    __slots__ = ("_here", "_passage", "_rest", "_there", "_time", "_updates")

    def __init__(self, updates: Mapping[str, Tree], here: Layout, there: Layout) -> None:
        self._updates = updates
        self._here, self._there = here, there
        self._rest = _Sum(updates, here, there, _changing(updates, here, there))
        self._time: _Sum | None = None
        self._passage = None if _entangled(updates, here, there) else _passage(updates, here, there)
        """None where the clock and the rest depend on one another."""

    def taken(self, columns: Columns, which: Which = EACH) -> Codes:
        """Where the states lead, of those that are asked for; neither sorted nor each once."""
        if self._time is None:
            self._time = _Sum(self._updates, self._here, self._there, {CLOCK})
        return self._time.to(self._rest.to(columns.codes[which], columns, which), columns, which)

    def led_on(self, here: Hourly, hours: Hours) -> Stays:
        """Where the stays lead at these hours; neither sorted nor each once."""
        leaving = Stays(here.stays.codes, hours)
        if self._passage is None:
            states = spread(self._here, leaving)
            return folded(self._there, self.taken(Columns(self._here, states.codes)))
        which = EACH if hours is here.stays.hours else any_of(hours)
        leaving = leaving.those(which)
        return Stays(self._rest.to(leaving.codes, here.columns, which), self._passage.forth(leaving.hours))

    def led_back(self, here: Hourly, hours: Hours, goal: Stays) -> Hours:
        """Of these hours of the stays, those from which one comes to the goal."""
        leaving = Stays(here.stays.codes, hours)
        if self._passage is None:
            states = spread(self._here, leaving)
            arrived = folded(self._there, self.taken(Columns(self._here, states.codes)))
            return states.back(leaving, some(held(goal, arrived.codes) & arrived.hours))
        which = any_of(hours)
        leaving = leaving.those(which)
        arrived = self._rest.to(leaving.codes, here.columns, which)
        result = np.zeros_like(hours)
        result[:, which] = self._passage.back(held(goal, arrived)) & leaving.hours
        return result


class _Sum:
    """Of some variables. What stays as it was, in the same digit, is in the number already; the rest is looked up as
    what is to be added."""

    __slots__ = ("_constant", "_mixed", "_shifts")

    def __init__(self, updates: Mapping[str, Tree], here: Layout, there: Layout, names: Collection[str]) -> None:
        self._constant = 0
        self._mixed: list[tuple[Tree, int, Digit]] = []
        shifts: dict[int, NDArray[np.int64]] = {}
        for name in names:
            before, after = here.digits.get(name), there.digits.get(name)
            if before:
                gone = here.blocks[before.block].classes[name] * before.stride
                shifts[before.block] = shifts.get(before.block, 0) - gone
            if after is None:
                continue
            low, update = there.variables[name]["low"], updates.get(name, name)
            found = here.looked_up(update)
            if found is None:
                self._mixed.append((update, low, after))
            elif isinstance(found, int):
                self._constant += int(after.partition.labels[found - low]) * after.stride
            else:
                added = after.partition.labels[found.table - low].astype(np.int64) * after.stride
                shifts[found.block] = shifts.get(found.block, 0) + added
        self._shifts = {block: shift for block, shift in shifts.items() if shift.any()}

    def to(self, codes: Codes, columns: Columns, which: Which) -> Codes:
        """`codes`: of these columns, those which."""
        result = codes + self._constant
        for number, shift in self._shifts.items():
            result += shift[columns.block(number)[which]]
        for update, low, digit in self._mixed:
            value = columns.of(update)
            assert not isinstance(value, int), "it depends on several blocks"
            result += digit.partition.labels[value[which] - low].astype(np.int64) * digit.stride
        return result


def _changing(updates: Mapping[str, Tree], here: Layout, there: Layout) -> set[str]:
    """The variables, but for the clock, that change or whose digits do."""
    unlike = here.unlike.get(there)
    if unlike is None:
        unlike = here.unlike[there] = {
            name
            for name in here.digits.keys() | there.digits.keys()
            if name not in here.digits or name not in there.digits or not here.digits[name].is_like(there.digits[name])
        } - {CLOCK}
    return unlike | (updates.keys() & there.digits.keys()) - {CLOCK}


def _entangled(updates: Mapping[str, Tree], here: Layout, there: Layout) -> bool:
    """Whether what time it is there depends on more than what time it is here, or anything else on that."""
    for name, update in updates.items():
        if name in there.digits:
            asked = variables_of(update) & here.digits.keys()
            if asked - {CLOCK} if name == CLOCK else CLOCK in asked:
                return True
    return False


def _passage(updates: Mapping[str, Tree], here: Layout, there: Layout) -> Passage:
    after, update = there.clock and there.clock.partition, updates.get(CLOCK, CLOCK)
    found = here.passages.get((update, after))
    if found is None:
        found = here.passages[update, after] = _time(update, here, after)
    return found


def _time(update: Tree, here: Layout, after: Partition | None) -> Passage:
    times = here.by_hour(update) - here.variables[CLOCK]["low"]
    return passage(after.labels[times].tolist(), after.count) if after else passage([0] * len(times), 1)
