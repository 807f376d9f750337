"""A pupil of a class in a real browser: the address on the teacher's screen, and nothing installed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import Browser, Route, expect

from game.classroom import standing
from game.classroom.lesson import lesson_for
from game.classroom.server import application, serving
from game.classroom.service import Classroom
from game.classroom.store import Store
from game.classroom.view import PupilRun
from game.engine.rules import Rules
from tests.web.page import COMES, Tab


@pytest.fixture
def classroom(shipped: Rules, tmp_path: Path) -> Iterator[Classroom]:
    store = Store(f"sqlite:///{tmp_path / 'class.sqlite3'}")
    yield Classroom(store, shipped)
    store.close()


@contextmanager
def served(classroom: Classroom, built: Path) -> Iterator[str]:
    """As `otherbank class serve` does; gives its address."""
    up, stop, found = Event(), Event(), list[int]()

    async def serve() -> None:
        async with serving(application(classroom, pages=built), "127.0.0.1", 0) as port:
            found.append(port)
            up.set()
            await asyncio.to_thread(stop.wait)

    thread = Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    try:
        assert up.wait(30)
        yield f"http://127.0.0.1:{found[0]}/"
    finally:
        stop.set()
        thread.join(30)


def test_a_pupil_plays_in_a_browser_and_is_the_same_after_a_reload(
    chromium: Browser, built: Path, classroom: Classroom, shipped: Rules
) -> None:
    code = classroom.open(lesson_for(shipped.story, seed=7)).code

    def runs() -> list[PupilRun]:
        pupils = classroom.view(code).pupils
        assert len(pupils) == 1, "a reload is the same pupil"
        return [*pupils[0].runs]

    def handed_in(count: int) -> bool:
        return [len(run.moves) for run in runs()] == [count]

    with served(classroom, built) as address, chromium.new_context(viewport={"width": 1280, "height": 800}) as desk:
        tab = Tab(desk.new_page(), address)
        tab.page.goto(f"{address}j/{code}")
        expect(tab.screen).to_contain_text("has not begun yet", timeout=COMES)
        (pupil,) = classroom.view(code).pupils
        tab.shows(pupil.pseudonym)

        classroom.change(code, standing.play)
        tab.until(lambda: "has not begun" not in tab.screen.inner_text().replace("\xa0", " "))
        tab.press("1")
        tab.shows("footsteps")
        tab.press("Enter")
        tab.shows("Wednesday 21 September")
        for count in (1, 2):
            tab.press("Enter")
            tab.until(lambda count=count: handed_in(count))

        classroom.change(code, standing.pause)
        tab.shows("Everybody has stopped here")
        tab.press("Enter", "Escape")  # nobody plays on alone
        tab.shows("Everybody has stopped here")
        assert handed_in(2)
        classroom.change(code, standing.play)
        tab.shows("Belongings")

        tab.page.reload()
        expect(tab.screen).to_contain_text("Go on with your journey", timeout=COMES)
        tab.shows(pupil.pseudonym)
        expect(tab.screen).not_to_contain_text("has not begun", timeout=20_000)  # as the browser remembers it
        tab.press("1")
        tab.shows("Belongings")
        tab.press("Enter")
        tab.until(lambda: handed_in(3))
        assert all(url.startswith((address, "data:")) for url in tab.asked), tab.asked
        assert tab.wrong == []


def test_a_pupil_who_reads_text_is_in_the_same_class(
    chromium: Browser, built: Path, classroom: Classroom, shipped: Rules
) -> None:
    code = classroom.open(lesson_for(shipped.story, seed=7, help_line="Ms Koski, room 12")).code
    with served(classroom, built) as address, chromium.new_context() as desk:
        tab = Tab(desk.new_page(), address)
        page, where = tab.page, tab.page.locator("#where")
        button = partial(page.get_by_role, "button")

        def join(route: Route) -> None:
            """The class hears of the first, whose page is left before it is answered."""
            route.continue_() if classroom.view(code).pupils else route.fetch()

        page.route("**/join", join)
        page.goto(f"{address}j/{code}")
        tab.until(lambda: len(classroom.view(code).pupils) == 1)
        page.get_by_role("link", name="As text").click()
        expect(where).to_contain_text("has not begun yet", timeout=COMES)
        (pupil,) = classroom.view(code).pupils
        expect(where).to_contain_text(pupil.pseudonym)
        expect(button(name="A new journey")).to_have_attribute("aria-disabled", "true")

        classroom.change(code, standing.play)
        expect(where).not_to_contain_text("has not begun")
        page.keyboard.press("1")
        button(name="Begin: In Mark's footsteps").click()
        expect(where).to_contain_text("21 September")
        for count in (1, 2):
            page.locator("#choices button:not([aria-disabled])").first.click()
            tab.until(lambda count=count: moves(classroom, code) == [count])

        classroom.change(code, standing.pause)
        expect(page.get_by_role("heading", name="A pause")).to_be_focused()
        page.keyboard.press("1")
        expect(page.get_by_role("heading", name="A pause")).to_be_visible()
        classroom.change(code, standing.reveal)
        expect(page.get_by_role("heading", name="What this class did")).to_be_focused()
        expect(page.locator("#text")).to_contain_text("1 came here")
        assert moves(classroom, code) == [2]
        classroom.change(code, standing.play)
        expect(where).to_contain_text("September")

        page.goto(f"{address}j/{code}")  # as the teacher's screen has it: this browser reads text
        expect(where).to_contain_text(pupil.pseudonym, timeout=COMES)
        button(name="Go on with your journey").click()
        page.locator("#choices button:not([aria-disabled])").first.click()
        tab.until(lambda: moves(classroom, code) == [3])

        classroom.change(code, standing.end)
        expect(page.locator("#text")).to_contain_text("Ms Koski, room 12")
        button(name="Read on alone").click()
        page.keyboard.press("Escape")
        expect(page.get_by_role("heading", name="You have left")).to_be_focused()
        tab.until(lambda: [each.here for each in classroom.view(code).pupils] == [False])
        page.get_by_role("link", name="On screens").click()
        tab.shows("The class is over")
        assert [each.pseudonym for each in classroom.view(code).pupils] == [pupil.pseudonym], "nobody else came"
        assert all(url.startswith((address, "data:")) for url in tab.asked), tab.asked
        assert tab.wrong == []


def test_pseudonyms_are_typed_where_the_class_lets_pupils_choose(
    chromium: Browser, built: Path, classroom: Classroom, shipped: Rules
) -> None:
    code = classroom.open(lesson_for(shipped.story, pseudonyms="chosen")).code
    with served(classroom, built) as address, chromium.new_context() as desk, chromium.new_context() as other_desk:
        tab = Tab(desk.new_page(), address)
        tab.page.goto(f"{address}j/{code}")
        expect(tab.screen).to_contain_text("What do you want to be called", timeout=COMES)
        tab.page.keyboard.type("Heron 7")
        tab.press("Enter")
        tab.shows("You are Heron 7 here")

        other = Tab(other_desk.new_page(), address)
        page = other.page
        page.goto(f"{address}j/{code}?text")
        typed = page.get_by_label("Your pseudonym")
        typed.fill("heron 7", timeout=COMES)
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("is called heron 7 already")
        typed.fill("Owl")
        page.get_by_role("button", name="Join").click()
        expect(page.locator("#where")).to_contain_text("You are Owl here")
        assert [each.pseudonym for each in classroom.view(code).pupils] == ["Heron 7", "Owl"]
        assert tab.wrong == []
        assert ["422" in wrong for wrong in other.wrong] == [True], "a refusal, and nothing else, is on the console"


def moves(classroom: Classroom, code: str) -> list[int]:
    return [len(run.moves) for pupil in classroom.view(code).pupils for run in pupil.runs]
