"""Every piece of YAML in the documentation is run, and every message in the tutorial is what an author sees.

docs/authoring.md builds on the story of `otherbank new`, from top to bottom. A comment above a block says what to do
with it: `file: NAME` keeps it in the story from there on, `wrong: NAME` puts it beside the story for once, and
`in: NAME above: LINE` puts it into a file; the next block of text is then what a check says. A block without a comment
is a recipe: it stands beside the story without a mistake.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.authoring.scaffold.scaffold import TITLE, scaffold
from game.engine.rules import Rules
from game.language import mistakes
from game.language.compiler import compile_story
from game.language.diagnostics import Report
from game.language.frames import frames
from game.language.source import parse
from game.saves.playthrough_file import read
from game.saves.story_test import failures
from tests.authoring.test_schema import VALIDATORS, editors_word

DOCS = Path(__file__).parents[2] / "docs"
TUTORIAL = (DOCS / "authoring.md").read_text("utf-8")
BLOCK = re.compile(r"(?:<!-- (?P<what>\w+): (?P<name>\S+)(?: above: \"(?P<line>[^\"]*)\")? -->\n)?"
                   r"```(?P<sort>yaml|text)\n(?P<text>.*?)```", re.DOTALL)  # fmt: skip


def mistakes_in(story: Path, unread: bool = False) -> Report:
    """All that loading finds; of a recipe it does not matter that nobody comes there."""
    _, report = compile_story(story)
    kept = [each for each in report.diagnostics if not (unread and each.kind is mistakes.NOBODY_COMES)]
    return Report(kept)


def test_the_tutorial_is_true_from_top_to_bottom(tmp_path: Path) -> None:
    story = tmp_path / "story"
    list(scaffold(story, TITLE))
    said = ""
    wrong: list[str] = []
    for block in BLOCK.finditer(TUTORIAL):
        text, place = block["text"], story / (block["name"] or "recipe.yaml")
        if block["sort"] == "text":
            assert text.strip() == said.strip(), said
            continue
        match block["what"]:
            case "in":
                held = place.read_text("utf-8")
                assert held.count(f"{block['line']}\n") == 1
                place.write_text(held.replace(f"{block['line']}\n", f"{text}{block['line']}\n"), "utf-8")
                said = frames(mistakes_in(story), story)
            case "file":
                place.write_text(text, "utf-8")
                assert not mistakes_in(story), frames(mistakes_in(story), story)
            case "wrong":
                place.write_text(text, "utf-8")
                report = mistakes_in(story)
                said = frames(Report([each for each in report.diagnostics if each.position.file == place.name]), story)
                place.unlink()
            case "playthrough":
                (story / "playthroughs" / place.name).write_text(text, "utf-8")
            case _ if "/" in text.split(":")[0]:
                assert not editors_word(VALIDATORS["translation"], text)
            case _:
                place.write_text(text, "utf-8")
                if report := mistakes_in(story, unread=True):
                    wrong.append(frames(report, story))
                place.unlink()
    assert not wrong, "\n\n".join(wrong)
    compiled, _ = compile_story(story)
    assert compiled is not None
    for path in sorted((story / "playthroughs").glob("*.yaml")):
        assert failures(Rules(compiled), read(path.read_text("utf-8"))) == []


def test_what_the_tutorial_builds_is_proved(tmp_path: Path) -> None:
    check = pytest.importorskip("game.prover.check")
    from game.prover.explore import Budget
    from game.prover.printed import lines

    list(scaffold(tmp_path / "story", TITLE))
    for block in BLOCK.finditer(TUTORIAL):
        place = tmp_path / "story" / (block["name"] or "")
        if block["what"] == "file":
            place.write_text(block["text"], "utf-8")
        elif block["what"] == "in":
            held = place.read_text("utf-8")
            place.write_text(held.replace(f"{block['line']}\n", f"{block['text']}{block['line']}\n"), "utf-8")
    done = check.check(tmp_path / "story", Budget(10**6, float("inf")), lambda *_: None)
    told = lines(done, tmp_path / "story", {})
    assert "no mistakes, no things to look at" in told, told
    river = tmp_path / "story" / "river.yaml"
    river.write_text(river.read_text("utf-8").replace("do: honey -= 1", "do: honey -= 3"), "utf-8")
    (too_much,) = check.check(tmp_path / "story").findings
    assert "`honey` would leave its range" in too_much.diagnostic.message
    proved = re.search(r"Proved over all \d+ states that can be come to\.", told)
    assert proved and proved[0] in TUTORIAL.replace("\n", " "), told


FRAGMENTS = [
    pytest.param(text, id=f"{page.name}-{number}")
    for page in [DOCS.parent / "README.md", *sorted(DOCS.glob("*.md"))]
    if page.name not in ("authoring.md", "mistakes.md")  # those are run as stories
    for number, text in enumerate(re.findall(r"```yaml\n(.*?)```", page.read_text("utf-8"), re.DOTALL))
]


@pytest.mark.parametrize("text", FRAGMENTS)
def test_a_fragment_is_as_the_language_wants_it(text: str) -> None:
    """In a frame: a playthrough, a catalogue, sections, or what stands in a scene."""
    report = Report()
    root = parse("example.yaml", text, report)
    assert not report.in_order()
    first = str(root.value[0][0].value) if root else ""
    if first == "playthrough" or "/" in first:
        assert not editors_word(VALIDATORS["playthrough" if first == "playthrough" else "translation"], text)
        return
    if not editors_word(VALIDATORS["story"], text):
        return
    inside = "".join(f"    {line}\n" for line in text.split("\n"))
    scene = inside if "goto:" in text or "chance:" in text else f"{inside}    goto: here\n"
    assert not editors_word(VALIDATORS["story"], f"scenes:\n  here:\n{scene}"), editors_word(VALIDATORS["story"], text)
