"""A save meets an edited story: rightly, or it is refused with the reason; another branch is never taken silently."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.engine.playthrough import Move
from game.engine.replay import Replay, replay
from game.engine.rules import Rules
from game.language.compiler import compile_story
from game.saves.run import Run
from game.saves.shelf import Shelf
from game.wording.playthrough import strayed

STORY = """
story: {id: border, title: Border}
clock: {start: 2022-01-01 00:00, zone: +00:00, tick: 6 hours, ticks: 8}
variables:
  papers: {start: true, meaning: Papers}
  coins: {range: 0..9, start: 3, meaning: Coins}
travellers:
  one: {name: One, card: You., start: road}
  two: {name: Two, card: You., start: passed}
sources:
  W1: {outlet: Wire}
facts:
  S001: {claim: It rained., by: Wire, sources: [W1], confidence: high}
scenes:
  road:
    text: A road.
    choices:
      walk: {say: Walk on, goto: border}
  border:
    text: A border.
    choices:
      home: {say: Go home, goto: home}
      show: {say: Show papers, when: papers, do: coins -= 1, goto: passed}
      bribe: {say: Pay, when: coins > 1, goto: home}
  passed:
    text: Passed, with {coins} coins.
    goto: abroad
endings:
  home: {title: Home, group: back, text: You are home., facts: [S001]}
  abroad: {title: Abroad, group: across, text: You are abroad., facts: [S001]}
"""
MOVES = [Move("road", "walk"), Move("border", "show")]

Edit = Callable[[str], str]


def swapped(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return edit


SHOW = "      show: {say: Show papers, when: papers, do: coins -= 1, goto: passed}\n"
HOME = "      home: {say: Go home, goto: home}\n"
BRIBE = "      bribe: {say: Pay, when: coins > 1, goto: home}\n"

RIGHT: dict[str, Edit] = {
    "nothing": lambda text: text,
    "passage added before": swapped("scenes:\n", "scenes:\n  aside: {text: Aside., goto: border}\n"),
    "passage added after": swapped("goto: abroad\n", "goto: bridge\n  bridge: {text: A bridge., goto: abroad}\n"),
    "variable added": swapped("  coins:", "  lamp: {start: false, meaning: A lamp}\n  coins:"),
    "variable removed": lambda text: text.replace("  papers: {start: true, meaning: Papers}\n", "").replace(
        "when: papers, ", ""
    ),
    "variable renamed": lambda text: text.replace("coins", "roubles"),
    "text changed": swapped("A border.", "A border, in rain."),
    "words of a choice changed": swapped("Show papers", "Hand over the passport"),
    "target changed": swapped("coins -= 1, goto: passed", "coins -= 1, goto: abroad"),
    "conditional line added": swapped("A border.", "A border. {coins > 1 ? Coins.}"),
    "choice added above": swapped(HOME, "      wait: {say: Wait, goto: border}\n" + HOME),
    "choices swapped": lambda text: text.replace(HOME + SHOW, SHOW + HOME),
    "choice above removed": lambda text: text.replace(HOME, ""),
    "current passage renamed, and said so": lambda text: text.replace("goto: border", "goto: post").replace(
        "  border:\n", "  post:\n    was: [border]\n"
    ),
    "choice renamed, and said so": swapped("show: {say: Show", "present: {was: [show], say: Show"),
}
REFUSED: dict[str, tuple[Edit, int, str]] = {
    "current passage renamed": (
        lambda text: text.replace("goto: border", "goto: post").replace("  border:\n", "  post:\n"),
        1,
        "the scene `border` is no longer in the story",
    ),
    "choice removed": (swapped(SHOW, ""), 1, "no longer has the choice `show`"),
    "choice renamed": (swapped("show: {say: Show", "present: {say: Show"), 1, "no longer has the choice `show`"),
    "choice that two say they were": (
        lambda text: text.replace("show: {say", "present: {was: [show], say").replace(
            "home: {say", "back: {was: [show], say"
        ),
        1,
        "no longer has the choice `show`",
    ),
    "passage that two say they were": (
        lambda text: (
            text.replace("goto: border", "goto: post")
            .replace("  border:\n", "  post:\n    was: [border]\n")
            .replace("  passed:\n", "  passed:\n    was: [border]\n")
        ),
        1,
        "the scene `border` is no longer in the story",
    ),
    "choice hidden now": (swapped("papers: {start: true", "papers: {start: false"), 1, "is not open now"),
    "choice locked now": (
        lambda text: text.replace("papers: {start: true", "papers: {start: false").replace(
            "when: papers,", "when: papers, locked: You have none.,"
        ),
        1,
        "is now locked: You have none.",
    ),
    "choice locked now, for no reason": (
        lambda text: text.replace("papers: {start: true", "papers: {start: false").replace(
            "when: papers,", 'when: papers, locked: "{papers ? You have some.}",'
        ),
        1,
        "is now locked",
    ),
    "road leads elsewhere": (
        swapped("walk: {say: Walk on, goto: border}", "walk: {say: Walk on, goto: detour}"),
        1,
        "the story is now in `detour`",
    ),
    "scene of the first choice removed": (
        lambda text: text.replace("start: road", "start: border").replace(
            "  road:\n    text: A road.\n    choices:\n      walk: {say: Walk on, goto: border}\n", ""
        ),
        0,
        "the scene `road` is no longer in the story",
    ),
}


def rules_of(edit: Edit, folder: Path) -> Rules:
    text = edit(STORY)
    if "goto: detour" in text:
        detour = "  detour:\n    text: Mud.\n    choices:\n      on: {say: On, goto: border}\n"
        text = text.replace("  passed:\n", detour + "  passed:\n")
    if "aside:" in text:
        text = text.replace("start: passed}", "start: passed}\n  three: {name: Three, card: You., start: aside}")
    (folder / "story").mkdir(exist_ok=True)
    (folder / "story" / "story.yaml").write_text(text, "utf-8")
    story, report = compile_story(folder / "story")
    assert story is not None, report.in_order()
    return Rules(story)


def replayed(edit: Edit, folder: Path) -> Replay:
    return replay(rules_of(edit, folder), "one", 1, MOVES)


@pytest.mark.parametrize("name", RIGHT)
def test_an_edit_that_leaves_the_choices_standing(name: str, tmp_path: Path) -> None:
    playthrough, divergence = replayed(RIGHT[name], tmp_path)
    assert divergence is None
    assert playthrough.ending == "abroad"


@pytest.mark.parametrize("name", REFUSED)
def test_an_edit_that_does_not_is_told_with_the_last_place_that_holds(name: str, tmp_path: Path) -> None:
    edit, at, reason = REFUSED[name]
    playthrough, divergence = replayed(edit, tmp_path)
    assert divergence is not None
    assert divergence.at == at
    assert divergence.move == MOVES[at]
    assert reason in strayed(divergence)
    assert len(playthrough.moves) == at
    assert playthrough.ending is None


@pytest.mark.parametrize("name", RIGHT)
def test_a_game_left_at_the_border_goes_on_there(name: str, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "saves")
    run = Run.begin(rules_of(RIGHT["nothing"], tmp_path), shelf, "one", 1)
    run.choose("walk")
    assert run.path is not None
    again, divergence = Run.resume(rules_of(RIGHT[name], tmp_path), shelf, run.path)
    assert divergence is None
    (papers,) = (
        option.id for option in again.playthrough.choices() if option.say in ("Show papers", "Hand over the passport")
    )
    again.choose(papers)
    assert again.playthrough.ending == "abroad"
    assert again.path == run.path


@pytest.mark.parametrize("name", REFUSED)
def test_a_game_whose_choices_fell_is_left_as_it_was(name: str, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "saves")
    run = Run.begin(rules_of(RIGHT["nothing"], tmp_path), shelf, "one", 1)
    for move in MOVES:
        run.choose(move.choice)
    assert run.path is not None
    before = run.path.read_text()
    again, divergence = Run.resume(rules_of(REFUSED[name][0], tmp_path), shelf, run.path)
    assert divergence is not None
    again.choose(next(option.id for option in again.playthrough.choices() if option.locked is None))
    assert again.path != run.path
    assert run.path.read_text() == before
    assert len(shelf.entries()) == 2
