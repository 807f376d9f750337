"""A pupil who reads a class as text, without a browser."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from game.classroom import standing
from game.classroom.lesson import lesson_for
from game.classroom.pupil.attendance import Attendance
from game.classroom.pupil.seat import take_seat
from game.classroom.service import Classroom
from game.classroom.store import Store
from game.engine.rules import Rules
from game.web.browser.class_reading import ClassReading
from tests.classroom.at_hand import AtHand


@pytest.fixture
def classroom(rules: Rules, tmp_path: Path) -> Iterator[Classroom]:
    store = Store(f"sqlite:///{tmp_path / 'class.sqlite3'}")
    yield Classroom(store, rules)
    store.close()


@pytest.fixture
def code(classroom: Classroom) -> str:
    lesson = lesson_for(classroom.rules.story, travellers=["owner"], seed=7, help_line="Ms Koski, room 12")
    return classroom.open(lesson).code


class Page:
    """Shows what it is handed, and presses what it shows."""

    def __init__(self, classroom: Classroom, code: str, folder: Path, cut: bool = False) -> None:
        seat = take_seat(folder)
        self.link = AtHand(classroom, code, seat.token, cut=cut)
        self.handed = 0
        self.reading = ClassReading(classroom.rules, Attendance(classroom.rules, seat, self.link), self.take)
        self.shown: Any = json.loads(self.reading.view())

    def take(self, view: str) -> None:
        self.handed += 1
        self.shown = json.loads(view)

    def press(self, say: str = "") -> None:
        """The button of that name or, of the choices, the first that is open."""
        buttons = [*self.shown["choices"], *(self.shown["more"] if say else [])]
        pressed = next(each for each in buttons if not each["locked"] and say in each["say"])
        self.shown = json.loads(self.reading.do(pressed["do"]))

    async def until(self, holds: Callable[[Any], bool]) -> None:
        async with asyncio.timeout(10):
            while not holds(self.shown):
                await asyncio.sleep(0.01)

    async def reads(self, heading: str) -> None:
        await self.until(lambda shown: shown["heading"] == heading)

    async def begins(self) -> None:
        await self.until(lambda shown: any(each["do"] == "new" and not each["locked"] for each in shown["choices"]))
        self.press("A new journey")


async def test_the_class_stops_whatever_is_read_and_goes_on_there(
    classroom: Classroom, code: str, tmp_path: Path
) -> None:
    page = Page(classroom, code, tmp_path / "class")
    await page.until(lambda shown: "has not begun yet" in shown["standing"])
    assert all(each["locked"] for each in page.shown["choices"])
    assert page.reading.do("new") == json.dumps(page.shown)
    classroom.change(code, standing.play)
    await page.begins()
    page.press()
    page.press("Journal")
    read = page.shown
    classroom.change(code, standing.pause)
    await page.reads("A pause")
    assert [each["do"] for each in page.shown["more"]] == ["leave"] and not page.shown["choices"]
    for said in ("story", "undo", f"choose {read['choices']}"):  # nobody plays on alone
        assert json.loads(page.reading.do(said)) == page.shown
    (run,) = classroom.view(code).pupils[0].runs
    assert len(run.moves) == 1
    classroom.change(code, lambda now: standing.talk(now, "Who is missing here?"))
    await page.reads("Stop here, and talk")
    assert "# Who is missing here?" in page.shown["paragraphs"]
    classroom.change(code, standing.reveal)
    await page.reads("What this class did")
    assert "1 came here" in page.shown["paragraphs"]
    assert not {*"█░"} & {*"".join(page.shown["paragraphs"])}
    classroom.change(code, standing.play)
    await page.until(lambda shown: shown == read)
    classroom.change(code, standing.end)
    await page.reads("The class is over")
    assert "Ms Koski, room 12" in page.shown["paragraphs"]
    page.press("Read on alone")
    assert page.shown == read


async def test_leaving_is_quiet_and_whoever_comes_back_is_the_same(
    classroom: Classroom, code: str, tmp_path: Path
) -> None:
    classroom.change(code, standing.play)
    page = Page(classroom, code, tmp_path / "class")
    await page.begins()
    page.press()
    page.press("Leave quietly")
    assert page.shown["heading"] == "You have left" and not page.shown["standing"]
    await page.until(lambda _: not classroom.view(code).pupils[0].here)
    before = page.handed
    classroom.change(code, standing.pause)
    await asyncio.sleep(0.05)
    assert page.handed == before, "whoever has left is told nothing more"
    page.press("Come back")
    await page.reads("A pause")
    classroom.change(code, standing.play)
    await page.until(lambda shown: any(each["do"] == "continue" for each in shown["choices"]))
    page.press("Go on with your journey")
    page.press()
    (pupil,) = classroom.view(code).pupils
    assert pupil.here and [len(run.moves) for run in pupil.runs] == [2]


async def test_a_vote_is_taken_once_and_told(classroom: Classroom, code: str, tmp_path: Path) -> None:
    page = Page(classroom, code, tmp_path / "class")
    classroom.change(code, lambda now: standing.open_ballot(now, "Which way?", [("a", "Left"), ("b", "Right")]))
    await page.reads("Which way?")
    page.press("Right")
    await page.until(lambda shown: shown["notice"] == "Your vote is in.")
    assert classroom.view(code).votes == {"b": 1}
    classroom.change(code, lambda now: standing.open_ballot(now, "And now?", [("a", "Left")]))
    await page.reads("And now?")
    page.press("Abstain")
    assert page.shown["heading"] != "And now?" and classroom.view(code).votes == {}


async def test_a_class_that_is_away_is_said_and_looked_for_again(
    classroom: Classroom, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.classroom.pupil.attendance._PATIENCE", 0.01)
    page = Page(classroom, code, tmp_path / "class", cut=True)
    await page.until(lambda shown: "cannot be reached" in shown["standing"])
    told = page.handed
    await asyncio.sleep(0.05)
    assert page.handed == told, "what is not new is not read out again"
    page.link.cut = False
    await page.until(lambda shown: "has not begun yet" in shown["standing"])
    classroom.change(code, standing.play)
    await page.begins()
    page.link.cut = True
    page.press()
    page.press()
    assert "cannot be reached now" in page.shown["notice"]
    page.link.cut = False
    page.press()
    (run,) = classroom.view(code).pupils[0].runs
    assert len(run.moves) == 3


async def test_a_pseudonym_is_chosen_where_that_is_allowed(classroom: Classroom, tmp_path: Path) -> None:
    code = classroom.open(lesson_for(classroom.rules.story, travellers=["owner"], pseudonyms="chosen")).code
    page = Page(classroom, code, tmp_path / "class")
    await page.until(lambda shown: shown["field"] is not None)
    assert not classroom.view(code).pupils, "nobody has joined before they are called something"
    page.reading.do("call the heron")
    await page.until(lambda shown: "You are the heron here" in shown["standing"])

    other = Page(classroom, code, tmp_path / "other")
    for wanted, why in (("The  Heron", "is called The Heron already"), ("<heron>", "letters, digits")):
        await other.until(lambda shown: shown["field"] is not None)
        other.reading.do(f"call {wanted}")
        await other.until(lambda shown, why=why: why in shown["notice"])
    other.press("Give me one")
    await other.until(lambda shown: "has not begun yet" in shown["standing"])
    assert len({each.pseudonym for each in classroom.view(code).pupils}) == 2

    again = Page(classroom, code, tmp_path / "class")
    await again.until(lambda shown: "You are the heron here" in shown["standing"])
    assert again.shown["field"] is None
