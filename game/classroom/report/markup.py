"""Elements of HTML and SVG; the library that writes them escapes whatever they hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias
from xml.etree.ElementTree import Element, tostring

Child: TypeAlias = "Element | str"


def el(name: str, /, *children: Child, **attributes: str | float) -> Element:
    """`class_` is the attribute class, `stroke_width` is stroke-width; numbers are written to a tenth."""
    made = Element(name, {key.rstrip("_").replace("_", "-"): _written(of) for key, of in attributes.items()})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + child
        else:
            made.text = (made.text or "") + child
    return made


def table(heads: Iterable[str], rows: Iterable[Iterable[Child]], **attributes: str) -> Element:
    """A heading that is repeated on every sheet of paper."""
    head = el("thead", el("tr", *(el("th", each, scope="col") for each in heads)))
    body = el("tbody", *(el("tr", *(el("td", each) for each in row)) for row in rows))
    return el("table", head, body, **attributes)


def listed(items: Iterable[Child], name: str = "ul") -> Element:
    return el(name, *(el("li", each) for each in items))


def document(page: Element) -> str:
    return "<!doctype html>\n" + tostring(page, encoding="unicode", method="html") + "\n"


def _written(value: str | float) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
