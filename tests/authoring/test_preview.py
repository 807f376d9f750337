"""The preview: what is edited is seen where one stands; mistakes never end it; an author may bend anything."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.widgets import Static

from game.authoring.preview.app import Preview
from game.authoring.preview.editor import command
from game.authoring.preview.inspection import Inspection, inspection
from game.authoring.preview.rehearsal import Choose, Rehearsal
from game.authoring.preview.said import said
from game.authoring.preview.workshop import Workshop
from game.engine.rules import Rules
from game.language.compiler import compile_condition
from game.saves.shelf import Shelf
from tests.stories import SECOND, compiled
from tests.tui.seen import screen
from tests.tui.test_terminal import Played


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SECOND, tmp_path / "story"))


@pytest.fixture
def workshop(folder: Path) -> Workshop:
    found = Workshop(folder)
    assert found.look()
    return found


def rules_of(workshop: Workshop) -> Rules:
    assert workshop.rules is not None
    return workshop.rules


def rehearsed(rules: Rules, choices: int = 8) -> Rehearsal:
    rehearsal, dice = Rehearsal(rules, "owner", 7), random.Random(1)
    for _ in range(choices):
        can = [option.id for option in rehearsal.playthrough.choices() if option.locked is None]
        rehearsal.choose(dice.choice(can))
    return rehearsal


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / "scenes" / "hall.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_an_edited_story_is_gone_on_with_where_one_stood(workshop: Workshop) -> None:
    rehearsal = rehearsed(rules_of(workshop), 2)
    here, moves = rehearsal.playthrough.scene, list(rehearsal.playthrough.moves)
    edit(workshop.folder, "{first: A hall.", "{first: A draughty hall.")
    assert workshop.look()
    assert not workshop.look()
    rehearsal.reload(rules_of(workshop))
    assert (rehearsal.playthrough.scene, rehearsal.playthrough.moves) == (here, moves)
    assert "A draughty hall." in rehearsal.playthrough.transcript


def test_mistakes_leave_the_story_as_it_was_until_they_are_mended(workshop: Workshop) -> None:
    before = rules_of(workshop)
    edit(workshop.folder, "goto: drip", "goto: dripp")
    assert workshop.look()
    assert [each.kind.code for each in workshop.report.in_order()] == ["S15"]
    assert workshop.rules is before
    edit(workshop.folder, "goto: dripp", "goto: drip")
    assert workshop.look()
    assert not workshop.report


def test_steps_that_no_longer_stand_wait_until_they_do(workshop: Workshop) -> None:
    rehearsal = Rehearsal(rules_of(workshop), "owner", 7)
    rehearsal.choose("walk")
    rehearsal.choose("take-ticket")
    there = rehearsal.playthrough.transcript
    edit(workshop.folder, "take-ticket: {say", "grab-ticket: {say")
    workshop.look()
    rehearsal.reload(rules_of(workshop))
    assert rehearsal.lost == Choose("hall", "take-ticket")
    assert rehearsal.playthrough.scene == "hall"
    edit(workshop.folder, "grab-ticket: {say", "take-ticket: {say")
    workshop.look()
    rehearsal.reload(rules_of(workshop))
    assert rehearsal.lost is None
    assert rehearsal.playthrough.transcript == there


def test_what_is_foreseen_comes(workshop: Workshop) -> None:
    """Each open choice leads where the inspector says that it does, with the luck that it says."""
    rehearsal, dice = Rehearsal(rules_of(workshop), "owner", 7), random.Random(3)
    for _ in range(12):
        found = inspection(rehearsal, {})
        can = [each for each in found.choices if each.open]
        assert [each.id for each in can] == [o.id for o in rehearsal.playthrough.choices() if o.locked is None]
        assert all(all(why.holds for why in each.why) for each in can)
        if not can:
            break
        taken = dice.choice(can)
        rehearsal.choose(taken.id)
        assert rehearsal.playthrough.passage.scenes == taken.leads
        assert inspection(rehearsal, {}).behind == taken.luck


def drawn(found: Inspection, choice: str) -> list[str]:
    (of,) = (each for each in found.choices if each.id == choice)
    return [lot.name for each in of.luck for lot in each.lots if lot.drawn]


def test_luck_is_forced_and_undone_with_the_rest(workshop: Workshop) -> None:
    for name in ("heads", "tails"):
        rehearsal = Rehearsal(rules_of(workshop), "owner", 7)
        rehearsal.choose("walk")
        (toss,) = (each for each in inspection(rehearsal, {}).choices if each.id == "toss")
        first = toss.luck[0]
        (lot,) = (lot for lot in first.lots if lot.name == name)
        rehearsal.force(first.draw, lot.number)
        assert drawn(inspection(rehearsal, {}), "toss")[0] == name


def test_jumps_and_values_are_steps_like_any_other(workshop: Workshop) -> None:
    rehearsal = Rehearsal(rules_of(workshop), "owner", 7)
    rehearsal.jump("hall")
    rehearsal.put("coins", 99)
    assert rehearsal.playthrough.value("coins") == 9
    rehearsal.choose("toss")
    transcript = rehearsal.playthrough.transcript
    rehearsal.reload(rules_of(workshop))
    assert rehearsal.playthrough.transcript == transcript
    rehearsal.undo()
    rehearsal.undo()
    assert rehearsal.playthrough.scene == "hall"
    assert rehearsal.playthrough.value("coins") == 5


CONDITIONS = [
    "coins >= 2", "ticket == true", "mood == calm", "mood in (calm, cross)", "not (ticket and coins > 1)",
    "(coins + 1) * 2 > 6 - (3 - coins)", "coins - (2 - hidden) == 0", "ticket or (coins > 1 and mood != cross)",
    "(1 if ticket else 2) > coins", "min(coins, 3) % 2 == 1 and not ticket", "(coins > 1) == ticket",
]  # fmt: skip


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_reads_as_an_author_would_write_it(condition: str) -> None:
    """What is said of it means the same when it is read again."""
    story = compiled(SECOND)
    tree, report = compile_condition(SECOND, condition)
    assert not report
    again, report = compile_condition(SECOND, said(tree, story["variables"]))
    assert not report, said(tree, story["variables"])
    assert again == tree


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_a_rehearsal_that_is_only_played_is_a_playthrough(seed: int) -> None:
    story = compiled(SECOND)
    rehearsal, dice = Rehearsal(Rules(story), "owner", seed), random.Random(seed)
    while can := [option.id for option in rehearsal.playthrough.choices() if option.locked is None]:
        rehearsal.choose(dice.choice(can))
    again = Rehearsal(Rules(story), "owner", seed, rehearsal.playthrough.moves)
    assert again.playthrough.transcript == rehearsal.playthrough.transcript


@pytest.mark.parametrize(
    ("environment", "opened"),
    [
        ({"EDITOR": "nano"}, ["nano", "+12", "a.yaml"]),
        ({"EDITOR": "nano", "VISUAL": "code --wait"}, ["code", "--wait", "--goto", "a.yaml:12"]),
        ({"EDITOR": "/usr/bin/hx"}, ["/usr/bin/hx", "a.yaml:12"]),
    ],
)
def test_the_editor_is_opened_at_the_line(environment: dict[str, str], opened: list[str]) -> None:
    assert command(environment, Path("a.yaml"), 12) == opened


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_on_screen(size: tuple[int, int], workshop: Workshop, tmp_path: Path) -> None:
    rules = rules_of(workshop)
    app = Preview(workshop, rules, Rehearsal(rules, "owner", 7), Shelf(tmp_path / "saves"), tmp_path / "settings.json")
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.2)
        await pilot.press("1")
        await pilot.pause(0.2)

        def pane() -> str:
            return str(app.screen.query_one("#inspected", Static).visual)

        assert "hall.yaml" in pane()
        edit(workshop.folder, "{first: A hall.", "{first: A draughty hall.")
        await pilot.pause(0.5)
        assert "A draughty hall." in screen(app)
        edit(workshop.folder, "goto: drip", "goto: dripp")
        await pilot.pause(0.5)
        assert "there is no scene `dripp`" in pane()
        assert "A draughty hall." in screen(app)
        edit(workshop.folder, "goto: dripp", "goto: drip")
        await pilot.pause(0.5)
        assert "hall.yaml" in pane()
        await pilot.press("g", *"porch", "enter")
        await pilot.pause(0.3)
        assert "A porch." in screen(app)
        await pilot.press("u")
        await pilot.pause(0.3)
        assert "A draughty hall." in screen(app)


def test_an_editor_that_is_not_there_leaves_the_preview_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "no-such-editor")
    previewed = Played(tmp_path, command=("preview", str(SECOND)))
    previewed.until("The tram is")
    previewed.press("e")
    previewed.until("could not be opened")
    previewed.press("\x11")  # Ctrl-Q
    assert previewed.exit_code() == 0
