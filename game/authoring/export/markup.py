"""HTML for print, in which plain text cannot be taken for markup: what is no `Markup` is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from game.wording import language

PAPER = (Path(__file__).parent / "paper.css").read_text("utf-8")
"""How all that is printed looks."""
_NO_SCRIPT = "default-src 'none'; style-src 'unsafe-inline'"


class Markup(str):
    """HTML that has been escaped where it had to be."""

    __slots__ = ()


def tag(name: str, *content: str, **attributes: str) -> Markup:
    """An element. An attribute's name may end in `_`, where the plain one is a word of Python: `class_`."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(each)}"' for key, each in attributes.items())
    return Markup(f"<{name}{written}>{together(*content)}</{name}>")


def together(*content: str) -> Markup:
    return Markup("".join(each if isinstance(each, Markup) else escape(each, quote=False) for each in content))


def filled(text: str, **values: str) -> Markup:
    """A text whose named places are filled with text or markup."""
    return Markup(escape(text, quote=False).format(**{name: together(value) for name, value in values.items()}))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], class_: str = "") -> Markup:
    """Every cell is text or markup."""
    head = tag("thead", tag("tr", *(tag("th", each) for each in heads))) if any(heads) else Markup("")
    return tag("table", head, tag("tbody", *(tag("tr", *(tag("td", c) for c in row)) for row in rows)), class_=class_)


def page(title: str, style: str, *content: str) -> str:
    """A whole document without script, which fetches nothing."""
    head = (
        Markup('<meta charset="utf-8">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{_NO_SCRIPT}">'),
        Markup('<meta name="viewport" content="width=device-width">'),
        tag("title", title),
        tag("style", Markup(PAPER + style)),
    )
    whole = tag("html", tag("head", *head), Markup("\n"), tag("body", *content), lang=language())
    return f"<!DOCTYPE html>\n{whole}\n"
