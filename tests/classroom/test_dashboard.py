"""The facilitator's dashboard beside a class of three, on screens of three sizes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest
from textual.pilot import Pilot

from game.classroom import standing
from game.classroom.dashboard.app import Dashboard
from game.classroom.dashboard.join import JoinScreen
from game.classroom.lesson import Stop, lesson_for
from game.classroom.names import deal_token, shown_code
from game.classroom.reading import RefusedError
from game.classroom.service import Classroom
from game.classroom.wire import HandIn
from game.wording import _ as gettext
from game.wording import speak
from tests.tui.seen import screen

SIZES = [(60, 20), (80, 24), (160, 50)]


@pytest.fixture
def code(classroom: Classroom, played: Callable[..., HandIn]) -> str:
    lesson = lesson_for(classroom.rules.story, title="9B, Tuesday", stops=[Stop("Who is missing here?")])
    code = classroom.open(lesson).code
    for seed in (1, 2, 3):
        token = deal_token()
        classroom.join(code, token)
        classroom.hand_in(code, token, played(seed))
    return code


@pytest.fixture
def dashboard(classroom: Classroom, code: str) -> Dashboard:
    return Dashboard(classroom, code, "127.0.0.1", 0, None)


async def until(pilot: Pilot[None], words: str, tries: int = 300) -> None:
    for _ in range(tries):
        await pilot.pause(0.02)
        if words in screen(pilot.app):
            return
    raise AssertionError(f"{words!r} is not on the screen:\n{screen(pilot.app)}")


async def to_the_board(pilot: Pilot[None]) -> None:
    for _ in range(200):
        await pilot.pause(0.02)
        if isinstance(pilot.app.screen, JoinScreen):
            await pilot.press("escape")
            return
    raise AssertionError("nothing is served")


@pytest.mark.parametrize("size", SIZES)
async def test_how_to_join_and_who_is_in(dashboard: Dashboard, code: str, size: tuple[int, int]) -> None:
    async with dashboard.run_test(size=size) as pilot:
        await until(pilot, dashboard.address or "127.0.0.1:")
        assert f"otherbank join {dashboard.address}" in screen(dashboard)
        async with aiohttp.ClientSession() as session, session.get(dashboard.address) as answer:
            assert answer.status == 200
        await to_the_board(pilot)
        await until(pilot, "3 are here")
        assert shown_code(code) in screen(dashboard)
        assert "9B, Tuesday" in screen(dashboard)
        for pupil in dashboard.classroom.view(code).pupils:
            assert pupil.pseudonym in screen(dashboard)


@pytest.mark.parametrize("size", SIZES)
async def test_the_class_is_steered(
    dashboard: Dashboard, classroom: Classroom, code: str, size: tuple[int, int]
) -> None:
    def phase() -> str:
        return classroom.a_class(code).standing.phase

    async with dashboard.run_test(size=size) as pilot:
        await to_the_board(pilot)
        await until(pilot, "gathering")
        await pilot.press("space")
        await until(pilot, "playing")
        await pilot.press("space")
        await until(pilot, "paused")
        assert phase() == "paused"
        await pilot.press("t", "enter")
        await until(pilot, "talking ·")
        await until(pilot, "Who is missing here?")
        await pilot.press("t", "tab", *"Why?", "enter")
        await until(pilot, "Why?")
        await pilot.press("v")
        await until(pilot, "looking at the split")
        await pilot.press("down", "enter")
        for _ in range(100):
            await pilot.pause(0.02)
            if classroom.a_class(code).standing.scene:
                break
        assert classroom.a_class(code).standing.scene in classroom.rules.story["scenes"]
        await pilot.press("e", "escape")
        assert phase() == "revealed"
        await pilot.press("e", "enter")
        await until(pilot, "over")
        assert phase() == "ended"


@pytest.mark.parametrize("language", ["", "ru"])
@pytest.mark.parametrize("size", SIZES)
async def test_every_key_is_told_and_nothing_is_cut(
    dashboard: Dashboard, classroom: Classroom, code: str, size: tuple[int, int], language: str
) -> None:
    """However many are in, and however long the question: keys, heads and how each fares are within the screen."""
    for _ in range(40):
        classroom.join(code, deal_token())
    classroom.put_door(code, shut=True)
    question = "Who is not in this picture, and who would have to be asked before anybody could say so at all?"
    classroom.change(code, lambda now: standing.talk(now, question))
    speak(language)
    try:
        async with dashboard.run_test(size=size) as pilot:
            await to_the_board(pilot)
            await until(pilot, "43")
            rows = screen(dashboard).split("\n")
            keys = " ".join(row.strip() for row in rows[-3:])
            for letter in ("t", "v", "d", "x", "j", "o", "s", "e", "?", "q"):
                assert re.search(rf" {re.escape(letter)} \w", keys), letter
            assert question in " ".join(row.strip() for row in rows[:6])
            for pupil in classroom.view(code).pupils[:3]:
                (row,) = (row for row in rows if pupil.pseudonym in row)
                assert (gettext("on the way") in row) or (pupil.latest and pupil.latest.journey.ending)
            await pilot.press("pagedown", "pagedown", "pagedown")
            for _ in range(12):
                await pilot.press("down")
            await until(pilot, classroom.view(code).pupils[-1].pseudonym)
            assert gettext("Who") in screen(dashboard)
            await pilot.press("question_mark")
            await until(pilot, gettext("Shut the door to newcomers, or open it"))
    finally:
        speak("")


async def test_a_key_at_the_bottom_can_be_clicked(dashboard: Dashboard) -> None:
    async with dashboard.run_test(size=(80, 24)) as pilot:
        await to_the_board(pilot)
        await until(pilot, "3 are here")
        rows = screen(dashboard).split("\n")
        line = next(at for at, row in enumerate(rows) if "d Door" in row)
        await pilot.click(offset=(rows[line].index("Door") + 1, line))
        await until(pilot, "the door is shut")


async def test_enter_shows_no_split_to_anybody_who_does_not_look_at_the_forks(
    dashboard: Dashboard, classroom: Classroom, code: str
) -> None:
    async with dashboard.run_test(size=(80, 24)) as pilot:
        await to_the_board(pilot)
        await until(pilot, "3 are here")
        await pilot.press("enter", "2", "enter", "4", "enter")
        await pilot.pause(0.3)
        assert classroom.a_class(code).standing.phase == "gathering"


@pytest.mark.parametrize("size", SIZES)
async def test_the_door_is_shut_to_ghosts_and_one_that_is_in_is_taken_out(
    dashboard: Dashboard, classroom: Classroom, code: str, size: tuple[int, int]
) -> None:
    ghost = classroom.join(code, deal_token()).pseudonym
    async with dashboard.run_test(size=size, notifications=True) as pilot:
        await to_the_board(pilot)
        await until(pilot, "4 are here")
        await pilot.press("d")
        await until(pilot, "the door is shut")
        with pytest.raises(RefusedError, match="door is shut"):
            classroom.join(code, deal_token())
        await until(pilot, "1 turned away")
        await pilot.press("j")
        await until(pilot, "nobody new can come in")
        await pilot.press("escape", "x", "up")
        await until(pilot, "Take out whom?")
        await pilot.press("enter")
        await until(pilot, f"Take {ghost} out of this class")
        await pilot.press("escape", "x", "up", "enter", "enter")
        await until(pilot, "3 are here")
        assert ghost not in [pupil.pseudonym for pupil in classroom.view(code).pupils]
        await pilot.press("d")
        await until(pilot, "The door is open again")
        assert classroom.join(code, deal_token()).pseudonym


async def test_forks_have_their_split_and_the_exact_odds(dashboard: Dashboard) -> None:
    pytest.importorskip("numpy")
    async with dashboard.run_test(size=(160, 50)) as pilot:
        await to_the_board(pilot)
        await until(pilot, "3 are here")
        await pilot.press("o")
        await until(pilot, "came here")
        await until(pilot, "From there, by chance:", 2_000)  # another process begins, and loads numpy


async def test_a_class_that_is_deleted_closes_its_dashboard(
    dashboard: Dashboard, classroom: Classroom, code: str
) -> None:
    async with dashboard.run_test() as pilot:
        await to_the_board(pilot)
        await until(pilot, "3 are here")
        classroom.delete(code)
        for _ in range(200):
            await pilot.pause(0.02)
            if not dashboard.is_running:
                break
    assert dashboard.return_code == 0


async def test_the_report_is_kept_beside_the_saves(
    dashboard: Dashboard, classroom: Classroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTHERBANK_SAVES", str(tmp_path / "saves"))
    async with dashboard.run_test(size=(80, 24), notifications=True) as pilot:
        await to_the_board(pilot)
        await until(pilot, classroom.view(dashboard.code).pupils[0].pseudonym)
        await pilot.press("s")
        await until(pilot, "The report to print")
    kept = sorted(path.suffix for path in (tmp_path / "saves").iterdir())
    assert kept == [".csv", ".html"]
    html = next((tmp_path / "saves").glob("*.html")).read_text("utf-8")
    assert "9B, Tuesday" in html
    assert "3 journeys" in html
