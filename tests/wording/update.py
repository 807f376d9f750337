"""Brings the catalogues up to date with what the code says: `python -m tests.wording.update`, or `... update ru` to
begin one. What is new stands empty; what is gone goes; what was changed is to be translated anew."""

from __future__ import annotations

import sys
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from game.wording import CATALOGUES

from .said import said

_HEADER = """\
# What the game says. `python -m tests.wording.update` brings this up to date with the code.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {forms}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""


def template() -> Catalog:
    """All that the game says, without any translation."""
    found = Catalog(charset="utf-8")
    for each in said():
        one, *many = each.texts
        found.add((one, *many) if many else one, locations=[(each.file, each.line)])
    return found


def update(language: str) -> None:
    path = CATALOGUES / f"{language}.po"
    known = read_po(BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)
    known.update(template(), no_fuzzy_matching=True)
    known.obsolete.clear()
    written = BytesIO()
    write_po(written, known, width=120, omit_header=True, no_location=True, sort_output=True)
    path.write_bytes(_HEADER.format(language=language, forms=known.plural_forms).encode() + written.getvalue())


if __name__ == "__main__":
    for name in sys.argv[1:] or [path.stem for path in CATALOGUES.glob("*.po")]:
        update(name)
