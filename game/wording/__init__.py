"""What the game itself says, in the language of the player.

Its words stand in the code in English, whole sentences with named places:

    _("There is no choice {count}.", count=7)
    ngettext("{count} choice", "{count} choices", 7)

A catalogue beside this file (`ru.po`) says them in another language; in English none is read. A table that is made
before anybody chose a language marks its words with `N_`, and whoever shows them says `_(word)`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.wording.catalogue import Catalogue

OWN = "en"
CATALOGUES = Path(__file__).parent

_spoken: Catalogue | None = None


def speak(language: str) -> None:
    """From now on the game speaks that language, or English where it has no catalogue of it."""
    global _spoken  # noqa: PLW0603 - one player reads one language at a time
    names = [language, language.partition("-")[0]] if language not in ("", OWN) else []
    file = next((path for name in names if (path := CATALOGUES / f"{name}.po").is_file()), None)
    if file is None:
        _spoken = None
        return
    from game.wording.catalogue import read

    _spoken = read(file.read_text("utf-8"))


def language() -> str:
    """The code of what the game speaks."""
    return _spoken.language if _spoken else OWN


def _(text: str, /, **values: object) -> str:
    said = _spoken.said(text) if _spoken else text
    return said.format(**values) if values else said


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """The form that goes with a number, which stands in it as `{count}`."""
    said = _spoken.counted(one, many, count) if _spoken else one if count == 1 else many
    return said.format(count=count, **values)


def N_(text: str, /) -> str:  # noqa: N802 - what gettext's users call it
    """Marks a text that is said later, by `_`."""
    return text
