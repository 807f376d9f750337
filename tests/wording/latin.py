"""Whatever is still Latin on a screen, in a language in which no letter is, was never marked for translation."""

from __future__ import annotations

import re

from game.engine.rules import Rules

LATIN = re.compile(r"[A-Za-z]")
KEYS = r"Esc|F\d+|Ctrl|Shift|Enter|Tab|Space|Backspace|PgUp|PgDn|\b[a-z]\b|Option|Mac"
COMMANDS = r"otherbank \w+|--\w+"
CODEWORD = r"\b[0-9A-Z]{1,4}(?:-[0-9A-Z]{1,4})+\b"
IDS = r"owner|finder|run-\S+|\S+\.yaml|[A-Z]+\d+|S…|\S*/\S*"
"""Ids, files and folders."""
IDS_AS_WORDS = r"sent away|found|thanked|shrug|Coins|coins|cross|calm|wet through|\{braces\}"
"""What the second story gives no words for is shown by its id."""


def published(rules: Rules) -> str:
    """Outlets and titles stay as they were published."""
    said = [str(part) for source in rules.story["sources"].values() for part in source.values()]
    return "|".join(re.escape(part) for part in sorted(said, key=len, reverse=True))


def latin_in(shown: str, rules: Rules) -> list[str]:
    left = re.sub(f"{published(rules)}|{CODEWORD}|{COMMANDS}|{IDS}|{IDS_AS_WORDS}|{KEYS}", " ", shown)
    return [line for line in left.splitlines() if LATIN.search(line)]
