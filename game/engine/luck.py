"""Luck that is keyed, not streamed: a draw depends on the seed, the deck and the visit, and on nothing else.

`draw(seed, deck, visit, total)` is a number in `0 .. total - 1`:

1. `h` is the 32-bit FNV-1a hash of the deck's name in UTF-8: start from 2166136261, and for each byte
   `h = ((h ^ byte) * 16777619) mod 2^32`.
2. The seed and then the visit are each folded in by `h = mix(h ^ mix(number mod 2^32))`, where `mix` is the
   finaliser of MurmurHash3: `h ^= h >> 16; h *= 0x85ebca6b; h ^= h >> 13; h *= 0xc2b2ae35; h ^= h >> 16`, mod 2^32.
3. The answer is `floor(h * total / 2^32)`; no outcome is favoured by more than one part in `2^32 / total`, which
   is under one in four million for the totals below a thousand that stories use.

In JavaScript `Math.imul` and `>>> 0` do steps 1 and 2, and `Math.floor(h * total / 4294967296)` is exact for step 3
with totals up to 2^20.

Test vectors:

>>> draw(0, "", 1, 100)
38
>>> draw(4711, "lars-booth", 1, 1000)
69
>>> [draw(4711, "lars-booth", visit, 6) for visit in (1, 2, 3, 4, 5, 6)]
[0, 5, 3, 2, 0, 0]
>>> draw(4294967295, "naïve", 7, 1048576)
597534
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

_WORD = 0xFFFFFFFF


def draw(seed: int, deck: str, visit: int, total: int) -> int:
    """A number in `0 .. total - 1`, the same everywhere and for ever for the same four."""
    h = _deck_of_seed(deck, seed) ^ _mix(visit & _WORD)
    return (_mix(h) * total) >> 32


def pick(seed: int, deck: str, visit: int, weights: Sequence[int]) -> int:
    """The index of one of these weights, drawn in proportion; -1 where all are nought.

    A negative weight counts as nought.
    """
    held = [max(0, weight) for weight in weights]
    total = sum(held)
    if not total:
        return -1
    left = draw(seed, deck, visit, total)
    for index, weight in enumerate(held):
        left -= weight
        if left < 0:
            return index
    raise AssertionError("a draw is smaller than the total")


def hashed(deck: str) -> int:
    """Step 1: the 32-bit FNV-1a hash of a deck's name."""
    h = 2166136261
    for byte in deck.encode():
        h = ((h ^ byte) * 16777619) & _WORD
    return h


@lru_cache(maxsize=4096)
def _deck_of_seed(deck: str, seed: int) -> int:
    return _mix(hashed(deck) ^ _mix(seed & _WORD))


def _mix(h: int) -> int:
    h ^= h >> 16
    h = (h * 0x85EBCA6B) & _WORD
    h ^= h >> 13
    h = (h * 0xC2B2AE35) & _WORD
    return h ^ (h >> 16)
