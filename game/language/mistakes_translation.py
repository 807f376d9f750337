"""What can be wrong with a translation."""

from __future__ import annotations

from game.language.diagnostics import Kind

NOT_A_LANGUAGE = Kind(
    "T01",
    "there is no translation into `{language}`.{meant}",
    "Begin one with `otherbank translate {language}`.",
    "A translation is a folder of files under `translations/`.",
    "",
)
NO_SUCH_TEXT = Kind(
    "T02",
    "the story has no text `{id}`.{meant}",
    "Give its translation to the text that it is now, or take it out.",
    "The text was renamed or taken out since, so nobody would read this.",
    "",
)
NOT_AN_ENTRY = Kind(
    "T03",
    "this entry must have `story` and `{language}`, each a text, and perhaps `was`.",
    "Let `otherbank translate {language}` write the entry, and fill in what stands empty.",
    "What the story says stands beside its translation, so that a change of it is seen.",
    "",
)
LOST = Kind(
    "T04",
    "the translation does not have {lost}, which the story's text has.",
    "Put {lost} where it belongs in the translation.",
    "A mark says who reported this; a name in braces is shown with its value.",
    "",
)
