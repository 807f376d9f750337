"""Everything that a class says is marked for translation: pupils, projector, telephones, dashboard, report."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from textual.pilot import Pilot

from game import wording
from game.classroom import names, standing
from game.classroom.dashboard.app import Dashboard
from game.classroom.lesson import Stop, lesson_for
from game.classroom.pupil.app import PupilApp
from game.classroom.pupil.attendance import Attendance
from game.classroom.pupil.plain import attend
from game.classroom.pupil.seat import take_seat
from game.classroom.report.lines import lines
from game.classroom.report.material import of_view
from game.classroom.report.page import page
from game.classroom.service import Classroom
from game.classroom.standing import Standing
from game.classroom.vote.app import Projector
from game.classroom.vote.house import House
from game.classroom.wire import HandIn
from game.engine.rules import Rules
from game.saves.shelf import Shelf
from game.wording import catalogue, speak
from tests.classroom.at_hand import AtHand
from tests.tui.seen import screen
from tests.wording.latin import latin_in
from tests.wording.pseudo import PSEUDO, pseudo_story, spelt

SIZE = (120, 60)
AS_THEY_ARE = r"http://\S+|ADDRESS|CODE|WORD|QR|The Other Bank|otherbank\s+\w+ \w+"
GROUPS = r"lost|cros\b"
"""What the second story gives no words for, and half of such a word."""
ROAD = spelt("Which road?")
STEPS: dict[str, Callable[[Standing], Standing]] = {
    "playing": standing.play,
    "paused": standing.pause,
    "talking": lambda now: standing.talk(now, ROAD),
    "revealed": standing.reveal,
    "voting": lambda now: standing.open_ballot(standing.play(now), ROAD, [("a", ROAD)]),
    "ended": standing.end,
}


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    return Rules(pseudo_story(tmp_path_factory.mktemp("pseudo")))


@pytest.fixture(autouse=True)
def in_no_latin_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "_spoken", PSEUDO)


@pytest.fixture
def code(classroom: Classroom, played: Callable[..., HandIn]) -> str:
    """A class of which some play, some have ended, one has left, and one was refused."""
    lesson = lesson_for(classroom.rules.story, title=ROAD, help_line=ROAD, stops=[Stop(ROAD)], pseudonyms="chosen")
    code = classroom.open(lesson).code
    tokens = [names.deal_token() for _pupil in range(6)]
    for seed, token in enumerate(tokens):
        classroom.join(code, token)
        classroom.hand_in(code, token, played(seed, most=seed * 8))
    classroom.count_refusal(code, tokens[-1], "strays")
    classroom.leave(code, tokens[-1])
    return code


def marked(found: dict[str, str], classroom: Classroom) -> None:
    assert all(len(shown.split()) > 5 for shown in found.values())
    assert {name: words for name, shown in found.items() if (words := left(shown, classroom))} == {}


def left(shown: str, classroom: Classroom) -> list[str]:
    return latin_in(re.sub(f"{AS_THEY_ARE}|{GROUPS}", " ", shown), classroom.rules)


async def till(pilot: Pilot[Any], holds: Callable[[], object]) -> None:
    for _time in range(400):
        await pilot.pause(0.02)
        if holds():
            return
    raise AssertionError("it never came to that")


async def after(pilot: Pilot[Any], *keys: str) -> str:
    await pilot.press(*keys)
    await pilot.pause(0.2)
    return screen(pilot.app)


async def test_every_word_of_the_dashboard_is_marked(classroom: Classroom, code: str) -> None:
    app = Dashboard(classroom, code, "127.0.0.1", 0, None)
    async with app.run_test(size=SIZE) as pilot:
        await till(pilot, lambda: app.address and app.seen)
        found = {"how to join": await after(pilot), "who": await after(pilot, "escape")}
        found |= {pane: await after(pilot, pane) for pane in "1234"}
        found["stops"] = await after(pilot, "t")
        found["sure"] = await after(pilot, "escape", "e")
        await pilot.press("escape")
        for key in ("space", "space", "v"):
            found[f"{len(found)} {key}"] = await after(pilot, key)
    marked(found, classroom)


async def test_every_word_of_a_pupil_s_screens_is_marked(classroom: Classroom, code: str, tmp_path: Path) -> None:
    seat = take_seat(tmp_path / "class")
    attendance = Attendance(classroom.rules, seat, AtHand(classroom, code, seat.token))
    app = PupilApp(classroom.rules, attendance, tmp_path / "settings.json")
    async with app.run_test(size=SIZE) as pilot:
        await till(pilot, lambda: attendance.is_asked)
        found = {"asked": await after(pilot)}
        found["gathering"] = await after(pilot, "enter")
        for name, step in STEPS.items():
            version = classroom.change(code, step).version
            await till(pilot, lambda now=version: attendance.seen.standing.version == now)
            found[name] = await after(pilot)
        found["left"] = await after(pilot, "escape")
    marked(found, classroom)


def test_every_word_of_a_pupil_s_lines_is_marked(classroom: Classroom, code: str, tmp_path: Path) -> None:
    classroom.change(code, standing.play)
    seat, said = take_seat(tmp_path / "class"), StringIO()
    link = AtHand(classroom, code, seat.token)
    typed = StringIO("\n1\n1\n?\n1\nq\n")
    attend((typed, said), classroom.rules, lambda: Attendance(classroom.rules, seat, link), "")
    marked({"lines": said.getvalue()}, classroom)


async def test_every_word_of_the_room_and_its_telephones_is_marked(
    classroom: Classroom, code: str, tmp_path: Path
) -> None:
    house = House(classroom, code, take_seat(tmp_path / "together"))
    app = Projector(classroom, house, code, ("127.0.0.1", 0), Shelf(tmp_path), tmp_path / "settings.json")
    async with app.run_test(size=SIZE) as pilot, aiohttp.ClientSession() as web:
        await till(pilot, lambda: app.address)
        found = {"room": await after(pilot), "picture": await after(pilot, "2")}
        found["story"] = await after(pilot, "escape", "1", "1")
        for keys in (["c"], ["x", "enter"], ["escape", "t"], ["enter"], ["escape", "c", "2", "space", "2", "enter"]):
            found[" ".join(keys)] = await after(pilot, *keys)
        for path in (f"v/{code}", "vote/words.js"):
            async with web.get(f"http://{app.address}/{path}") as answer:
                found[path] = re.sub(r'<[^>]*>|var WORDS|\\u\w{4}|"\w+": |\{\w+\}', " . ", await answer.text())
    marked(found, classroom)


def test_every_word_of_the_report_is_marked(classroom: Classroom, code: str) -> None:
    material = of_view(classroom.rules, classroom.view(code), {})
    told = unescape(re.sub(r"(?s)<(style|code)>.*?</\1>|<[^>]*>", "\n", page(material)))
    found = {"page": told, "lines": "\n".join(lines(material))}
    marked(found, classroom)


@pytest.mark.parametrize("language", [path.stem for path in wording.CATALOGUES.glob("*.po")])
def test_every_pseudonym_that_is_dealt_may_be_one(language: str) -> None:
    texts = catalogue.read((wording.CATALOGUES / f"{language}.po").read_text("utf-8")).texts
    hues, birds = (texts[each][0].split() for each in (names._HUES, names._BIRDS))
    assert len(hues) > 40
    assert len(birds) > 40
    for hue in hues:
        assert names.read_pseudonym(f"{hue} {max(birds, key=len)}")
    speak(language)
    assert names.deal_pseudonym([]).partition(" ")[0] in hues
