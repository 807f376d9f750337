"""Letters and their twins on a Russian keyboard: the same key, whatever layout is on."""

from __future__ import annotations

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбю"

_TWINS = dict(zip(_LATIN, _CYRILLIC, strict=True))
_LATIN_OF = {twin: letter for letter, twin in _TWINS.items()}


def latin(letter: str) -> str:
    """What a letter would have been on a Latin keyboard: `й` is `q`."""
    return _LATIN_OF.get(letter.lower(), letter.lower())


def with_twin(letter: str) -> str:
    """`q` as a Textual binding: `q,й`."""
    return f"{letter},{_TWINS[letter]}" if letter in _TWINS else letter
