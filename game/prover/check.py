"""All that is wrong with a story, proved over every state that it can come to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from game.engine.story import Story
from game.language.compiler import compile_story
from game.language.diagnostics import Report
from game.language.files import gather
from game.language.source import read_files
from game.language.whereabouts import Whereabouts
from game.prover.classes import classes
from game.prover.explore import Budget, Reached, reached
from game.prover.findings import Answers, Finding, Questions
from game.prover.lint import lint
from game.prover.model import model
from game.prover.solve import trapped
from game.prover.states import Chart


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to. Where the loader finds mistakes, there is no story and nothing else was looked at."""

    report: Report
    """The mistakes that the loader finds."""
    story: Story | None
    findings: list[Finding]
    reached: Reached | None


def check(folder: Path, budget: Budget) -> Checked:
    story, report = compile_story(folder)
    if story is None:
        return Checked(report, None, [], None)
    where = Whereabouts(gather(read_files(folder, Report()), Report()))
    questions = Questions(story, where)
    of_story = model(story)
    found = reached(Chart(of_story, classes(of_story, lambda node: questions.observed(of_story, node))), budget)
    static = Report()
    lint(story, where, static)
    answers = Answers(questions, found)
    findings = [*answers.findings(), *(Finding(each) for each in static.diagnostics)]
    if not found.unfinished:
        findings += answers.traps(trapped(found))
    return Checked(report, story, sorted(findings, key=_order), found)


def _order(finding: Finding) -> tuple[bool, object, str]:
    """What goes wrong first, then by file and place."""
    return not finding.proved_wrong, finding.diagnostic.position, finding.diagnostic.kind.code
