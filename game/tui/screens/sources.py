"""What is true here: every fact of the story with its sources, and the words a reader may not know."""

from __future__ import annotations

from textual.content import Content

from game.engine.story import Story
from game.tui.contents import about, facts, glossary, heading, stacked, voices
from game.tui.prose import prose
from game.tui.screens.page import Page
from game.wording import _, ngettext


def sources_page(story: Story) -> Page:
    def content() -> Content:
        estimates = [name for name, fact in story["facts"].items() if fact["confidence"] == "estimate"]
        reported = [name for name in story["facts"] if name not in set(estimates)]
        guessed = _("Nobody reported these. They are the authors' own, and why.")
        count = ngettext("{count} fact, with who reported it.", "{count} facts, with who reported them.", len(reported))
        parts = [
            about(story),
            stacked([heading(_("How it was made")), prose(story["about"]["method"])]),
            stacked([heading(_("The argument")), voices(story)]),
            stacked([heading(_("Words")), glossary(story)]),
            stacked([heading(_("Estimates")), facts(story, estimates, guessed)]),
            stacked([heading(_("Facts")), facts(story, reported, count)]),
        ]
        wanted = [True, bool(story["about"]["method"]), bool(story["debates"]), True, bool(estimates), True]
        return stacked(part for part, want in zip(parts, wanted, strict=True) if want)

    return Page(_("What is true here"), content)
