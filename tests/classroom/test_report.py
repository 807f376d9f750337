"""What is left of a lesson on paper: everything the class did is in it, nobody is named, nothing is let through."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest

from game.classroom import names, standing
from game.classroom.lesson import lesson_for
from game.classroom.report.material import Material, Told, of_playthroughs, of_view
from game.classroom.report.moments import SIX, six
from game.classroom.report.page import page
from game.classroom.report.rows import rows
from game.classroom.service import Classroom
from game.classroom.tally import endings, forks
from game.classroom.wire import HandIn
from game.cli import main
from game.engine.replay import replay
from game.engine.rules import Rules
from game.saves.codeword import codeword, read_codeword

HOSTILE = """<script>alert("1")</script> & '</style>"""


class Seen(HTMLParser):
    """The page as a browser takes it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.links: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action")]
        self.links += [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def told(classroom: Classroom, rules: Rules, played: Callable[..., HandIn]) -> Callable[..., Material]:
    """A class in which so many played and every third left."""

    def material(pupils: int, title: str = "") -> Material:
        code = classroom.open(lesson_for(rules.story, title=title, help_line="Ms Koski, room 12")).code
        classroom.change(code, standing.play)
        for seed in range(pupils):
            token = names.deal_token()
            classroom.join(code, token)
            if seed % 5 != 4:
                classroom.hand_in(code, token, played(seed, most=seed % 9 * 4, traveller=["owner", "finder"][seed % 2]))
            if seed % 3 == 2:
                classroom.leave(code, token)
        return of_view(rules, classroom.view(code), {})

    return material


def test_all_that_ended_is_told_and_nobody_is_named(told: Callable[..., Material], classroom: Classroom) -> None:
    material = told(30)
    seen = Seen(page(material))
    for ending in endings(material.rules, material.journeys):
        assert ending.title in seen.text
    for run in material.runs:
        assert codeword(run.playthrough) in seen.text
    assert "Ms Koski, room 12" in seen.text
    assert "10 have left" in seen.text
    for pupil in classroom.view(classroom.classes()[-1].code).pupils:
        assert pupil.pseudonym not in seen.text


@pytest.mark.parametrize("pupils", [0, 1, 5])
def test_a_class_that_did_little_has_a_page(told: Callable[..., Material], pupils: int) -> None:
    seen = Seen(page(told(pupils)))
    assert seen.tags["h2"] >= 6
    assert seen.tags["script"] == 0
    assert seen.links == []


def test_what_is_written_in_a_title_stays_text(told: Callable[..., Material]) -> None:
    html = page(told(6, HOSTILE))
    seen = Seen(html)
    assert HOSTILE in seen.text
    assert seen.tags["script"] == 0
    assert seen.tags["style"] == 1
    assert not re.search(r"https?:|url\((?!#)|@import", html)


def test_a_story_that_is_hostile_stays_text(rules: Rules, played: Callable[..., HandIn]) -> None:
    story = rules.story.copy()
    story["places"] = {name: {**place, "name": HOSTILE} for name, place in story["places"].items()}  # type: ignore[misc]
    hand_in = played(3)
    hostile = Rules(story)
    material = of_playthroughs(
        hostile, [replay(hostile, hand_in.traveller, hand_in.seed, hand_in.moves).playthrough], {}
    )
    assert Seen(page(material)).tags["script"] == 0


def test_exact_odds_stand_beside_the_split(told: Callable[..., Material]) -> None:
    material = told(12)
    step = material.runs[0].journey.steps[0] if material.runs[0].journey.steps else material.runs[1].journey.steps[0]
    odds = {step.scene: {option.id: {"found": 0.25, "sent away": 0.75} for option in step.menu}}
    text = Seen(page(material._replace(chances=odds))).text
    assert "25% found" in text
    assert "75% sent away" in text


def _told(run: Told) -> list[str]:
    return [passage.led_by for passage in run.playthrough.passages]


def test_six_moments_are_what_those_who_played_that_traveller_met(told: Callable[..., Material]) -> None:
    material = told(30)
    traveller, found = six(material)
    those = [run for run in material.runs if run.journey.traveller == traveller]
    assert 0 < len(found) <= SIX
    assert all(0 < each.shared <= len(those) for each in found)
    assert found[-1].moment.by == "end"
    assert any(
        all(any(each.moment.what in words for words in _told(run)) for each in found if each.moment.by == "you")
        for run in those
    ), "all of one journey"
    end = next(each for each in found if each.moment.by == "end")
    titles = Counter(
        each.title for each in endings(material.rules, [run.journey for run in those]) for _ in range(each.count)
    )
    assert titles[end.moment.what] == end.shared


def test_the_table_has_every_journey_and_no_formula(told: Callable[..., Material]) -> None:
    material = told(20)
    table = list(csv.DictReader(StringIO(rows(material))))
    assert len(table) == len(material.runs)
    for row in table:
        run = read_codeword(material.rules, row["word"])
        assert (run.traveller, str(run.seed), str(len(run.moves))) == (row["traveller"], row["seed"], row["choices"])
        assert (run.ending or "") == row["ending"]
    assert not re.search(r"(^|,)[=+@-]", rows(material), re.MULTILINE)


def test_words_of_a_class_are_counted(
    told: Callable[..., Material], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    material = told(12)
    words = [codeword(run.playthrough) for run in material.runs]
    listed, html = tmp_path / "words", tmp_path / "r.html"
    listed.write_text("\n".join([*words, "", "not a word"]))
    story = str(Path(__file__).parents[1] / "second_story")
    assert main(["class", "words", "--story", story, "--file", str(listed), "--html", str(html)]) == 0
    said = capsys.readouterr()
    assert f"{len(words)} journeys" in said.out
    assert "not a word" in said.err
    for ending in endings(material.rules, material.journeys):
        assert re.search(rf"^ +{ending.count} +#+ +{re.escape(ending.title)}", said.out, re.MULTILINE)
    page = html.read_text("utf-8")
    assert all(word in page for word in words)
    assert Seen(page).text.count("exact odds") >= len(forks(material.rules, material.journeys)), (
        "worked out, and beside"
    )


def test_where_no_word_is_right_that_is_all_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["class", "words", "--story", str(Path(__file__).parents[1] / "second_story"), "nonsense"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "nonsense" in said.err
    assert "Traceback" not in said.err


def test_a_kept_class_is_reported(
    told: Callable[..., Material], database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    material = told(7)
    story = str(Path(__file__).parents[1] / "second_story")
    html, table = tmp_path / "r.html", tmp_path / "r.csv"
    given = ["class", "report", "--story", story, "--database", database, "--no-odds"]
    assert main([*given, "--code", material.code, str(html), "--csv", str(table)]) == 0
    assert html.read_text("utf-8") == page(material)
    assert table.read_text("utf-8") == rows(material)
    assert main([*given, "--code", "000-000-0000", str(html)]) == 2
    assert main([*given, str(tmp_path / "nowhere" / "r.html")]) == 2
    assert main([*given, str(tmp_path / "class.sqlite3")]) == 2
    assert "Traceback" not in capsys.readouterr().err
