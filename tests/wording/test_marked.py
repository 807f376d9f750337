"""Everything that the game says is marked for translation."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from game import wording
from game.engine.rules import Rules
from game.plain.console import Console, InputEnded
from game.plain.play import ask_traveller, introduce, play
from game.saves.run import Run
from game.saves.shelf import Shelf
from game.tui.app import OtherBank
from tests.tui.seen import screen

from .latin import latin_in
from .pseudo import PSEUDO, pseudo_story


@pytest.fixture(autouse=True)
def in_no_latin_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "_spoken", PSEUDO)


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    return Rules(pseudo_story(tmp_path_factory.mktemp("pseudo")))


def an_ending(rules: Rules, shelf: Shelf) -> Run:
    """A run that stood before a guard."""
    for seed in range(200):
        run = Run.begin(rules, shelf, "owner", seed)
        while can := [option.id for option in run.playthrough.choices() if option.locked is None]:
            run.playthrough.choose(can[seed % len(can)])
        if run.playthrough.windows and run.playthrough.ending:
            return run
    raise AssertionError("no run came to a window and an ending")


SCREENS = {
    "title": [],
    "travellers": ["1"],
    "saves": ["2"],
    "sources": ["3"],
    "settings": ["4"],
}
OVER_THE_STORY = {
    "story": [],
    "menu": ["escape"],
    "help": ["question_mark"],
    "map": ["m"],
    "map as a list": ["m", "tab", "tab"],
    "papers": ["p"],
    "journal": ["j"],
    "news": ["n"],
    "hearsay": ["h"],
    "voices": ["v"],
    "so far": ["b"],
    "save": ["s"],
    "palette": ["ctrl+p"],
    "nothing to take back": ["u"],
}


@pytest.mark.parametrize("name", [*SCREENS, *OVER_THE_STORY, "debrief"])
async def test_every_word_on_a_screen_is_marked(name: str, rules: Rules, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "saves")
    run: Run | None = None
    if name == "debrief":
        run = an_ending(rules, shelf)
    elif name in OVER_THE_STORY:
        run = Run.begin(rules, shelf, "owner", 7)
    app = OtherBank(rules, shelf, run, tmp_path / "settings.json")
    async with app.run_test(size=(160, 140)) as pilot:
        await pilot.pause(0.1)
        await pilot.press(*{**SCREENS, **OVER_THE_STORY, "debrief": ["1"]}[name])
        await pilot.pause(0.3)
        shown = screen(app)
        assert len(shown.split()) > 5
        assert latin_in(shown, rules) == []


def plain(rules: Rules, tmp_path: Path, seed: int) -> Iterator[str]:
    """All that the plain game prints in one run with every command at every step."""
    said = io.StringIO()
    shelf = Shelf(tmp_path / "saves")
    typed = [f"{1 + (seed + step) % 3}\n{command}\n" for step in range(40) for command in "?jnphvmtwrcsb"]
    console = Console(io.StringIO("".join(["99\n", "1\n", "blah\n", "99\n", *typed])), said)
    introduce(console, rules)
    with suppress(InputEnded):
        play(console, Run.begin(rules, shelf, ask_traveller(console, rules), seed))
    yield from said.getvalue().replace("blah", "").splitlines()


@pytest.mark.parametrize("seed", [1, 2])
def test_every_word_of_the_plain_game_is_marked(seed: int, rules: Rules, tmp_path: Path) -> None:
    found = latin_in("\n".join(plain(rules, tmp_path, seed)), rules)
    assert sorted(set(found)) == []


def test_a_word_that_is_not_marked_is_found(rules: Rules) -> None:
    assert latin_in("ა\nა Quit ბ\nm", rules) == ["ა Quit ბ"]
