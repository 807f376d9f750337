"""A class on one screen: nothing is chosen without a count, a tie is decided by somebody, one journey arrives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from game.classroom import headers, names
from game.classroom.lesson import lesson_for
from game.classroom.pupil.seat import take_seat
from game.classroom.service import Classroom
from game.classroom.vote.app import Projector
from game.classroom.vote.count import Count, UncountableError, ballots, hands
from game.classroom.vote.counting import BallotScreen, HandsScreen
from game.classroom.vote.house import House
from game.classroom.vote.result import ResultScreen
from game.classroom.vote.screens import PictureScreen, RoomScreen, RoomStory
from game.engine.rules import Option
from game.saves.shelf import Shelf, load
from tests.tui.seen import screen

ROOM = [(45, 19), (40, 18), (50, 20), (160, 50)]


@pytest.fixture
def code(classroom: Classroom) -> str:
    return classroom.open(lesson_for(classroom.rules.story, travellers=["owner"], seed=7)).code


@pytest.fixture
def room(classroom: Classroom, code: str, tmp_path: Path) -> Callable[[], Projector]:
    """The same class on the same machine, each time."""

    def made() -> Projector:
        house = House(classroom, code, take_seat(tmp_path / "together"))
        return Projector(classroom, house, code, ("127.0.0.1", 0), Shelf(tmp_path), tmp_path / "settings.json")

    return made


async def wait_for(pilot: Pilot[None], kind: type, until: Callable[[], bool] = lambda: True) -> None:
    for _ in range(400):
        await pilot.pause(0.01)
        if isinstance(pilot.app.screen, kind) and pilot.app.screen.is_mounted and until():
            await pilot.pause(0.02)
            return
    raise AssertionError(f"{pilot.app.screen} is not {kind.__name__}, or not so")


async def to_a_vote(pilot: Pilot[None]) -> RoomStory:
    """Begins a journey, and goes on to a menu with more than one open choice."""
    app = pilot.app
    assert isinstance(app, Projector)
    await wait_for(pilot, RoomScreen, lambda: bool(app.address))
    await pilot.press("1")
    await wait_for(pilot, RoomStory)
    story = app.screen
    assert isinstance(story, RoomStory)
    while len(story.options) < 2:
        await pilot.press("enter")
        await pilot.pause()
    return story


def journey_of(classroom: Classroom, code: str) -> list[str]:
    runs = [run for pupil in classroom.view(code).pupils for run in pupil.runs]
    return [move.choice for move in runs[-1].moves] if runs else []


@pytest.mark.parametrize("size", ROOM)
async def test_the_majority_is_taken_and_arrives(
    room: Callable[[], Projector], classroom: Classroom, code: str, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = room()
    async with app.run_test(size=size) as pilot:
        story = await to_a_vote(pilot)
        before = len(story.run.playthrough.moves)
        options = story.options
        assert "c: hands" in screen(app)
        await pilot.press("enter")
        await wait_for(pilot, HandsScreen)
        assert len(story.run.playthrough.moves) == before
        typed = ["1", *["0"] * (len(options) - 2), "3", "2"]
        for key in " ".join(typed):
            await pilot.press("space" if key == " " else key)
        await pilot.press("enter")
        await wait_for(pilot, ResultScreen)
        seen = screen(app)
        assert "2 abstained" in seen
        assert "overlook" in seen
        await pilot.press("enter")
        await wait_for(pilot, RoomStory)
        assert story.run.playthrough.moves[before].choice == options[-1].id
        chosen = [move.choice for move in story.run.playthrough.moves]
        await wait_for(pilot, RoomStory, lambda: journey_of(classroom, code) == chosen)
        assert classroom.view(code).standing.phase == "playing"
    kept = load(next(tmp_path.glob("run-*.yaml")))
    assert [move.choice for move in kept.moves] == chosen


async def test_a_digit_begins_a_count_and_takes_nothing(room: Callable[[], Projector]) -> None:
    app = room()
    async with app.run_test(size=(45, 19)) as pilot:
        story = await to_a_vote(pilot)
        before = len(story.run.playthrough.moves)
        await pilot.press("9")
        await wait_for(pilot, HandsScreen)
        await pilot.press("enter")
        assert isinstance(app.screen, HandsScreen)
        assert "needed" in screen(app)
        await pilot.press("escape")
        await wait_for(pilot, RoomStory)
        assert len(story.run.playthrough.moves) == before


@pytest.mark.parametrize("decision", ["2", "c"])
async def test_a_tie_is_decided_by_whoever_leads_or_a_coin(room: Callable[[], Projector], decision: str) -> None:
    app = room()
    async with app.run_test(size=(50, 20)) as pilot:
        story = await to_a_vote(pilot)
        options, before = story.options, len(story.run.playthrough.moves)
        await pilot.press("c")
        await wait_for(pilot, HandsScreen)
        for key in " ".join(["4", "4", *["1"] * (len(options) - 2)]):
            await pilot.press("space" if key == " " else key)
        await pilot.press("enter")
        await wait_for(pilot, ResultScreen)
        assert "A tie" in screen(app)
        assert "c tosses a coin" in " ".join(screen(app).replace("│", " ").split())
        await pilot.press("enter")
        assert isinstance(app.screen, ResultScreen), "nothing is taken before the tie is decided"
        await pilot.press(decision)
        await pilot.pause()
        assert ("by a coin" if decision == "c" else "whoever leads") in screen(app)
        seed = story.run.playthrough.seed
        await pilot.press("enter")
        await wait_for(pilot, RoomStory)
        taken = story.run.playthrough.moves[before].choice
        assert taken in ([options[1].id] if decision == "2" else [option.id for option in options[:2]])
        assert story.run.playthrough.seed == seed


async def test_the_numbers_on_the_screen_are_those_of_the_vote(
    room: Callable[[], Projector], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = room()
    async with app.run_test(size=(50, 40)) as pilot:
        story = await to_a_vote(pilot)
        really = story.run.playthrough.choices
        shut = Option("shut", "Go through the shut door", "It is shut.")
        monkeypatch.setattr(story.run.playthrough, "choices", lambda: [shut, *really()])
        story.show()
        await pilot.pause()
        seen = screen(app)
        for number, option in enumerate(story.options, 1):
            assert f"{number}  {option.say}" in seen
        assert f"{len(story.options) + 1}  Go through the shut door" in seen


async def test_a_long_menu_is_scrolled_by_arrows_on_the_smallest_room(room: Callable[[], Projector]) -> None:
    app = room()
    options = [
        Option(f"c{number}", f"The way number {number}, which is told at length so that it breaks")
        for number in range(9)
    ]
    async with app.run_test(size=(40, 18)) as pilot:
        await wait_for(pilot, RoomScreen)
        app.push_screen(HandsScreen(options, "1 2 3 4 5 6 7 8 9"))
        await wait_for(pilot, HandsScreen)
        assert "number 8" not in screen(app)
        await pilot.press(*["down"] * 9)
        assert "number 8" in screen(app)
        await pilot.press("enter")
        await wait_for(pilot, RoomScreen)


async def test_what_is_written_in_a_choice_stays_text(room: Callable[[], Projector]) -> None:
    app = room()
    options = [Option("a", "Say [bold]nothing[/bold] [x"), Option("b", "<b>Go</b> [/]")]
    async with app.run_test(size=(50, 20)) as pilot:
        await wait_for(pilot, RoomScreen)
        app.push_screen(ResultScreen(options, hands("2 1", ["a", "b"])))
        await wait_for(pilot, ResultScreen)
        assert screen(app).count("Say [bold]nothing[/bold] [x") == 2
        assert "<b>Go</b> [/]" in screen(app)


async def test_telephones_vote_over_the_network(room: Callable[[], Projector], classroom: Classroom, code: str) -> None:
    app = room()
    async with app.run_test(size=(45, 19)) as pilot, aiohttp.ClientSession() as web:
        story = await to_a_vote(pilot)
        options, before = story.options, len(story.run.playthrough.moves)
        pupils = [{"Authorization": f"Bearer {names.deal_token()}"} for _ in range(4)]
        base = f"http://{app.address}/api/{code}"
        for each in pupils:
            async with web.post(f"{base}/join", json={"pseudonym": ""}, headers=each) as answer:
                assert answer.status == 200
        await pilot.press("t")
        await wait_for(pilot, BallotScreen, lambda: classroom.view(code).standing.ballot is not None)
        async with web.get(f"{base}/seen?after=0", headers=pupils[0]) as answer:
            ballot = (await answer.json())["standing"]["ballot"]
        assert [option[0] for option in ballot["options"]] == [option.id for option in options]
        for each, choice in zip(pupils[:3], [0, 1, 0], strict=True):
            vote = {"ballot": ballot["id"], "choice": options[choice].id}
            async with web.post(f"{base}/vote", json=vote, headers=each) as answer:
                assert answer.status == 200
        changed = {"ballot": ballot["id"], "choice": options[1].id}
        async with web.post(f"{base}/vote", json=changed, headers=pupils[0]) as answer:
            assert answer.status == 200
        await wait_for(pilot, BallotScreen, lambda: "3 of 4 have voted" in screen(app))
        assert not any(mark in screen(app) for mark in "█░"), "how they voted is seen once the vote is closed"
        await pilot.press("enter")
        await wait_for(pilot, ResultScreen)
        assert isinstance(app.screen, ResultScreen)
        assert "█" in screen(app)
        assert app.screen.count == Count(
            tuple((option.id, [1, 2][at] if at < 2 else 0) for at, option in enumerate(options)), abstained=1
        )
        async with web.post(f"{base}/vote", json=changed, headers=pupils[0]) as answer:
            assert answer.status == 422, "the vote is closed"
        await pilot.press("enter")
        await wait_for(pilot, RoomStory)
        assert story.run.playthrough.moves[before].choice == options[1].id


async def test_a_vote_that_is_taken_back_leaves_nothing_open(
    room: Callable[[], Projector], classroom: Classroom, code: str
) -> None:
    app = room()
    async with app.run_test(size=(45, 19)) as pilot:
        story = await to_a_vote(pilot)
        before = len(story.run.playthrough.moves)
        await pilot.press("t")
        await wait_for(pilot, BallotScreen, lambda: classroom.view(code).standing.ballot is not None)
        await pilot.press("escape")
        await wait_for(pilot, RoomStory)
        assert classroom.view(code).standing.ballot is None
        assert len(story.run.playthrough.moves) == before


async def test_after_a_power_cut_the_class_goes_on_as_the_same_one(
    room: Callable[[], Projector], classroom: Classroom, code: str
) -> None:
    for _ in range(2):
        app = room()
        async with app.run_test(size=(45, 19)) as pilot:
            story = await to_a_vote(pilot)
            await pilot.press("c")
            await wait_for(pilot, HandsScreen)
            for key in " ".join(["5", *["1"] * (len(story.options) - 1)]):
                await pilot.press("space" if key == " " else key)
            await pilot.press("enter")
            await wait_for(pilot, ResultScreen)
            await pilot.press("enter")
            await wait_for(pilot, RoomStory)
            moves = [move.choice for move in story.run.playthrough.moves]
            await wait_for(pilot, RoomStory, lambda moves=moves: journey_of(classroom, code) == moves)
    view = classroom.view(code)
    assert [len(pupil.runs) for pupil in view.pupils] == [1]


async def test_the_picture_of_the_address_fits_the_smallest_room(room: Callable[[], Projector]) -> None:
    app = room()
    async with app.run_test(size=(40, 18)) as pilot:
        await wait_for(pilot, RoomScreen, lambda: bool(app.address))
        await pilot.press("2")
        await wait_for(pilot, PictureScreen)
        rows = app.screen.query_one("#qr").region
        assert rows.height <= 18
        assert rows.width <= 40


async def test_the_light_page_is_small_and_strict(room: Callable[[], Projector], code: str) -> None:
    app = room()
    async with app.run_test(size=(45, 19)) as pilot, aiohttp.ClientSession() as web:
        await wait_for(pilot, RoomScreen, lambda: bool(app.address))
        size = 0
        for path in (f"/v/{code}", "/vote/vote.js", "/vote/vote.css"):
            async with web.get(f"http://{app.address}{path}") as answer:
                assert answer.status == 200
                assert answer.headers["Content-Security-Policy"] == headers.LIGHT_PAGES["Content-Security-Policy"]
                size += len(await answer.read())
        assert size < 12_000


@given(st.lists(st.integers(0, 999), min_size=2, max_size=9), st.integers(0, 999))
def test_hands_are_counted_as_they_are_typed(votes: list[int], abstained: int) -> None:
    choices = [f"c{number}" for number in range(len(votes))]
    count = hands(" ".join(map(str, [*votes, abstained])), choices)
    assert count.votes == tuple(zip(choices, votes, strict=True))
    assert count.abstained == abstained
    assert set(count.leading) == {choice for choice, each in count.votes if each == max(votes)}
    assert count.outvoted == (sum(votes) - max(votes) if votes.count(max(votes)) == 1 else 0)
    assert ballots(dict(count.votes), choices, sum(votes) + abstained) == count


@pytest.mark.parametrize("typed", ["", "1", "1 2 3 4", "1 x", "-1 2", "1.5 2", "1000 2", "² 2"])
def test_what_is_no_count_is_refused(typed: str) -> None:
    with pytest.raises(UncountableError):
        hands(typed, ["go", "stay"])
