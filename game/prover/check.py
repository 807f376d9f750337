"""All that is wrong with a story, proved over every state that it can come to."""

from __future__ import annotations

import time
from collections.abc import Callable
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
from game.prover.findings import Answers, Finding
from game.prover.lint import lint
from game.prover.model import Model, model
from game.prover.questions import Questions
from game.prover.states import Chart
from game.prover.traps import trapped
from game.prover.trees import Tree

_SAMPLE = 200
"""States of each node that the quick look goes on from."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked at."""

    states: int
    """All that some traveller can come to, as far as the budget went."""
    unfinished: list[str]
    """Scenes with states that were not looked at."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to. Where the loader finds mistakes, there is no story and nothing else was looked at."""

    report: Report
    """The mistakes that the loader finds."""
    story: Story | None
    findings: list[Finding]
    proof: Proof | None


def check(folder: Path, budget: Budget) -> Checked:
    story, report = compile_story(folder)
    if story is None:
        return Checked(report, None, [], None)
    where = Whereabouts(gather(read_files(folder, Report()), Report()))
    static = Report()
    lint(story, where, static)
    found, proof = _proved(Questions(story, where), budget)
    found += [Finding(each) for each in static.diagnostics]
    return Checked(report, story, sorted(found, key=_order), proof)


def _proved(questions: Questions, budget: Budget) -> tuple[list[Finding], Proof]:
    """One traveller after the other, since what one will never ask need not be told apart for the rest."""
    answers = Answers(questions)
    models = [model(questions.story, [traveller]) for traveller in questions.story["travellers"]]
    for each in models:
        answers.listen(_sample(each, questions))
    until = time.monotonic() + budget.seconds
    states, unfinished = 0, set[str]()
    for each in models:
        left = Budget(budget.states - states, until - time.monotonic(), told=_after(states, budget))
        found = _every(each, questions, answers, left)
        answers.look_at(found)
        if found.unfinished:
            unfinished.update(each.named(index) for index in found.unfinished)
        else:
            answers.traps(found, trapped(found))
        states += found.count
    return answers.findings(), Proof(states, sorted(unfinished))


def _sample(of_one: Model, questions: Questions) -> Reached:
    """Some states, with all told apart: most of what is ever told is told in one of them."""
    told = classes(of_one, lambda index: [when for _, when in questions.told_at(of_one.named(index))])
    return reached(Chart(of_one, told), Budget(sample=_SAMPLE))


def _every(of_one: Model, questions: Questions, answers: Answers, budget: Budget) -> Reached:
    """All states, with as little told apart as the answers that are still wanted need."""

    def observed(index: int) -> list[Tree]:
        return questions.wrong_at(of_one, index) + answers.untold(of_one.named(index))

    return reached(Chart(of_one, classes(of_one, observed)), budget)


def _after(states: int, budget: Budget) -> Callable[[int], None]:
    return lambda more: budget.told(states + more)


def _order(finding: Finding) -> tuple[bool, object, str]:
    """What goes wrong first, then by file and place."""
    return not finding.proved_wrong, finding.diagnostic.position, finding.diagnostic.kind.code
