"""What a printed page holds, read as a browser reads it."""

from __future__ import annotations

import json
from collections import Counter
from html.parser import HTMLParser
from typing import cast

from game.engine.story import Story

HOSTILE = "</title></style><script>alert('x')</script><img src=http://x onerror=\"y\">&amp;"


class Read(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.ids: Counter[str] = Counter()
        self.links: set[str] = set()
        self.sections: dict[str, set[str]] = {}
        """By the id of a section, where its links lead."""
        self._section = ""
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        found = dict(attrs)
        if "id" in found:
            self.ids[found["id"] or ""] += 1
        if tag == "section":
            self._section = found.get("id") or ""
        if tag == "a":
            self.sections.setdefault(self._section, set()).add(found["href"] or "")
            self.links.add(found["href"] or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile(story: Story) -> Story:
    """The story with markup in each text that somebody writes for a reader."""
    words = {
        "title",
        "say",
        "meaning",
        "name",
        "claim",
        "by",
        "outlet",
        "note",
        "says",
        "who",
        "role",
        "question",
        "term",
    }
    words |= {"side", "about", "invented", "content", "heading", "group", "licence", "url", "date", "check", "is"}

    def marred(tree: object, key: str = "") -> object:
        if isinstance(tree, dict):
            each = cast("dict[str, object]", tree)
            return {name: marred(value, name) for name, value in each.items()}
        if isinstance(tree, list) and key in ("text", "card", "say", "labels", "ask", "absent"):
            return [part + HOSTILE if isinstance(part, str) else part for part in cast("list[object]", tree)]
        if isinstance(tree, list):
            return [marred(part) for part in cast("list[object]", tree)]
        return tree + HOSTILE if isinstance(tree, str) and key in words else tree

    return cast("Story", marred(json.loads(json.dumps(story))))
