"""Playing on screens: keys, sizes, saves, and everything that a player may do at the wrong moment."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from game.engine.playthrough import Telling
from game.engine.rules import Rules
from game.keys import with_twin
from game.saves.run import Run
from game.saves.shelf import Shelf
from game.settings import Settings
from game.tui.actions import ACTIONS, Action
from game.tui.app import OtherBank
from game.tui.languages import Languages
from game.tui.screens.page import Page
from game.tui.screens.story import StoryScreen
from game.tui.screens.title import TitleScreen
from game.wording import speak

from .conftest import SIZES
from .seen import screen

Game = Callable[[Run | None], OtherBank]


async def play_to_the_end(pilot: Pilot[None], run: Run, seed: int) -> None:
    """By digits, at random, as fast as keys come."""
    dice = random.Random(seed)
    for _ in range(300):
        options = run.playthrough.choices()
        open_now = [number for number, option in enumerate(options, 1) if option.locked is None]
        if not open_now:
            return
        await pilot.press(str(dice.choice(open_now)))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_journey_by_digits_to_its_debrief(size: tuple[int, int], game: Game, begun: Run, shelf: Shelf) -> None:
    app = game(begun)
    async with app.run_test(size=size) as pilot:
        await play_to_the_end(pilot, begun, 3)
        assert begun.playthrough.ending is not None
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Page)
        assert "What was reported" in screen(app)
        await pilot.press("escape")
        await pilot.press("2")
        assert begun.playthrough.ending is None
    (entry,) = shelf.entries()
    assert entry.play is not None
    assert list(entry.play.moves) == begun.playthrough.moves


async def test_from_the_title_by_enter_alone(game: Game) -> None:
    app = game(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("enter")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StoryScreen)
        await pilot.press("enter")
        assert len(app.screen.run.playthrough.moves) == 1


async def test_going_on_with_the_latest_game(game: Game, begun: Run) -> None:
    begun.choose(begun.playthrough.choices()[0].id)
    app = game(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.3)
        assert "Continue" in screen(app)
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(app.screen, StoryScreen)
        assert app.screen.run.playthrough.moves == begun.playthrough.moves


LETTERS = [action for action in ACTIONS if action.letter.isalpha() and action.name not in ("undo", "marks")]


@pytest.mark.parametrize("action", LETTERS, ids=lambda action: action.name)
async def test_a_letter_its_twin_and_the_function_key_all_open_and_escape_comes_back(
    action: Action, game: Game, begun: Run
) -> None:
    app = game(begun)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        home = app.screen
        for key in [*with_twin(action.letter).split(","), action.function_key]:
            await pilot.press(key)
            await pilot.pause()
            assert app.screen is not home, key
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is home, key


async def test_every_line_of_the_menu_leads_somewhere(game: Game, begun: Run) -> None:
    app = game(begun)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("escape")
        count = app.screen.query_one(OptionList).option_count
        await pilot.press("escape")
        for line in range(count - 1):  # the last one quits
            app.go_on_with(begun)
            await pilot.pause()
            await pilot.press("escape", *["down"] * line, "enter")
            await pilot.pause()
            assert app.is_running
        await pilot.press("escape")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_map_shows_a_queue_once_it_is_reported(size: tuple[int, int], game: Game, begun: Run) -> None:
    app = game(begun)
    mark, words = "≡", "The counter, Nowhere: nine people. Monday 3 March, afternoon; reported by The desk [F3]"
    async with app.run_test(size=size) as pilot:
        for choices, is_known in (("", False), ("1", True), ("21", False)):
            await pilot.press(*choices, "m")
            await pilot.pause(0.1)
            shown = screen(app)
            in_words = words in " ".join(shown.split())
            assert (shown.count(mark), "The counter: nine people" in shown, in_words) == (
                1 + is_known,
                is_known,
                is_known,
            )
            await pilot.press("escape")


async def test_questions_to_stop_at_stand_under_the_text(game: Game, begun: Run) -> None:
    begun.playthrough.passage.scenes.append("porch")
    async with game(begun).run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        shown = screen(pilot.app)
        assert shown.index("Stop here, and talk.") < shown.index("Why here?")


async def test_undo_and_marks(game: Game, begun: Run) -> None:
    app = game(begun)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        first = screen(app)
        await pilot.press("u")
        assert not begun.playthrough.moves
        await pilot.press("1")
        assert len(begun.playthrough.moves) == 1
        await pilot.press("г")
        assert not begun.playthrough.moves
        app.clear_notifications()
        await pilot.pause()
        assert screen(app) == first
        await pilot.press("r")
        assert app.settings.marks
    again = game(None)
    assert again.settings.marks


@pytest.mark.parametrize("theme", ["night-road", "paper", "ansi-dark", "ansi-light"])
async def test_settings_change_by_keys_and_are_kept(theme: str, game: Game, begun: Run) -> None:
    app = game(begun)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        for _ in range(4):
            if app.theme == theme:
                break
            await pilot.press("1")
        assert app.theme == theme
        await pilot.press("2", "3", "4", "escape")
        assert isinstance(app.screen, StoryScreen)
    assert game(None).settings == app.settings


async def test_a_window_that_changes_size_at_any_moment(game: Game, begun: Run) -> None:
    app = game(begun)
    dice = random.Random(1)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ["1", "m", "escape", "1", "escape", "escape", "j", "escape", "2", "p", "escape"]:
            await pilot.resize_terminal(dice.randrange(20, 200), dice.randrange(5, 70))
            await pilot.press(key)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert app.is_running
        assert len({line for line in screen(app).splitlines() if line}) > 3


async def test_markup_in_a_story_is_text(game: Game, begun: Run) -> None:
    option = begun.playthrough.choices()[0]
    begun.playthrough.passage.told.append(Telling("[bold red]words[/] [@click=app.quit()]here[/] $primary"))
    begun.playthrough._options = [option._replace(say="[reverse]Take[/] it [link=x]now[/link]")]  # pyright: ignore[reportPrivateUsage]
    app = game(begun)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = screen(app)
        assert "[bold red]words[/] [@click=app.quit()]here[/] $primary" in " ".join(shown.split())
        assert "[reverse]Take[/] it [link=x]now[/link]" in shown


async def test_saving_loading_renaming_deleting(game: Game, begun: Run, shelf: Shelf) -> None:
    app = game(begun)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "s")
        await pilot.press(*["ctrl+u"], *"mine", "enter")
        await pilot.pause()
        assert "mine" in {entry.play.name for entry in shelf.entries() if entry.play}
        await pilot.press("l")
        await pilot.pause()
        assert "mine" in screen(app)
        before = len(shelf.entries())
        await pilot.press("d")
        assert len(shelf.entries()) == before - 1
        await pilot.press("u")
        assert len(shelf.entries()) == before
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StoryScreen)
        assert app.screen.run.playthrough.moves == begun.playthrough.moves


async def test_a_broken_save_is_told_and_left_alone(game: Game, shelf: Shelf) -> None:
    shelf.folder.mkdir()
    broken = shelf.folder / "broken.yaml"
    broken.write_text("playthrough: 9\nstory: x\n")
    app = game(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.2)
        await pilot.press("2")
        await pilot.pause()
        assert "later version of the game" in " ".join(screen(app).split())
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, StoryScreen)
    assert broken.read_text() == "playthrough: 9\nstory: x\n"


async def test_a_choice_that_cannot_be_written_down_is_said_so(game: Game, begun: Run, shelf: Shelf) -> None:
    shelf.folder.write_text("a file where the folder should be")
    app = game(begun)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert len(begun.playthrough.moves) == 1
        assert "could not be saved" in screen(app)


async def test_escape_on_the_title_goes_nowhere_and_q_quits(game: Game) -> None:
    app = game(None)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("escape")
        assert isinstance(app.screen, TitleScreen)
        await pilot.press("й")
        await pilot.pause()
    assert app.return_code == 0


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_without_colour_no_theme_is_black_on_black(
    theme: str, game: Game, begun: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = game(begun)
    async with app.run_test(size=(80, 24)):
        app.change_settings(Settings(theme=theme))
        assert not app.theme.startswith("ansi")
        assert app.settings.theme == theme


async def test_without_colour_all_is_still_there(game: Game, begun: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with_colour = game(begun)
    async with with_colour.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        seen = screen(with_colour)
    monkeypatch.setenv("NO_COLOR", "1")
    without = game(begun)
    async with without.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert screen(without) == seen


def in_three_languages(rules: Rules) -> Languages:
    told = {"en": rules, "ru": rules_in("Зонтик", rules), "xx": rules_in("xx", rules)}
    return Languages(list(told), "en", told.__getitem__)


def rules_in(title: str, rules: Rules) -> Rules:
    return Rules({**rules.story, "about": {**rules.story["about"], "title": title}})


async def test_the_language_changes_where_one_stands_and_is_kept(rules: Rules, begun: Run, tmp_path: Path) -> None:
    begun.choose(begun.playthrough.choices()[0].id)
    app = OtherBank(rules, begun.shelf, begun, tmp_path / "settings.json", in_three_languages(rules))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert "Language" in screen(app)
        await pilot.press("5")
        await pilot.pause()
        assert "Настройки" in screen(app)
        assert app.settings.language == "ru"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, StoryScreen)
        assert app.screen.run.playthrough.moves == begun.playthrough.moves
        assert "Меню" in screen(app)
        await pilot.press("1", "u", "й")
        app.to_title()
        await pilot.pause(0.3)
        assert "Зонтик" in screen(app)
        assert "Новый путь" in screen(app)
        assert "Выйти" in screen(app).splitlines()[-1]
    speak("")


async def test_a_story_in_one_language_offers_no_other(game: Game) -> None:
    async with game(None).run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert "Language" not in screen(pilot.app)
        await pilot.press("9")


async def test_enter_pressed_twice_before_the_next_menu_is_there_chooses_once(game: Game, begun: Run) -> None:
    app = game(begun)
    async with app.run_test() as pilot:
        await pilot.pause()
        menu = app.screen.query_one("#choices", OptionList)
        menu.action_select()
        menu.action_select()
        await pilot.pause()
        assert len(begun.playthrough.moves) == 1


async def test_a_key_that_comes_before_the_story_is_there_is_none(game: Game, begun: Run) -> None:
    app = game(None)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.go_on_with(begun)
        await app.run_action("screen.take(1)")
        await pilot.pause()
        assert begun.playthrough.moves == []
        await pilot.press("1")
        assert len(begun.playthrough.moves) == 1
