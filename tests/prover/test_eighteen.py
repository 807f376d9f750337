"""The eighteen mistakes that were once put before the tools of other languages, of which the best found nine without
playing: each is found here, at its place, and nothing else is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.language.diagnostics import Position
from game.prover.check import check

SMALLEST = Path(__file__).parent / "smallest"

TWO = "travellers:\n  two: {name: Two, start: extra}\n"
THREE = TWO + "  three: {name: Three, start: extra, set: {key: true}}\n"
COINS = "variables:\n  coins: {range: 0..9, start: 3, meaning: Coins, shown: true}\n"
KEY = "variables:\n  key: {start: false, meaning: A key}\n"
EXTRA = "scenes:\n  extra:"
MENU = "scenes:\n  extra:\n    choices:\n"
BESIDE = "      go: {say: Go, goto: middle}\n"

MISTAKES = {
    "a target that is missing": ("S15", TWO + EXTRA + " {text: Here., goto: <<nowhere>>}\n"),
    "a name given twice": ("S14", "scenes:\n  <<middle>>: {text: Here., goto: the-end}\n"),
    "a brace that is not closed": ("P01", TWO + COINS + EXTRA + " {text: 'You have <<{>>coins.', goto: middle}\n"),
    "a keyword misspelt": ("S04", TWO + EXTRA + " {<<txet>>: Here., goto: middle}\n"),
    "a file left out": ("S15", "travellers:\n  two: {name: Two, start: <<extra>>}\n"),
    "a variable in a text that there is not": ("E13", TWO + EXTRA + " {text: 'You have {<<coins>>}.', goto: middle}\n"),
    "a variable set that there is not": ("E13", TWO + EXTRA + " {text: Here., do: <<coins>> += 1, goto: middle}\n"),
    "a scene that nothing leads to": ("S20", "scenes:\n  <<extra>>: {text: Here., goto: middle}\n"),
    "a scene that just stops": ("S16", TWO + EXTRA + " <<{>>text: Here.}\n"),
    "a text added to a number": ("E16", TWO + COINS + EXTRA + " {text: Here., do: coins += <<'two'>>, goto: middle}\n"),
    "a circle without a choice": (
        "R10",
        TWO + "scenes:\n  <<extra>>: {text: Here., goto: again}\n  again: {text: There., goto: extra}\n",
    ),
    "choices for once that run out": (
        "R01",
        TWO
        + "scenes:\n  <<extra>>:\n    choices:\n"
        + "      one: {say: One, once: true, goto: extra}\n      two: {say: Two, once: true, goto: extra}\n",
    ),
    "every choice shut in some state": (
        "R01",
        THREE + KEY + "scenes:\n  <<extra>>:\n    choices:\n      go: {say: Go, when: key, goto: middle}\n",
    ),
    "a division by nought in one state": (
        "R09",
        TWO
        + COINS
        + MENU
        + "      spend: {say: Spend, do: coins = 0, goto: share}\n      keep: {say: Keep, goto: share}\n"
        + "  share:\n    choices:\n      <<split>>: {say: Split, do: coins = 9 // coins, goto: middle}\n",
    ),
    "a variable that nothing asks for": ("W06", "variables:\n  <<key>>: {start: false, meaning: A key}\n"),
    "a condition that contradicts itself": (
        "W02",
        TWO + COINS + MENU + BESIDE + "      <<in>>: {say: In, when: coins > 7 and coins < 3, goto: the-end}\n",
    ),
    "a condition on what nothing sets": (
        "W02",
        TWO + KEY + MENU + BESIDE + "      <<in>>: {say: In, when: key, goto: the-end}\n",
    ),
    "a value that leaves its range": (
        "R06",
        TWO + COINS + MENU + "      <<pay>>: {say: Pay, do: coins -= 5, goto: middle}\n",
    ),
}


def test_there_are_eighteen() -> None:
    assert len(MISTAKES) == 18


@pytest.mark.parametrize("mistake", MISTAKES)
def test_it_is_found_at_its_place_and_nothing_else_is(mistake: str, tmp_path: Path) -> None:
    code, text = MISTAKES[mistake]
    before, _, rest = text.partition("<<")
    shutil.copytree(SMALLEST, tmp_path / "story")
    (tmp_path / "story" / "yours.yaml").write_text(before + rest.replace(">>", "", 1), "utf-8")
    found = check(tmp_path / "story")
    named = [*found.report.in_order(), *(each.diagnostic for each in found.findings)]
    assert [each.kind.code for each in named] == [code]
    assert named[0].position == Position("yours.yaml", before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert named[0].mend
