"""Digits take what stands in the one list of a screen."""

from __future__ import annotations

from typing import cast

from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import OptionList

DIGITS = [Binding(str(digit), f"take({digit})", show=False) for digit in range(1, 10)]


class ByDigit:
    """Of a screen that binds `DIGITS`."""

    def action_take(self, number: int) -> None:
        menu = cast("Screen[object]", self).query_one(OptionList)
        if number <= menu.option_count:
            menu.highlighted = number - 1
            menu.action_select()
