"""A playthrough as one short word, such as `K7PQ-4MWX-9T2C`, to be read aloud, written on a board and typed in again.

The word is a number in Crockford's base 32. What was chosen is written as the how-manieth open choice of its menu: the
replay that reads a word knows how long each menu was, so that a journey of twenty choices takes a dozen letters. It
holds nothing about whoever played.
"""

from __future__ import annotations

from collections.abc import Iterable

from game.engine.luck import draw
from game.engine.playthrough import Move, Playthrough
from game.engine.rules import Rules
from game.wording import _

SEEDS = 100_000
"""Luck with a number from here on has no word; the game deals none."""
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OIL", "011")
_GROUP = 4
_CHECKS = 1 << 15
_LONGEST = 200
_MOST_MOVES = 1_000


class NoCodewordError(ValueError):
    """These letters are no playthrough of this story; or this playthrough has no word."""


def codeword(playthrough: Playthrough) -> str:
    """Raises `NoCodewordError` where its luck has too large a number."""
    if playthrough.seed >= SEEDS:
        raise NoCodewordError(_("only luck with a number below {most} has a word", most=f"{SEEDS:,}"))
    travellers = list(playthrough.rules.story["travellers"])
    number = 0
    for size, place in reversed(list(_places(playthrough))):
        number = number * size + place + 1  # digits from 1, so that nought says that nothing more was chosen
    number = number * len(travellers) + travellers.index(playthrough.traveller)
    number = (number * SEEDS + playthrough.seed) * _CHECKS + _check(playthrough)
    return _spelt(number)


def word_of(playthrough: Playthrough) -> str:
    """As `codeword`; empty where there is none."""
    return codeword(playthrough) if playthrough.seed < SEEDS else ""


def read_codeword(rules: Rules, word: str) -> Playthrough:
    """The playthrough that a word stands for. Raises `NoCodewordError`."""
    travellers = list(rules.story["travellers"])
    number, check = divmod(_number(word), _CHECKS)
    number, seed = divmod(number, SEEDS)
    number, traveller = divmod(number, len(travellers))
    playthrough = Playthrough(rules, travellers[traveller], seed)
    while number:
        can = _open(playthrough)
        if not can or len(playthrough.moves) == _MOST_MOVES:
            raise _mistyped(word)
        number, place = divmod(number - 1, len(can))
        playthrough.choose(can[place])
    if _check(playthrough) != check:
        raise _mistyped(word)
    return playthrough


def _mistyped(word: str) -> NoCodewordError:
    said = _("`{word}` is no playthrough of this story as it is now; look whether a letter is wrong", word=word)
    return NoCodewordError(said)


def _places(playthrough: Playthrough) -> Iterable[tuple[int, int]]:
    """Of each move: how many choices were open, and which of them it was, from nought."""
    again = Playthrough(playthrough.rules, playthrough.traveller, playthrough.seed)
    for move in playthrough.moves:
        can = _open(again)
        yield len(can), can.index(move.choice)
        again.choose(move.choice)


def _open(playthrough: Playthrough) -> list[str]:
    return [option.id for option in playthrough.choices() if option.locked is None]


def _check(playthrough: Playthrough) -> int:
    """Follows from the names of all that was chosen, so that a word never means another run in an edited story."""
    moves: list[Move] = playthrough.moves
    names = " ".join([playthrough.traveller, *(f"{move.scene}:{move.choice}" for move in moves)])
    return draw(playthrough.seed, names, len(moves), _CHECKS)


def _spelt(number: int) -> str:
    letters = ""
    while number:
        number, letter = divmod(number, len(_LETTERS))
        letters = _LETTERS[letter] + letters
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def _number(word: str) -> int:
    letters = "".join(letter for letter in word.upper() if letter.isalnum()).translate(_MISREAD)
    if not 0 < len(letters) <= _LONGEST:
        raise _mistyped(word)
    number = 0
    for letter in letters:
        if letter not in _LETTERS:
            raise NoCodewordError(_("`{word}`: no word has the letter `{letter}`", word=word, letter=letter))
        number = number * len(_LETTERS) + _LETTERS.index(letter)
    return number
