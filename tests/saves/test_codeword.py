"""A playthrough as one word: read again it is the same, misread it is refused."""

from __future__ import annotations

from random import Random

import pytest

from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.saves.codeword import NoCodewordError, codeword, read_codeword


def played(rules: Rules, random: Random, most: int = 1000) -> Playthrough:
    travellers = list(rules.story["travellers"])
    playthrough = Playthrough(rules, random.choice(travellers), random.randrange(100_000))
    while len(playthrough.moves) < most and (
        can := [option.id for option in playthrough.choices() if option.locked is None]
    ):
        playthrough.choose(random.choice(can))
    return playthrough


def test_a_word_is_the_same_journey_wherever_it_stopped(shipped: Rules) -> None:
    random = Random(1)
    for _ in range(60):
        playthrough = played(shipped, random, random.randrange(40))
        again = read_codeword(shipped, codeword(playthrough))
        assert (again.traveller, again.seed, again.moves) == (
            playthrough.traveller, playthrough.seed, playthrough.moves,
        )  # fmt: skip


def test_a_word_may_be_written_as_people_write(shipped: Rules) -> None:
    playthrough = played(shipped, Random(2))
    word = codeword(playthrough).lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_codeword(shipped, word).moves == playthrough.moves


def test_a_word_is_short_enough_to_be_read_aloud(shipped: Rules) -> None:
    random = Random(3)
    lengths = sorted(len(codeword(played(shipped, random)).replace("-", "")) for _ in range(60))
    assert lengths[len(lengths) // 2] <= 16


def test_a_wrong_letter_is_refused(shipped: Rules) -> None:
    random = Random(4)
    word = codeword(played(shipped, random))
    for at, letter in enumerate(word):
        if letter != "-":
            other = random.choice([each for each in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" if each != letter])
            with pytest.raises(NoCodewordError):
                read_codeword(shipped, word[:at] + other + word[at + 1 :])


@pytest.mark.parametrize("word", ["", "---", "U", "нет", "Z" * 500, "0", "\x00"])
def test_what_is_no_word_is_refused(word: str, shipped: Rules) -> None:
    with pytest.raises(NoCodewordError):
        read_codeword(shipped, word)


def test_luck_with_a_large_number_has_no_word(shipped: Rules) -> None:
    with pytest.raises(NoCodewordError):
        codeword(Playthrough(shipped, next(iter(shipped.story["travellers"])), 100_000))
