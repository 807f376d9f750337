"""A pupil in a class: what is played arrives, once; the class stops and goes on; leaving is quiet; nothing is lost."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from game import settings as kept_settings
from game.classroom import standing
from game.classroom.lesson import lesson_for
from game.classroom.pupil.app import PupilApp
from game.classroom.pupil.attendance import Attendance
from game.classroom.pupil.pseudonym import PseudonymScreen
from game.classroom.pupil.screens import LeftScreen, TogetherScreen, VoteScreen, WelcomeScreen
from game.classroom.pupil.seat import take_seat
from game.classroom.reading import RefusedError
from game.classroom.service import Classroom
from game.engine.rules import Rules
from game.saves.shelf import Shelf
from game.tui.screens.story import StoryScreen
from tests.classroom.at_hand import AtHand
from tests.tui.seen import screen

SIZES = [(60, 20), (80, 24), (160, 50)]


@pytest.fixture
def code(classroom: Classroom) -> str:
    return classroom.open(
        lesson_for(classroom.rules.story, travellers=["owner"], seed=7, help_line="Ms Koski, room 12")
    ).code


@pytest.fixture
def pupil(classroom: Classroom, rules: Rules, code: str, tmp_path: Path) -> Callable[[], PupilApp]:
    """The same pupil on the same machine, each time."""

    def made() -> PupilApp:
        seat = take_seat(tmp_path / "class")
        link = AtHand(classroom, code, seat.token)
        return PupilApp(rules, Attendance(rules, seat, link), tmp_path / "settings.json")

    return made


def link_of(app: PupilApp) -> AtHand:
    link = app.attendance._link
    assert isinstance(link, AtHand)
    return link


async def wait_for(pilot: Pilot[None], kind: type) -> None:
    for _ in range(200):
        await pilot.pause(0.01)
        if isinstance(pilot.app.screen, kind) and pilot.app.screen.is_mounted:
            await pilot.pause(0.02)
            return
    raise AssertionError(f"{pilot.app.screen} is not {kind.__name__}")


async def begin(pilot: Pilot[None]) -> None:
    for _ in range(200):
        await pilot.pause(0.01)
        menu = pilot.app.screen.query_one("#menu", OptionList)
        if not menu.get_option_at_index(0).disabled:
            break
    await pilot.press("1")
    await wait_for(pilot, StoryScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_played_arrives(
    pupil: Callable[[], PupilApp], classroom: Classroom, code: str, size: tuple[int, int]
) -> None:
    classroom.change(code, standing.play)
    app = pupil()
    async with app.run_test(size=size) as pilot:
        await begin(pilot)
        await pilot.press("1")
        await pilot.press("1")
        played = app.screen
        assert isinstance(played, StoryScreen)
        (run,) = classroom.view(code).pupils[0].runs
        assert run.journey.seed == 7
        assert list(run.moves) == played.run.playthrough.moves
        await pilot.press("u")
        (run,) = classroom.view(code).pupils[0].runs
        assert list(run.moves) == played.run.playthrough.moves


async def test_what_is_told_in_short_for_the_class_is_no_setting_of_the_pupil_s_own(
    classroom: Classroom, rules: Rules, tmp_path: Path
) -> None:
    (dial,) = rules.story["dials"]
    file = tmp_path / "settings.json"
    for own in ([], [dial]):
        code = classroom.open(lesson_for(rules.story, travellers=["owner"], short=[dial])).code
        kept_settings.save(file, kept_settings.Settings(short=own))
        seat = take_seat(tmp_path / code)
        app = PupilApp(rules, Attendance(rules, seat, AtHand(classroom, code, seat.token)), file)
        async with app.run_test() as pilot:
            for _ in range(200):
                await pilot.pause(0.01)
                if app.settings.short == [dial]:
                    break
            assert app.settings.short == [dial]
            app.change_settings(replace(app.settings, short=[], motion=False))
            assert app.settings.short == [dial]
        assert kept_settings.load(file) == kept_settings.Settings(short=own, motion=False)


@pytest.mark.parametrize(("where", "mend"), [("linux", "join in a browser"), ("emscripten", "load the page again")])
async def test_another_edition_is_refused_with_what_helps_where_the_pupil_is(
    classroom: Classroom,
    rules: Rules,
    code: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    mend: str,
) -> None:
    seat = take_seat(tmp_path / "class")
    attendance = Attendance(rules, seat, AtHand(classroom, code, seat.token))
    monkeypatch.setattr(attendance, "_edition", "another")
    monkeypatch.setattr(sys, "platform", where)
    with pytest.raises(RefusedError, match=mend):
        await attendance.join()


async def test_nobody_begins_before_the_class_does(
    pupil: Callable[[], PupilApp], classroom: Classroom, code: str
) -> None:
    app = pupil()
    async with app.run_test() as pilot:
        await pilot.pause(0.1)
        await pilot.press("1")
        assert isinstance(app.screen, WelcomeScreen)
        assert "has not begun" in screen(app)
        classroom.change(code, standing.play)
        await begin(pilot)


async def test_the_class_stops_and_goes_on_where_it_was(
    pupil: Callable[[], PupilApp], classroom: Classroom, code: str
) -> None:
    classroom.change(code, standing.play)
    app = pupil()
    async with app.run_test() as pilot:
        await begin(pilot)
        await pilot.press("m")
        classroom.change(code, lambda now: standing.talk(now, "Who is missing here?"))
        await wait_for(pilot, TogetherScreen)
        assert "Who is missing here?" in screen(app)
        await pilot.press("1", "enter", "space")
        assert isinstance(app.screen, TogetherScreen)
        classroom.change(code, standing.reveal)
        await pilot.pause(0.1)
        assert "What this class did" in screen(app)
        classroom.change(code, standing.play)
        await pilot.pause(0.1)
        await pilot.press("escape")
        assert isinstance(app.screen, StoryScreen)


async def test_a_network_that_drops_stops_nobody_and_loses_nothing(
    pupil: Callable[[], PupilApp], classroom: Classroom, code: str
) -> None:
    classroom.change(code, standing.play)
    app = pupil()
    async with app.run_test() as pilot:
        await begin(pilot)
        link_of(app).cut = True
        await pilot.press("1", "1")
    again = pupil()
    async with again.run_test() as pilot:
        await begin(pilot)
        (run,) = classroom.view(code).pupils[0].runs
        assert len(run.moves) == 2
        await pilot.press("1")
        (run,) = classroom.view(code).pupils[0].runs
        assert len(run.moves) == 3
    assert len(classroom.view(code).pupils) == 1


async def test_whoever_leaves_before_the_class_answers_comes_back_as_the_same_pupil(
    pupil: Callable[[], PupilApp], classroom: Classroom, code: str
) -> None:
    link = link_of(pupil())
    classroom.join(link.code, link.token)  # asked, and gone before the answer came
    async with pupil().run_test() as pilot:
        await pilot.pause(0.1)
    assert len(classroom.view(code).pupils) == 1


async def test_a_seat_that_was_lost_is_a_new_one_and_a_broken_one_too(
    pupil: Callable[[], PupilApp], classroom: Classroom, code: str, tmp_path: Path
) -> None:
    for broken in ("", "{}", '{"token": 7}', "\x00"):
        (tmp_path / "class").mkdir(exist_ok=True)
        (tmp_path / "class" / "seat.json").write_text(broken)
        async with pupil().run_test() as pilot:
            await pilot.pause(0.1)
    assert len(classroom.view(code).pupils) == 4


async def test_leaving_is_quiet_and_one_can_come_back(
    pupil: Callable[[], PupilApp], classroom: Classroom, code: str
) -> None:
    classroom.change(code, standing.play)
    app = pupil()
    async with app.run_test() as pilot:
        await begin(pilot)
        classroom.change(code, standing.pause)
        await wait_for(pilot, TogetherScreen)
        await pilot.press("escape")
        await wait_for(pilot, LeftScreen)
        assert not classroom.view(code).pupils[0].here
        await pilot.press("2")
        await wait_for(pilot, TogetherScreen)
        assert classroom.view(code).pupils[0].here


async def test_votes_are_taken_and_closed_ones_go_away(
    pupil: Callable[[], PupilApp], classroom: Classroom, code: str
) -> None:
    app = pupil()
    async with app.run_test() as pilot:
        await pilot.pause(0.1)
        classroom.change(code, lambda now: standing.open_ballot(now, "Which way?", [("a", "Left"), ("b", "Right")]))
        await wait_for(pilot, VoteScreen)
        await pilot.press("2")
        await pilot.pause(0.1)
        assert classroom.view(code).votes == {"b": 1}
        classroom.change(code, lambda now: standing.open_ballot(now, "And now?", [("a", "Left"), ("b", "Right")]))
        await wait_for(pilot, VoteScreen)
        classroom.change(code, standing.close_ballot)
        await wait_for(pilot, WelcomeScreen)


async def test_at_the_end_there_is_somebody_to_turn_to(
    pupil: Callable[[], PupilApp], classroom: Classroom, code: str
) -> None:
    classroom.change(code, standing.play)
    app = pupil()
    async with app.run_test() as pilot:
        await begin(pilot)
        classroom.change(code, standing.end)
        await wait_for(pilot, TogetherScreen)
        assert "Ms Koski, room 12" in screen(app)
        await pilot.press("enter")
        assert isinstance(app.screen, StoryScreen)


async def test_a_pseudonym_is_typed_where_the_class_lets_pupils_choose(
    rules: Rules, classroom: Classroom, tmp_path: Path
) -> None:
    code = classroom.open(lesson_for(rules.story, pseudonyms="chosen")).code
    classroom.join(code, "a" * 22, "Heron")
    seat = take_seat(tmp_path / "class")
    app = PupilApp(rules, Attendance(rules, seat, AtHand(classroom, code, seat.token)), tmp_path / "settings.json")
    async with app.run_test(size=(60, 20)) as pilot:
        await wait_for(pilot, PseudonymScreen)
        await pilot.press(*"heron", "enter")
        for _ in range(200):
            await pilot.pause(0.01)
            if "That cannot be" in screen(app):
                break
        assert "That cannot be" in screen(app)
        assert len(classroom.view(code).pupils) == 1
        await pilot.press("escape")
        await wait_for(pilot, LeftScreen)
        await pilot.press("2")
        await wait_for(pilot, PseudonymScreen)
        await pilot.press(*"owl 7", "enter")
        await wait_for(pilot, WelcomeScreen)
        assert [each.pseudonym for each in classroom.view(code).pupils] == ["Heron", "owl 7"]
        await pilot.pause(0.05)
        assert "You are owl 7 here" in screen(app)


def test_only_this_class_s_runs_stand_on_its_shelf(pupil: Callable[[], PupilApp], tmp_path: Path) -> None:
    assert pupil().shelf.folder == Shelf(tmp_path / "class").folder
