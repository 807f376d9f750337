"""The menu under a passage: digits, arrows and Enter, or a click."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import OptionList
from textual.widgets.option_list import Option as ListOption

from game.engine.rules import Option
from game.tui.hanging import item
from game.tui.prose import flat
from game.wording import _


class Choices(OptionList):
    """Choices that are locked stand with their reason, and cannot be taken."""

    _offered: tuple[int, Sequence[Option]] | None = None

    def offer(self, options: Sequence[Option], turn: int) -> None:
        """`turn`: how many choices were made before. What is offered already stays, for a key that is on its way."""
        if self._offered == (turn, options):
            return
        self._offered = turn, options
        self.clear_options()
        self.add_options([_listed(number, option) for number, option in enumerate(options, 1)])
        first = next((at for at, option in enumerate(options) if option.locked is None), None)
        self.highlighted = first

    def choice(self, number: int) -> str | None:
        """The id of the choice with that number, where it is open."""
        if not 1 <= number <= self.option_count:
            return None
        option = self.get_option_at_index(number - 1)
        return None if option.disabled else option.id


def _listed(number: int, option: Option) -> ListOption:
    said = flat(option.say)
    if option.locked is None:
        return ListOption(item(number, said), id=option.id)
    locked = item(number, (said, "$text-muted"), (f"  {_('not now')}: ", "$warning"), flat(option.locked))
    return ListOption(locked, id=option.id, disabled=True)
