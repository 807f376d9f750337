"""Which languages the person's system asks for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

_ASKED = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where a system says so; the first that says anything holds, as for every other program."""


def wanted() -> list[str]:
    """The codes of languages, the most wanted first: `["pt-BR", "pt"]`."""
    said = next((value for name in _ASKED if (value := os.environ.get(name))), "") or _on_windows()
    return list(dict.fromkeys(code for each in said.split(":") for code in _codes(each)))


def _codes(locale: str) -> Iterator[str]:
    name = locale.partition(".")[0].partition("@")[0].replace("_", "-")
    if name and name not in ("C", "POSIX"):
        yield name
        yield name.partition("-")[0]


def _on_windows() -> str:
    if sys.platform != "win32":
        return ""
    import locale

    return locale.getlocale()[0] or ""
