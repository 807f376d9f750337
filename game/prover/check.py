"""All that is wrong with a story, proved over every state that it can come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from game.engine.rules import Rules
from game.engine.story import Story
from game.language.compiler import compile_again, compile_translated
from game.language.diagnostics import Diagnostic, Report
from game.language.files import gather
from game.language.source import Source, read_files
from game.language.translation import Standing, languages
from game.language.whereabouts import Whereabouts
from game.prover import kinds
from game.prover.answers import Finding, Seen, Witness, seen, together, told
from game.prover.charts import Charts
from game.prover.classes import Observed
from game.prover.crew import Crew, Tell, crew, meanwhile
from game.prover.crowds import Crowded
from game.prover.explore import Budget, Sample, reached
from game.prover.findings import findings
from game.prover.lint import lint
from game.prover.model import Model
from game.prover.questions import Key, Questions
from game.prover.steps import Chart
from game.prover.traps import trapped
from game.prover.trees import Tree
from game.prover.typical import Run, played
from game.prover.witness import Shown, shown

_SAMPLE = Sample(after=1_500_000, stays=200, times=8)
"""Of what a traveller can come to with everything told apart."""
_MANY = 200
"""Scenes; fewer are looked through before a second process would have started."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked at."""

    states: int
    """All that some traveller can come to, as far as the budget went."""
    unfinished: list[str]
    """Scenes with states that were not looked at."""
    crowds: list[Crowded]
    """The scenes with the most states, the greatest first, each once."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to. Where the loader finds mistakes, there is no story and nothing else was looked at."""

    report: Report
    """The mistakes that the loader finds."""
    story: Story | None
    findings: list[Finding]
    proof: Proof | None
    runs: dict[str, list[Run]] = field(default_factory=dict[str, list[Run]])
    """By traveller, some that were played at random."""
    translations: list[Standing] = field(default_factory=list[Standing])
    shown: dict[int, Shown] = field(default_factory=dict[int, Shown])
    """By the number of a finding, a playthrough that leads to it, where luck was found that goes that way."""


def check(folder: Path, budget: Budget | None = None, tell: Tell = lambda _more: None) -> Checked:
    """`budget` is for each traveller; `tell` is called now and then with how many more states were found."""
    with meanwhile(_translated, folder) as reading:
        story, report, files, _ = compile_again(folder)
        if story is None:
            return Checked(report, None, [], None)
        return _proved(_Desk.of(folder, story, files), budget or Budget(), tell, reading)


def _proved(desk: _Desk, budget: Budget, tell: Tell, reading: Callable[[], Sequence[_Translated]]) -> Checked:
    story = desk.questions.story
    travellers = list(story["travellers"])
    most = len(travellers) if len(story["scenes"]) > _MANY else 1
    with crew(desk, tell, most) as hands:
        looking = hands.begun(_looked, [_Looking(each, budget) for each in travellers])
        playing = hands.begun(_runs, travellers)
        static = Report()
        lint(story, desk.questions.where, static)
        looked = dict(zip(travellers, looking(), strict=True))
        saw = together([each.seen for each in looked.values()])
        runs = dict(zip(travellers, playing(), strict=True))
        translated = reading()
        static.diagnostics += [wrong for each in translated for wrong in each.wrong]
        found = findings(desk.questions, saw) + [Finding(each) for each in static.diagnostics]
        found.sort(key=_order)
        ways = _ways(hands, found, {traveller: each.heard for traveller, each in looked.items()})
    proof = Proof(saw.states, sorted(saw.unfinished), _greatest(saw.crowds))
    translations = [each.standing for each in translated if each.standing]
    return Checked(Report(), story, found, proof, runs, translations, ways)


class _Desk(NamedTuple):
    """What there is to work with."""

    folder: Path
    questions: Questions
    charts: Charts
    rules: Rules

    @classmethod
    def of(cls, folder: Path, story: Story, files: Sequence[Source]) -> _Desk:
        """Of a story that was compiled from these files of a folder."""
        return cls(folder, Questions(story, Whereabouts(gather(files, Report()))), Charts(story), Rules(story))

    @classmethod
    def again(cls, folder: Path, story: Story) -> _Desk:
        return cls.of(folder, story, read_files(folder, Report()))

    def __reduce__(self) -> tuple[Callable[[Path, Story], _Desk], tuple[Path, Story]]:
        """To another process goes the story alone: its files are read again sooner than their trees are written."""
        return _Desk.again, (self.folder, self.questions.story)


class _Translated(NamedTuple):
    wrong: list[Diagnostic]
    standing: Standing | None


def _translated(folder: Path) -> list[_Translated]:
    """By language."""
    found: list[_Translated] = []
    for language in languages(folder):
        _, report, standing = compile_translated(folder, language)
        for entry in standing.stale if standing else ():
            report.add(kinds.STALE, entry.where, language=language)
        found.append(_Translated(report.diagnostics, standing))
    return found


class _Looking(NamedTuple):
    """A traveller's part of the proof."""

    traveller: str
    budget: Budget


class _Looked(NamedTuple):
    seen: Seen
    heard: set[Key]
    """What was known to be told, and so was not looked for."""


def _looked(desk: _Desk, tell: Tell, part: _Looking) -> _Looked:
    """What there is in all of a traveller's states: with everything told apart, where that is not very much; else
    without what was heard in the states that one comes to first, which is most of it."""
    everything = _chart(desk, part.traveller, set())
    found, heard = reached(everything, replace(part.budget, sample=_SAMPLE), tell), set[Key]()
    if found.unfinished and not found.stopped:
        heard = told(desk.questions, found)
        found = reached(_chart(desk, part.traveller, heard), part.budget, tell)
    return _Looked(seen(desk.questions, found, {} if found.unfinished else trapped(found), heard), heard)


def _chart(desk: _Desk, traveller: str, heard: set[Key]) -> Chart:
    """What is known to be heard is not told apart. What one traveller will never ask need not be told apart for the
    others: hence one at a time."""
    questions = desk.questions

    def observed(model: Model) -> Observed:
        def at(index: int) -> list[Tree]:
            untold = [when for key, when in questions.told_at(model.named(index)) if key not in heard]
            return questions.wrong_at(model, index) + untold

        return at

    return desk.charts.of([traveller], observed)


def _runs(desk: _Desk, _tell: Tell, traveller: str) -> list[Run]:
    return played(desk.rules, traveller)


def _greatest(crowds: Sequence[Crowded]) -> list[Crowded]:
    by_scene: dict[str, Crowded] = {}
    for crowd in sorted(crowds, key=lambda each: -each.states):
        by_scene.setdefault(crowd.scene, crowd)
    return list(by_scene.values())


class _Shows(NamedTuple):
    traveller: str
    heard: set[Key]
    witnesses: list[Witness]


def _ways(hands: Crew[_Desk], found: Sequence[Finding], heard: Mapping[str, set[Key]]) -> dict[int, Shown]:
    """`heard`: by traveller."""
    by_traveller: dict[str, dict[int, Witness]] = {}
    for number, each in enumerate(found):
        if each.witness:
            by_traveller.setdefault(each.witness.traveller, {})[number] = each.witness
    jobs = [_Shows(traveller, heard[traveller], list(of.values())) for traveller, of in by_traveller.items()]
    return {
        number: way
        for of, ways in zip(by_traveller.values(), hands.each(_show, jobs), strict=True)
        for number, way in zip(of, ways, strict=True)
        if way
    }


def _show(desk: _Desk, _tell: Tell, part: _Shows) -> list[Shown | None]:
    return shown(desk.rules, _chart(desk, part.traveller, part.heard), part.witnesses)


def _order(each: Finding) -> tuple[bool, object, str]:
    """What goes wrong first, then by file and place."""
    return not each.proved_wrong, each.diagnostic.position, each.diagnostic.kind.code
