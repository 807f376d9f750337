"""The states of a node, one by one: what holds in them, and where an edge leads from them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.prover.layouts import Codes, Layout, LookedUp
from game.prover.trees import Column, Tree, combined, operands


class Columns:
    """The values of trees in many states of one node."""

    __slots__ = ("_blocks", "_mixed", "codes", "layout")

    def __init__(self, layout: Layout, codes: Codes) -> None:
        self.layout = layout
        self.codes = codes
        self._blocks: dict[int, NDArray[np.int64]] = {}
        self._mixed: dict[Tree, Column] = {}

    def block(self, number: int) -> NDArray[np.int64]:
        """Which of a block's combinations each state has."""
        found = self._blocks.get(number)
        if found is None:
            block = self.layout.blocks[number]
            found = self.codes // block.stride if block.stride > 1 else self.codes
            if number + 1 < len(self.layout.blocks):
                found = found % block.size
            self._blocks[number] = found
        return found

    def of(self, part: Tree) -> Column:
        found = self.layout.looked_up(part)
        if isinstance(found, LookedUp):
            return found.table[self.block(found.block)]
        return self._put_together(part) if found is None else found

    def _put_together(self, part: Tree) -> Column:
        """The value of a tree that depends on several blocks; kept, since the guards of a node have much in common."""
        found = self._mixed.get(part)
        if found is None:
            assert isinstance(part, tuple), "a variable is in one block"
            found = self._mixed[part] = combined(part, [self.of(each) for each in operands(part)])
        return found

    def where(self, part: Tree) -> NDArray[np.bool_]:
        """The states in which a condition holds."""
        found = self.of(part)
        return np.full(len(self.codes), found != 0) if isinstance(found, int) else found != 0
