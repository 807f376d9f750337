"""The game as text, without a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from game.engine.rules import Rules
from game.saves.run import Run
from game.saves.shelf import Shelf
from game.web.browser.reading import Reading


def test_a_journey_by_its_buttons_is_kept_and_gone_on_with(shipped: Rules, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    reading = Reading(shipped, shelf, "")
    view: Any = json.loads(reading.view())
    said = next(each["do"] for each in view["choices"] if each["do"].startswith("begin"))
    view = json.loads(reading.do(said))
    while choices := [each for each in view["choices"] if not each["locked"]]:
        view = json.loads(reading.do(choices[0]["do"]))
    assert "# What was reported." in view["paragraphs"]
    for button in view["more"]:
        if button["do"].startswith("page"):
            shown = json.loads(reading.do(button["do"]))
            assert shown["heading"] and shown["paragraphs"], button
            assert [each["do"] for each in shown["more"]] == ["story"]
    assert json.loads(Reading(shipped, shelf, reading.place).view())["standing"] == view["standing"]


def test_locked_and_unknown_choices_change_nothing(shipped: Rules, tmp_path: Path) -> None:
    reading = Reading(shipped, Shelf(tmp_path), "")
    before = reading.do(f"begin {next(iter(shipped.story['travellers']))}")
    assert reading.do("choose no-such-choice") == before
    assert Reading(shipped, Shelf(tmp_path), str(tmp_path / "gone.yaml")).place == ""


def test_a_kept_journey_that_no_longer_stands_says_why_in_words(shipped: Rules, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    run = Run.begin(shipped, shelf, next(iter(shipped.story["travellers"])), 7)
    scene, choice = run.playthrough.scene, next(each.id for each in run.playthrough.choices() if not each.locked)
    run.choose(choice)
    (entry,) = shelf.entries()
    entry.path.write_text(entry.path.read_text("utf-8").replace(choice, "gone"), "utf-8")
    view = json.loads(Reading(shipped, shelf, "").do(f"resume {entry.path}"))
    assert view["notice"] == f"Choice 1 no longer stands: the scene `{scene}` no longer has the choice `gone`."
