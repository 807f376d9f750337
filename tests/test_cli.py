"""The command line: what it is given wrongly it says in one line, with exit code 2; nothing is ever a traceback."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli import MODULES, command_line
from game.engine.replay import replay
from game.engine.rules import Rules
from game.language.cache import load_story
from game.language.compiler import compile_story
from game.saves.codeword import codeword
from game.saves.shelf import load

HERE = Path(__file__).parent
SECOND = HERE / "second_story"


def run(tmp_path: Path, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    places = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "OTHERBANK_SAVES": str(tmp_path / "saves")}
    done = subprocess.run(
        [sys.executable, "-m", "game", *map(str, arguments)],
        capture_output=True, text=True, timeout=60, check=False, input="", env={**os.environ, **places, **environment},
    )  # fmt: skip
    assert "Traceback" not in done.stderr + done.stdout
    return done


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SECOND, tmp_path / "story"))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A finished game of the second story."""
    saves = tmp_path / "kept"
    play = ["play", "--plain", "--story", SECOND, "--saves", saves, "--traveller", "owner", "--seed", "7"]
    subprocess.run(
        [sys.executable, "-m", "game", *map(str, play)], input="1\n" * 60, text=True, capture_output=True, check=True
    )
    return next(saves.glob("run-*.yaml"))


BAD = {
    "unknown command": (["dance"], "invalid choice"),
    "bad seed": (["play", "--seed", "minus one"], "whole number"),
    "seed too large": (["play", "--seed", "99999999999"], "whole number"),
    "seed too long": (["play", "--seed", "1" * 5000], "whole number"),
    "luck by number and by what it deals": (["play", "--traveller", "timur", "--seed", "1", "--dealt", "x"], "both"),
    "what is dealt to nobody": (["play", "--dealt", "an ace"], "--dealt needs --traveller"),
    "unknown traveller": (["play", "--story", SECOND, "--traveller", "ownr"], "Did you mean `owner`?"),
    "no story folder": (["play", "--story", "/nowhere/at/all"], "there is no story folder"),
    "a file for a folder": (["check", HERE / "test_cli.py"], "there is no story folder"),
    "no such save": (["play", "nothing.yaml"], "nothing.yaml: No such file"),
    "a folder for a save": (["play", HERE], "directory"),
    "the folder one is in for a save": (["play", "."], ".: Is a directory"),
    "two saves": (["play", "one.yaml", "two.yaml"], "unrecognized arguments: two.yaml"),
    "nothing to replay": (["replay"], "required: FILE"),
    "a word too many for the list": (["saves", "all"], "unrecognized arguments: all"),
    "no such file to test": (["test", "--story", SECOND, "nothing.yaml"], "nothing.yaml: No such file"),
    "nothing to go on with": (["play", "--continue"], "no game to go on with"),
    "no such replay": (["replay", "nothing.yaml"], "nothing.yaml: No such file"),
    "a replay without end": (["replay", "/dev/zero"], "longer than"),
    "a file for the saves": (["saves", "--saves", HERE / "test_cli.py"], "is no folder"),
    "no such format": (["export", "pdf"], "invalid choice"),
    "an export of no story": (["export", "ink", "/nowhere/at/all"], "there is no story folder"),
    "an export into nowhere": (["export", "ink", SECOND, "-o", "/nowhere/at/all.ink"], "No such file or directory"),
    "an export into a folder": (["export", "twee", SECOND, "-o", HERE], f"Is a directory: {HERE}"),
    "a folder without a story": (["check", HERE / "map"], "has no .yaml file"),
    "a budget below nought": (["check", SECOND, "--seconds=-1"], "no number from nought on"),
    "a budget of no number": (["odds", SECOND, "--states", "nan"], "no number from nought on"),
    "odds beyond a budget": (["odds", SECOND, "--states", "0"], "not decided: there are more than 1 states"),
    "no such test": (["test", "--story", HERE / "language" / "smallest"], "no playthrough files"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_clear_line_and_exit_code_2(name: str, tmp_path: Path) -> None:
    arguments, says = BAD[name]
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == ""


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no names there")
def test_what_is_written_to_a_pipe_goes_through_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "game", "export", "twee", str(SECOND), "-o", str(pipe)]
    with subprocess.Popen(command) as export:
        assert pipe.read_text("utf-8").startswith(":: StoryTitle")
    assert export.returncode == 0
    assert pipe.is_fifo()


def test_odds_from_a_game_that_no_longer_stands_say_where_it_strays(tmp_path: Path, kept: Path) -> None:
    strays = tmp_path / "strays.yaml"
    strays.write_text(re.sub(r"- ([a-z-]+): .*", r"- \1: sing-to-it", kept.read_text("utf-8"), count=1), "utf-8")
    done = run(tmp_path, "odds", SECOND, "--from", strays)
    assert done.returncode == 2
    assert "strays.yaml: choice 1 no longer stands: " in done.stderr
    assert "sing-to-it" in done.stderr and "Divergence" not in done.stderr


def test_mistakes_in_a_story_are_all_named_with_their_places(tmp_path: Path, story: Path) -> None:
    (story / "more.yaml").write_text("scenes:\n  stray: {goto: nowhere}\n  other: {txt: x, goto: stray}\n")
    checked = run(tmp_path, "check", story)
    assert checked.returncode == 1
    assert "more.yaml:2:17: S15 there is no scene" in checked.stdout
    for arguments in (["play", "--plain", "--story", story], ["test", "--story", story]):
        done = run(tmp_path, *arguments)
        assert done.returncode == 2
        assert "more.yaml:2:17: S15 there is no scene" in done.stderr
        assert "more.yaml:3:11: S04" in done.stderr


def test_what_goes_wrong_in_a_story_can_be_gone_to(tmp_path: Path, story: Path) -> None:
    shut = "scenes:\n  shut:\n    choices:\n      go: {say: Go, when: clock < 1, goto: shut, takes: 1 watch}\n"
    (story / "shut.yaml").write_text("travellers:\n  late: {name: Late, start: shut, card: You.}\n" + shut, "utf-8")
    found = json.loads((done := run(tmp_path, "check", story, "--json")).stdout)["mistakes"]
    assert done.returncode == 1
    (shown,) = [each["playthrough"] for each in found if each["code"] == "R01"]
    assert "nothing can be chosen" in run(tmp_path, "check", story).stdout
    gone_to = run(tmp_path, "play", "--plain", "--story", story, shown)
    assert gone_to.returncode == 0
    assert "The story cannot go on" in gone_to.stdout


def test_a_sound_story_is_said_to_be(tmp_path: Path) -> None:
    done = run(tmp_path, "check", SECOND)
    assert done.returncode == 0


def test_sources_lists_what_was_reported_and_what_is_estimated(tmp_path: Path) -> None:
    story, _ = compile_story(SECOND)
    assert story is not None
    said = run(tmp_path, "sources", "--story", SECOND).stdout
    for name, fact in story["facts"].items():
        assert f"[{name}] {fact['claim']}" in said
        assert all(story["sources"][source]["outlet"] in said for source in fact["sources"])
    assert said.index("What was reported") < said.index("What nobody reported") < said.index("Where it was read")


DEALT = """
travellers: {gambler: {name: Gambler, start: table, card: You.}}
scenes:
  table:
    chance:
      - {weight: 1, is: an ace, goto: second-card}
      - {weight: 3, is: a seven, goto: second-card}
  second-card:
    chance:
      - {weight: 1, is: a queen, goto: at-the-table}
      - {weight: 9, is: a two, goto: at-the-table}
  at-the-table: {text: Cards., choices: {go: {say: Go., goto: hall}}}
"""


def test_what_luck_deals_can_be_asked_for(tmp_path: Path, story: Path) -> None:
    (story / "dealt.yaml").write_text(DEALT, "utf-8")
    play = ["play", "--plain", "--story", story, "--traveller", "gambler", "--dealt", "an ace", "--dealt"]
    assert "Cards." in run(tmp_path, *play, "a queen").stdout
    for wrong in ("a king", "a seven"):
        done = run(tmp_path, *play, wrong)
        assert done.returncode == 2
        assert "What can be dealt: " in done.stderr
        assert "a queen" in done.stderr


def test_a_start_knows_the_command_that_is_asked_for_and_help_knows_all_of_them() -> None:
    def known(first: str) -> set[str]:
        return {name for action in command_line(first)._actions for name in action.choices or ()}

    assert known("--help") == set(MODULES)
    for name in MODULES:
        assert name in known(name)


def test_replay_prints_the_transcript(tmp_path: Path, kept: Path) -> None:
    done = run(tmp_path, "replay", "--story", SECOND, kept)
    assert done.returncode == 0
    assert "The tram is late" in done.stdout
    assert "[F" not in done.stdout
    assert "[F" in run(tmp_path, "replay", "--story", SECOND, "--marks", kept).stdout


def test_a_journey_is_read_again_from_its_word(tmp_path: Path, kept: Path) -> None:
    rules = Rules(load_story(SECOND, tmp_path / "cache"))
    saved = load(kept)
    word = codeword(replay(rules, saved.traveller, saved.seed, saved.moves).playthrough)
    again = run(tmp_path, "replay", "--story", SECOND, word.lower())
    assert again.returncode == 0
    assert again.stdout == run(tmp_path, "replay", "--story", SECOND, kept).stdout
    wrong = run(tmp_path, "replay", "--story", SECOND, f"{word}7")
    assert wrong.returncode == 2
    assert "look whether a letter is wrong" in wrong.stderr


def test_a_file_is_gone_on_with_by_its_name_alone_or_behind_load(tmp_path: Path, kept: Path) -> None:
    plain = ["play", "--plain", "--story", SECOND]
    bare, named = run(tmp_path, *plain, kept), run(tmp_path, *plain, "--load", kept)
    assert bare.returncode == named.returncode == 0
    assert bare.stdout == named.stdout and "coins" in bare.stdout


def test_a_file_with_expect_passes_or_fails(tmp_path: Path, kept: Path) -> None:
    text = kept.read_text().removesuffix("...\n")
    ending = run(tmp_path, "replay", "--story", SECOND, kept).stdout
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(text + "expect:\n  text: [The tram is late]\n")
    bad.write_text(text + "expect:\n  ending: nowhere\n  text: [Something else]\n  values: {coins: 99}\n")
    assert ending
    assert run(tmp_path, "test", "--story", SECOND, good).returncode == 0
    failed = run(tmp_path, "test", "--story", SECOND, good, bad)
    assert failed.returncode == 1
    assert "1 of 2 playthroughs" in failed.stderr
    assert failed.stderr.count("bad.yaml: ") == 3
    assert run(tmp_path, "replay", "--story", SECOND, bad).returncode == 1


def test_a_replay_that_strays_is_not_followed(tmp_path: Path, kept: Path) -> None:
    strayed = tmp_path / "strayed.yaml"
    strayed.write_text(kept.read_text().replace("  - ", "  - nowhere: else\n  - ", 1))
    done = run(tmp_path, "replay", "--story", SECOND, strayed)
    assert done.returncode == 2
    assert "choice 1 no longer stands: the scene `nowhere` is no longer in the story" in done.stderr


def test_a_game_that_strays_goes_on_from_the_last_place_that_holds(tmp_path: Path, kept: Path) -> None:
    kept.write_text(kept.read_text().replace("  - hall: ", "  - nowhere: ", 1))
    before = kept.read_text()
    done = run(tmp_path, "play", "--plain", "--story", SECOND, "--saves", kept.parent, "--continue")
    assert done.returncode == 0
    assert "choice 2 no longer stands" in done.stderr
    assert "the file is left as it was" in done.stderr
    assert "A hall." in done.stdout
    assert kept.read_text() == before


@pytest.mark.parametrize("command", [["play", "--plain"], ["replay"]])
def test_a_save_of_another_story_is_refused_and_left(command: list[str], tmp_path: Path, kept: Path) -> None:
    before = kept.read_text()
    done = run(tmp_path, *command, "--story", HERE / "language" / "smallest", kept)
    assert done.returncode == 2
    assert f"{kept.name}: it belongs to the story" in done.stderr
    assert done.stdout == ""
    assert kept.read_text() == before


def test_going_on_is_with_the_latest_of_this_story(tmp_path: Path, kept: Path) -> None:
    other = kept.parent / "other.yaml"
    other.write_text(kept.read_text().replace("story: ", "story: not-"))
    os.utime(kept, (1, 1))
    done = run(tmp_path, "play", "--plain", "--story", SECOND, "--saves", kept.parent, "--continue")
    assert done.returncode == 0
    assert "This is an ending." in done.stdout


@pytest.mark.parametrize("expect", ["{values: [a]}", "{visited: [[a]]}", "{text: [{a: b}]}", "x", "{values: {a: [b]}}"])
def test_an_expectation_of_another_shape_is_said(expect: str, tmp_path: Path, kept: Path) -> None:
    odd = tmp_path / "odd.yaml"
    odd.write_text(kept.read_text().removesuffix("...\n") + f"expect: {expect}\n")
    done = run(tmp_path, "test", "--story", SECOND, odd, kept)
    assert done.returncode == 2
    assert "odd.yaml: `expect" in done.stderr
    assert "1 of 2 playthroughs" in done.stderr


def test_a_file_cannot_steer_the_terminal(tmp_path: Path, kept: Path) -> None:
    evil = kept.parent / "evil.yaml"
    evil.write_text(kept.read_text().replace("choices:", 'name: "\\e[31mred"\nchoices:\n  - "\\e[2J": x'))
    listed = run(tmp_path, "saves", "--saves", kept.parent)
    replayed = run(tmp_path, "replay", "--story", SECOND, evil)
    assert "[31mred" in listed.stdout
    assert "[2J" in replayed.stderr
    assert "\x1b" not in listed.stdout + replayed.stderr


def test_saves_are_listed_with_those_that_cannot_be_read(tmp_path: Path, kept: Path) -> None:
    (kept.parent / "broken.yaml").write_text("oh")
    done = run(tmp_path, "saves", "--saves", kept.parent)
    assert done.returncode == 0
    assert "owner" in done.stdout and "cannot be read" in done.stdout


def test_a_cache_that_cannot_be_written_or_is_broken_does_not_matter(tmp_path: Path, kept: Path) -> None:
    (tmp_path / "file").write_text("")
    assert run(tmp_path, "replay", "--story", SECOND, kept, XDG_CACHE_HOME=str(tmp_path / "file")).returncode == 0
    assert run(tmp_path, "replay", "--story", SECOND, kept).returncode == 0
    cached = list((tmp_path / "cache").rglob("*.json"))
    assert cached
    cached[0].write_text("{broken")
    assert run(tmp_path, "replay", "--story", SECOND, kept).returncode == 0


def test_a_second_start_reads_no_yaml(tmp_path: Path) -> None:
    script = (
        "import sys; from game.cli import main; code = main(['play', '--plain', '--story', sys.argv[1]]); "
        "print(code, 'yaml' in sys.modules, 'textual' in sys.modules)"
    )
    assert run(tmp_path, "play", "--plain", "--story", SECOND).returncode == 0
    done = subprocess.run(
        [sys.executable, "-c", script, str(SECOND)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
    )
    assert done.stdout.split()[-3:] == ["0", "False", "False"]


def in_a_shell(line: str) -> subprocess.CompletedProcess[str]:
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False, env=buffered, timeout=60)


@pytest.mark.parametrize("words", ["replay --story {story} {kept}", "saves --saves {folder} 2>&1", "--help"])
@pytest.mark.parametrize("reader", ["head -1", "true"])
def test_a_reader_that_goes_away_is_no_error(words: str, reader: str, kept: Path) -> None:
    line = words.format(story=SECOND, kept=kept, folder=kept.parent)
    assert in_a_shell(f"{sys.executable} -m game {line} | {reader}").stderr == ""


def test_a_full_disk_for_the_transcript_is_one_line(kept: Path) -> None:
    done = in_a_shell(f"{sys.executable} -m game replay --story {SECOND} {kept} > /dev/full")
    assert done.returncode == 2
    assert done.stderr == "otherbank: No space left on device\n"


@pytest.mark.parametrize("full", ["2> /dev/full", "> /dev/full 2>&1"])
def test_where_nobody_can_be_warned_the_exit_code_still_tells(full: str, kept: Path) -> None:
    strayed = kept.with_name("strayed.yaml")
    strayed.write_text(kept.read_text().replace("  - hall: ", "  - nowhere: ", 1))
    assert in_a_shell(f"{sys.executable} -m game replay --story {SECOND} {strayed} {full}").returncode == 2


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_empty_ones(closed: str, tmp_path: Path) -> None:
    play = f"play --story {SECOND} --saves {tmp_path} --traveller owner"
    done = in_a_shell(f"echo 1 | {sys.executable} -m game {play} {closed}")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_a_terminal_without_the_letters_gets_what_it_has(tmp_path: Path, kept: Path) -> None:
    named = kept.parent / "named.yaml"
    named.write_text(kept.read_text().replace("choices:", "name: Граница\nchoices:"), "utf-8")
    done = run(tmp_path, "saves", "--saves", kept.parent, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "???????" in done.stdout


def test_odds_as_data_have_all_their_digits(tmp_path: Path) -> None:
    done = run(tmp_path, "odds", SECOND, "--traveller", "owner", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["owner"]
    assert sum(each["random"] for each in found["odds"].values()) == pytest.approx(1, abs=found["error"])


def test_where_there_are_only_plain_letters_odds_are_drawn_with_them(tmp_path: Path) -> None:
    done = run(tmp_path, "odds", SECOND, "--traveller", "owner", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert "##" in done.stdout
    assert "?" not in done.stdout


def test_odds_from_a_playthrough_name_its_choices(tmp_path: Path) -> None:
    file = tmp_path / "begun.yaml"
    file.write_text("playthrough: 1\nstory: lost-umbrella\ntraveller: owner\nseed: 7\nchoices: []\n", "utf-8")
    done = run(tmp_path, "odds", SECOND, "--from", file)
    assert done.returncode == 0, done.stderr
    assert "Here" in done.stdout


def test_odds_of_a_game_that_has_ended_are_refused(tmp_path: Path, kept: Path) -> None:
    done = run(tmp_path, "odds", SECOND, "--from", kept)
    assert done.returncode == 2
    assert "has ended" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--when", "coin > 3"], "`coins`"),
        (["--when", "coins >"], "column"),
        (["--traveller", "nobody"], "owner"),
        (["--states", "10"], "not decided"),
    ],
)
def test_odds_that_cannot_be_given_say_why(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = run(tmp_path, "odds", SECOND, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
