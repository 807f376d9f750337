"""The game in a real browser: title to ending by keys and by fingers, as text, through reloads and beside itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from game.saves.playthrough_file import read
from tests.web.page import COMES, DEBRIEF, PRESSES, Tab, choices


@pytest.fixture
def desk(chromium: Browser) -> Iterator[BrowserContext]:
    """The browser of one pupil, in which nothing is kept yet."""
    with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
        yield context


def test_from_title_to_ending_by_keys_through_resize_and_reload(desk: BrowserContext, address: str) -> None:
    tab = Tab(desk.new_page(), address).open("New journey")
    tab.press("1")
    tab.shows("footsteps")
    tab.press("Enter")
    tab.shows("Wednesday 21 September")
    tab.press("Enter")
    tab.until(lambda: sum(map(choices, tab.kept().values())) == 1)
    tab.press("Enter")
    tab.until(lambda: sum(map(choices, tab.kept().values())) == 2)
    tab.page.set_viewport_size({"width": 620, "height": 500})
    tab.press("m")
    tab.shows("  Map")
    tab.press("Escape")
    tab.page.set_viewport_size({"width": 1280, "height": 800})
    tab.shows("Belongings")
    (before,) = tab.kept().values()
    assert choices(before) == 2

    tab.page.reload()
    expect(tab.screen).to_contain_text("Belongings", timeout=COMES)  # at the same place, with no title between
    assert list(tab.kept().values()) == [before]
    for _ in range(PRESSES):
        tab.press("Enter")
        tab.page.wait_for_timeout(40)
        if DEBRIEF in tab.screen.inner_text().replace("\xa0", " "):
            break
    tab.shows("What was true")
    (after,) = tab.kept().values()
    played = read(after, whole=True)
    assert len(played.moves) > 5
    assert all(url.startswith((address, "data:")) for url in tab.asked), tab.asked
    assert tab.wrong == []


def test_two_tabs_lose_nothing(desk: BrowserContext, address: str) -> None:
    one = Tab(desk.new_page(), address).open("New journey")
    two = Tab(desk.new_page(), address).open("New journey")
    for tab in (one, two):  # both begin a game of their own
        tab.press("1")
        tab.shows("footsteps")
        tab.press("Enter")
        tab.shows("Wednesday 21 September")
    for count, tab in enumerate((one, two, one), 1):
        tab.press("Enter")
        tab.until(lambda count=count: sum(map(choices, one.kept().values())) == count)
    assert sorted(map(choices, one.kept().values())) == [1, 2]

    two.open("Wednesday 21 September")  # a reload: the game of this tab, not the other's
    three = Tab(desk.new_page(), address).open("Continue")
    three.press("1")  # the game that is open in the first tab, too
    three.shows("Wednesday 21 September")
    for tab, files in ((three, 2), (one, 3)):
        before = one.kept()
        tab.press("Enter")
        tab.until(lambda before=before: one.kept() != before)
        assert len(one.kept()) == files, "what another tab went on with is left to it"
    assert one.wrong + two.wrong + three.wrong == []


def test_as_text(desk: BrowserContext, address: str) -> None:
    tab = Tab(desk.new_page(), address).open("footsteps", "?text")
    page = tab.page
    page.get_by_role("button", name="Begin: In Mark's footsteps").click()
    expect(page.locator("#where")).to_contain_text("21 September")
    open_choices = page.locator("#choices button:not([aria-disabled])")
    for _ in range(PRESSES):
        if not open_choices.count():
            break
        open_choices.first.click()
    expect(page.get_by_role("heading", name="What was reported.")).to_be_visible()
    page.get_by_role("button", name="Take back the last choice").click()
    expect(page.get_by_role("status")).to_contain_text("You take that back")
    place = page.locator("#where").inner_text()
    page.reload()
    expect(page.locator("#where")).to_have_text(place, timeout=COMES)
    page.get_by_role("button", name="Leave; the game is kept").click()
    page.get_by_role("button", name="Games that are kept").click()
    expect(page.get_by_role("heading", name="Games that are kept")).to_be_focused()
    assert page.locator("#choices button").count() == len(tab.kept()) == 1
    assert tab.wrong == []


def test_by_fingers_on_a_slow_telephone(chromium: Browser, address: str) -> None:
    with chromium.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        tab = Tab(page, address).open("New journey")
        assert 45 <= len(page.locator(".xterm-rows > div").nth(1).inner_text()) <= 60
        tab.tap("New journey")
        tab.shows("footsteps")
        page.get_by_role("button", name="Up").tap()  # round to the last traveller, whose road is the shortest
        page.get_by_role("button", name="Enter").tap()
        tab.shows("September")
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        lines: list[str] = []
        for _ in range(PRESSES):
            lines = tab.settled(lines)  # a finger waits until what it is to touch stands still
            if any(DEBRIEF in line for line in lines):
                break
            first = next(at for at, line in enumerate(lines) if re.match(r"\d  ", line) and "not now" not in line)
            box = tab.screen.locator("> div").nth(first).bounding_box()
            assert box is not None
            before = tab.kept()
            page.touchscreen.tap(box["x"] + 60, box["y"] + box["height"] / 2)
            tab.until(lambda before=before: tab.kept() != before)
        tab.tap(DEBRIEF)
        tab.shows("Who is not here")
        assert tab.wrong == []
