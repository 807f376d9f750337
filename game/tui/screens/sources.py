"""What is true here: every fact of the story with its sources, and the words a reader may not know."""

from __future__ import annotations

from textual.content import Content

from game.engine.story import Story
from game.tui.contents import about, facts, glossary, heading, stacked
from game.tui.screens.page import Page


def sources_page(story: Story) -> Page:
    def content() -> Content:
        known = list(story["facts"])
        return stacked(
            [
                about(story),
                stacked([heading("Words"), glossary(story)]),
                stacked([heading("Facts"), facts(story, known, f"{len(known)} facts, with who reported them.")]),
            ]
        )

    return Page("What is true here", content)
