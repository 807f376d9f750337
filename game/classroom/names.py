"""Class codes, tokens and pseudonyms. Names of persons are never asked for."""

from __future__ import annotations

import hmac
import re
import secrets
import unicodedata
from collections.abc import Collection
from hashlib import blake2b, sha256

from game.wording import N_, _

CODE_DIGITS = 10
"""Digits are read aloud and typed alike in every language and on every keyboard. Ten of them: who tries five a second
through a double lesson finds a given class with a chance of one in three hundred thousand."""
LONGEST_PSEUDONYM = 24

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22,86}")
_PSEUDONYM = re.compile(r"[^\W_]+(?:[ '’-][^\W_]+)*")
_HUES = N_(
    "Amber Ash Birch Blue Bright Brown Copper Coral Dawn Dusk Early Fern Frost Gold Green Grey Hazel "
    "Honey Indigo Ivory Jade Late Lilac Linen Maple Mint Misty Moss North Ochre Olive Opal Pearl Pine "
    "Plum Quiet Rain Red Rose Rust Saffron Sand Silver Slate Snow South Spring Steel Summer Teal Umber "
    "Velvet Violet Walnut West White Willow Winter"
)
_BIRDS = N_(
    "Avocet Bittern Bunting Crane Curlew Dipper Diver Dunlin Eider Finch Goldeneye Grebe Heron Hoopoe "
    "Jackdaw Kestrel Kingfisher Lapwing Lark Linnet Magpie Martin Merlin Nightjar Nuthatch Oriole Osprey "
    "Owl Plover Redstart Robin Sandpiper Siskin Snipe Sparrow Starling Stork Swallow Swan Swift Teal Tern "
    "Thrush Wagtail Warbler Waxwing Wheatear Wren"
)


def deal_code() -> str:
    """A class code, ten digits."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def shown_code(code: str) -> str:
    """As it is written on the board.

    >>> shown_code("4829173055")
    '482-917-3055'
    """
    return f"{code[:3]}-{code[3:6]}-{code[6:]}"


def read_code(text: str) -> str:
    """A class code as somebody typed it, with or without spaces and hyphens. Raises `ValueError`.

    >>> read_code(" 482 917-3055 ")
    '4829173055'
    """
    digits = "".join(each for each in text[:60] if each not in " -\t")
    if len(digits) != CODE_DIGITS or not digits.isdecimal():
        raise ValueError(
            _("a class code has {count} digits, such as {code}", count=CODE_DIGITS, code=shown_code("4829173055"))
        )
    return "".join(str(int(each)) for each in digits)


def deal_token() -> str:
    """A pupil's own, made on the pupil's side, so that joining twice with it is joining once."""
    return secrets.token_urlsafe(24)


def is_token(text: str) -> bool:
    return _TOKEN.fullmatch(text) is not None


def hashed_token(token: str) -> str:
    """What is kept of a token; it is long enough to need no salt."""
    return sha256(token.encode()).hexdigest()


def deal_secret() -> str:
    """The facilitator's."""
    return secrets.token_urlsafe(18)


def deal_salt() -> str:
    return secrets.token_hex(8)


def hashed_secret(secret: str, salt: str) -> str:
    return blake2b(secret.encode(errors="replace"), salt=bytes.fromhex(salt), digest_size=32).hexdigest()


def is_secret(given: str, salt: str, hashed: str) -> bool:
    """Takes the same time whatever is given."""
    return hmac.compare_digest(hashed_secret(given[:200], salt), hashed)


def deal_pseudonym(taken: Collection[str]) -> str:
    """One that nobody in the class has."""
    hues, birds = _(_HUES).split(), _(_BIRDS).split()
    for _time in range(100):
        if (name := f"{secrets.choice(hues)} {secrets.choice(birds)}") not in taken:
            return name
    return f"{secrets.choice(birds)} {secrets.randbelow(10**6)}"


def read_pseudonym(text: str) -> str:
    """A chosen pseudonym, tidied. Raises `ValueError`.

    >>> read_pseudonym("  the   heron ")
    'the heron'
    """
    name = " ".join(unicodedata.normalize("NFC", text[:200]).split())
    if not name or len(name) > LONGEST_PSEUDONYM or not _PSEUDONYM.fullmatch(name):
        raise ValueError(_("a pseudonym has 1 to {count} letters, digits, spaces and hyphens", count=LONGEST_PSEUDONYM))
    return name
