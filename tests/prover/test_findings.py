"""Every kind of finding: its example makes it, just there and nothing else; a playthrough shows what goes wrong."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.language.diagnostics import Kind, Position
from game.prover import kinds
from game.prover.check import Checked, check
from game.prover.explore import Budget, Sample
from game.prover.lint import unmarked
from game.prover.model import model
from game.prover.printed import data, lines

SMALLEST = Path(__file__).parent / "smallest"
SECOND = Path(__file__).parents[1] / "second_story"
KINDS = [kind for kind in vars(kinds).values() if isinstance(kind, Kind)]


@pytest.fixture(autouse=True, params=[Sample(10**9, 0, 0), Sample(after=0, stays=1, times=1)], ids=["few", "many"])
def _sample(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The findings are the same where a traveller's states are few, and where they are very many."""
    monkeypatch.setattr("game.prover.check._SAMPLE", request.param)


def checked(folder: Path, yours: str) -> Checked:
    shutil.copytree(SMALLEST, folder)
    (folder / "yours.yaml").write_text(yours, "utf-8")
    return check(folder, Budget())


_TWO = "travellers:\n  two: {name: Two, start: extra}\nvariables:\n  key: {start: false, meaning: A key}\n"


def test_the_smallest_story_is_sound() -> None:
    found = check(SMALLEST, Budget())
    assert not found.findings
    assert "Proved over all 4 states" in lines(found, SMALLEST, {})


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.example], ids=lambda kind: kind.code)
def test_the_example_makes_its_finding_where_it_says(kind: Kind, tmp_path: Path) -> None:
    before, _, rest = kind.example.partition("<<")
    found = checked(tmp_path / "story", before + rest.replace(">>", "", 1))
    assert [each.diagnostic.kind.code for each in found.findings] == [kind.code], lines(found, tmp_path / "story", {})
    where = Position("yours.yaml", before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    assert found.findings[0].diagnostic.position == where
    assert "{" not in re.sub(r"`[^`]*`", "", found.findings[0].diagnostic.message)
    assert found.findings[0].proved_wrong == kind.code.startswith("R")


def test_a_division_by_nought_is_told_with_the_choice_that_it_is_in(tmp_path: Path) -> None:
    found = checked(tmp_path / "story", kinds.DIVIDED.example.replace("<<", "").replace(">>", "")).findings
    said = "in some state something is divided by nought on the way through `extra` by `share`."
    assert [each.diagnostic.message for each in found] == [said]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.example], ids=lambda kind: kind.code)
def test_what_goes_wrong_in_some_state_is_shown_by_a_playthrough(kind: Kind, tmp_path: Path) -> None:
    found = checked(tmp_path / "story", kind.example.replace("<<", "", 1).replace(">>", "", 1))
    for number, finding in enumerate(found.findings):
        if finding.witness:
            assert found.story is not None
            rules = Rules(found.story)
            way = found.shown[number]
            playthrough = Playthrough(rules, way.traveller, way.seed)
            for move in way.moves:
                assert playthrough.scene == move.scene
                playthrough.choose(move.choice)
            scene = model(found.story, [way.traveller]).named(finding.witness.node)
            assert scene in playthrough.history.visits


def test_what_only_a_text_asks_is_told_apart_for_it(tmp_path: Path) -> None:
    text = "{hats == 2 ? Two hats. |} {hats == 1 ? One hat. |} {hats > 2 ? Too many. |}"
    found = checked(
        tmp_path / "story",
        "variables:\n  hats: {range: 0..3, start: 0, meaning: Hats}\ntravellers:\n  two: {name: Two, start: shop}\n"
        "scenes:\n  shop:\n    choices:\n      one: {say: One, do: hats = 1, goto: mirror}\n"
        f"      two: {{say: Two, do: hats = 2, goto: mirror}}\n  mirror: {{text: '{text}', goto: middle}}\n",
    )
    (said,) = (each.diagnostic.message for each in found.findings)
    assert "Too many." in said


def test_a_contradiction_that_no_window_can_meet_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "story"
    shutil.copytree(SECOND, folder)
    extra = "contradictions:\n  never: {when: coins > 99, doubt: 1, meaning: Never}\n"
    (folder / "extra.yaml").write_text(extra, "utf-8")
    codes = {each.diagnostic.kind.code: each for each in check(folder, Budget()).findings}
    assert codes["W08"].diagnostic.position == Position("extra.yaml", 2, 3)


def test_coverage_names_what_is_never_cited_and_what_each_ending_rests_on(tmp_path: Path) -> None:
    fact = "{claim: It froze., by: Wire, sources: [W1], confidence: high}"
    found = checked(tmp_path / "story", f"facts:\n  S002: {fact}\n")
    assert "1 of 2 facts are cited. By ending: the-end 1." in lines(found, tmp_path / "story", {})
    assert data(found, {})["coverage"] == {"cited": ["S001"], "never": ["S002"], "endings": {"the-end": ["S001"]}}


def test_a_spent_budget_is_never_called_a_proof() -> None:
    found = check(SECOND, Budget(states=50))
    assert found.proof is not None
    assert found.proof.unfinished
    assert "Not proved" in lines(found, SECOND, {})
    assert data(found, {})["proved"] is False
    never = [each.diagnostic.message for each in found.findings if "never" in each.diagnostic.message]
    assert never
    assert all("as far as was looked" in message for message in never if "cites" not in message)


def test_the_page_for_programs_names_every_key_that_they_get(tmp_path: Path) -> None:
    page = (
        (Path(__file__).parents[2] / "docs" / "story-format.md").read_text("utf-8").partition("## What a check says")[2]
    )
    sound = data(checked(tmp_path / "sound", "scenes: {}\n"), {})
    broken = data(checked(tmp_path / "story", "scenes:\n  extra: {goto: nowhere}\n"), {})
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == sound.keys() == broken.keys()
    inside = broken["mistakes"][0].keys() | sound["coverage"].keys() | sound["typical"]["all"].keys()
    assert all(f"`{key}`" in page for key in inside)


@pytest.mark.parametrize(
    "said",
    [
        "    text: |\n      It rains, for\n      once. <<A loaf\n      costs forty crowns. Well.\n",
        "    text: Well. {key ? You pay <<forty crowns | You pay nothing}.\n",
        "    text: It rains.\n    choices:\n      pay: {say: O. <<Pay forty crowns., do: key = false, goto: middle}\n"
        "      go: {say: Go, goto: middle}\n",
    ],
)
def test_a_number_without_a_mark_is_shown_where_it_stands(said: str, tmp_path: Path) -> None:
    text = f"{_TWO}scenes:\n  extra:\n{said}" + ("" if "choices" in said else "    goto: middle\n")
    before, _, rest = text.partition("<<")
    found = checked(tmp_path / "story", before + rest).findings
    (place,) = (each.diagnostic.position for each in found if each.diagnostic.kind is kinds.NUMBER_UNMARKED)
    assert place == Position("yours.yaml", before.count("\n") + 1, len(before) - before.rfind("\n"))


def test_no_traveller_has_the_name_that_stands_for_all_of_them(tmp_path: Path) -> None:
    found = checked(tmp_path / "story", "travellers:\n  all: {name: All, start: middle}\n")
    assert [each.kind.code for each in found.report.in_order()] == ["S28"]
    assert found.report.in_order()[0].position == Position("yours.yaml", 2, 3)


def test_mistakes_of_the_loader_are_told_alone(tmp_path: Path) -> None:
    found = checked(tmp_path / "story", "scenes:\n  extra: {goto: nowhere}\n")
    assert found.story is None
    assert "S15 there is no scene" in lines(found, tmp_path / "story", {})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It costs forty crowns.", 1),
        ("It costs forty crowns. [S001]", 0),
        ("It costs forty crowns. It rains. [S001]", 1),
        ("It costs 1,200 crowns, and more. [~S001]", 0),
        ("Twenty-five thousand crowns!", 1),
        ("Forty hats and crowns.", 0),
    ],
)
def test_numbers_want_marks(text: str, found: int) -> None:
    assert len(list(unmarked(text, ("crowns",)))) == found


_ROOMS = "  vault: {text: Gold., goto: stairs}\n  stairs: {text: Steep., goto: %s}\n"
_THIEF = "events:\n  thief: {when: key, goto: %s}\n"
_GO = "scenes:\n  extra:\n    choices:\n      go: {say: Go, goto: middle}\n"
_IN = "      in: {say: In, when: key, do: key = false, goto: vault}\n"
_DRAW = "      draw: {say: Draw, chance: [{weight: 1, goto: middle}, {weight: 1 if key else 0, goto: vault}]}\n"


@pytest.mark.parametrize("back", ["vault", "middle"])
@pytest.mark.parametrize(
    ("shut", "named"),
    [
        (_GO + _IN, {"W02 `in`"}),
        (_GO + _DRAW, {"W03 `draw`"}),
        (_THIEF % "vault" + _GO, {"W01 `vault`"}),
        (_THIEF % "stairs" + _GO + _IN, {"W01 `stairs`", "W02 `in`"}),
    ],
)
def test_of_what_lies_behind_what_is_shut_only_the_first_is_told(
    shut: str, named: set[str], back: str, tmp_path: Path
) -> None:
    found = checked(tmp_path / "story", _TWO + shut + _ROOMS % back)
    said = [each.diagnostic for each in found.findings]
    assert {f"{each.kind.code} {re.findall('`[^`]*`', each.message)[0]}" for each in said} == named
    assert len(said) == len(named)


def test_where_nobody_comes_back_only_the_scene_to_come_back_to_is_told(tmp_path: Path) -> None:
    found = checked(
        tmp_path / "story",
        _TWO + "scenes:\n  extra: {text: Out., call: inside, then: after}\n"
        "  inside:\n    choices:\n      go: {say: Go, goto: middle}\n"
        "      back: {say: Back, when: key, do: key = false, goto: back}\n"
        "  back: {text: Back., return: true}\n"
        "  after: {text: After., goto: later}\n  later: {text: Later., goto: middle}\n",
    )
    assert sorted(each.diagnostic.kind.code for each in found.findings) == ["W01", "W02"]
    assert any("`after`" in each.diagnostic.message for each in found.findings)
