"""A long check shows how far it is, and Ctrl-C ends it with what was found so far: never with a proof."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.engine.random_story import COMMON

DIALS = {f"dial{number}": {"range": "0..20", "start": 0, "meaning": "A dial", "stops": True} for number in range(7)}


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """1.8 thousand million states, and a choice that nobody can ever take."""
    turn = {name: {"say": name, "do": f"{name} += 1", "goto": "s0"} for name in DIALS}
    all_up = " and ".join(f"{name} > 19" for name in DIALS)
    scene = {
        "text": "Dials.",
        "choices": {
            **turn,
            "out": {"say": "Out", "when": all_up, "goto": "end"},
            "never": {"say": "Never", "when": "lamp", "goto": "end"},
        },
    }
    ending = {"title": "End", "group": "end", "text": "It is over.", "facts": ["S001"]}
    story = {**COMMON, "variables": COMMON["variables"] | DIALS, "scenes": {"s0": scene}, "endings": {"end": ending}}
    (tmp_path / "story.yaml").write_text(yaml.safe_dump(story, sort_keys=False), "utf-8")
    return tmp_path


def test_what_was_found_so_far_is_told_and_nothing_is_called_proved(endless: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "game", "check", str(endless), "--json"]
    check = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, text=True)
    os.close(theirs)
    shown = b""
    while b" states" not in shown:
        shown += os.read(ours, 1000)
    check.send_signal(signal.SIGINT)
    written, _ = check.communicate(timeout=120)
    found = json.loads(written)
    assert check.returncode == 130
    assert found["states"] > 0
    assert not found["proved"]
    never = next(each for each in found["mistakes"] if each["code"] == "W02")
    assert "as far as was looked" in never["message"]


@pytest.mark.parametrize("budget", [["--states", "200000"], ["--seconds", "0"]], ids=["states", "seconds"])
def test_a_budget_is_honest(endless: Path, budget: list[str]) -> None:
    command = [sys.executable, "-m", "game", "check", str(endless), *budget]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0
    assert "Not proved: looking ended after" in run.stdout
    assert "Not reached within the budget, and no mistake for that: " in " ".join(run.stdout.split())
    assert "Proved over" not in run.stdout
    assert "never be taken" not in run.stdout
    written = subprocess.run([*command, "--json"], capture_output=True, text=True, check=False).stdout
    found = json.loads(written)
    assert not found["proved"]
    assert {each["level"] for each in found["mistakes"] if each["code"] in ("W01", "W02")} == {"unproved"}
