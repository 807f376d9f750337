"""What a check found, as lines for a person and as data for an editor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import Any

from game.language.diagnostics import Diagnostic, Report
from game.language.frames import frames
from game.language.sections.travellers import ALL
from game.language.size import size
from game.language.translation import Standing
from game.prover import kinds
from game.prover.answers import Finding
from game.prover.check import Checked
from game.prover.coverage import Coverage, coverage
from game.prover.typical import Run, Spread, Typical, typical

_MANY_STATES = 1_000_000
"""From so many on it is said what multiplies them."""
_WIDTH = 80
_NEVER = {
    kinds.NEVER_REACHED: "scene",
    kinds.NEVER_OPEN: "choice",
    kinds.NEVER_DRAWN: "outcome",
    kinds.NEVER_TOLD: "text",
    kinds.NEVER_CONTRADICTED: "contradiction",
    kinds.DEADLINE_MOOT: "deadline",
}
"""What never happens, where all was looked at; where not, it may well."""


def lines(checked: Checked, folder: Path, shown: dict[int, Path]) -> str:
    """Everything that was found, with the lines it is about. `shown`: by finding, the playthrough that shows it."""
    if checked.story is None:
        return frames(checked.report, folder)
    parts: list[str] = []
    told = [(number, each) for number, each in enumerate(checked.findings) if not _unproved(each, checked)]
    for number, finding in told:
        parts.append(frames(Report([finding.diagnostic]), folder).rpartition("\n\n")[0])
        if number in shown:
            parts[-1] += f"\n  See it: otherbank play --story {folder} {shown[number]}"
    wrong = sum(finding.proved_wrong for finding in checked.findings)
    noted = len(told) - wrong
    parts.append(f"{_number(wrong, 'mistake')}, {_number(noted, 'thing')} to look at: {size(checked.story)}.")
    parts.append(_typical(typical(_all_runs(checked), len(checked.story["scenes"]))))
    parts.append(_covered(coverage(checked.story)))
    parts.append("\n".join(map(_translated, checked.translations)))
    parts.append("\n".join(_crowds(checked)))
    parts.append(proof(checked))
    return "\n\n".join(part for part in parts if part)


def _translated(of: Standing) -> str:
    return f"{of.language}: {of.translated:,} of {of.texts:,} texts are translated, {len(of.stale) or 'none'} stale."


def _all_runs(checked: Checked) -> list[Run]:
    return [run for runs in checked.runs.values() for run in runs]


def _typical(found: Typical) -> str:
    line = (
        f"A run, of {found.runs} at random: {_spread(found.words)} words, {_minutes(found.minutes)} of "
        f"reading, {_spread(found.decisions)} decisions among {found.branching:.1f} choices each, {found.seen:.0%} of "
        "the scenes. In brackets, what eight in ten lie between."
    )
    return "\n".join(wrap(line, _WIDTH, break_on_hyphens=False))


def _spread(of: Spread) -> str:
    return f"{of.middle:,} ({of.low:,}–{of.high:,})"


def _minutes(of: Spread) -> str:
    if of.high < 2:
        return "a minute" if of.middle else "less than a minute"
    return f"{_spread(of)} minutes"


def _crowds(checked: Checked) -> Iterator[str]:
    """Where to begin who wants a story to be proved sooner, or at all."""
    proof = checked.proof
    if proof is None or (proof.states < _MANY_STATES and not proof.unfinished):
        return
    for scene, states, factors in proof.crowds[:3]:
        by = ", ".join(f"{name} {factor:.1f}×" for name, factor in factors[:5] if factor >= 1.05)
        if by:
            yield f"Most states of one traveller: `{scene}` {states:,}, multiplied by {by}."


def _covered(found: Coverage) -> str:
    """How much of what is declared is cited, and how many facts each ending rests on."""
    total = len(found.cited) + len(found.never)
    ends = ", ".join(f"{ending} {len(facts)}" for ending, facts in found.endings.items())
    are = "is" if total == 1 else "are"
    line = f"{len(found.cited)} of {_number(total, 'fact')} {are} cited. By ending: {ends}." if total else ""
    return "\n".join(wrap(line, _WIDTH, break_on_hyphens=False))


def proof(checked: Checked) -> str:
    """What was proved, and over how much."""
    proof = checked.proof
    if proof is None:
        return ""
    if proof.unfinished:
        some = ", ".join(proof.unfinished[:5]) + (" and others" if len(proof.unfinished) > 5 else "")
        looked = (
            f"Not proved: looking ended after {_number(proof.states, 'state')}, with some left to look at in {some}."
        )
        return "\n".join(wrap(f"{looked} {_not_reached(checked)}".rstrip(), _WIDTH, break_on_hyphens=False))
    return f"Proved over all {proof.states:,} states that can be come to."


def _unproved(finding: Finding, checked: Checked) -> bool:
    """Whether this was only not found yet: what a spent budget leaves is no mistake."""
    return bool(checked.proof and checked.proof.unfinished) and finding.diagnostic.kind in _NEVER


def _not_reached(checked: Checked) -> str:
    never = {(each.diagnostic.kind, each.diagnostic.position) for each in checked.findings if _unproved(each, checked)}
    if not never:
        return ""
    counts = Counter(_NEVER[kind] for kind, _ in sorted(never, key=lambda each: each[1]))
    what = ", ".join(_number(count, name) for name, count in counts.items())
    return f"Not reached within the budget, and no mistake for that: {what}. More --states or --seconds would tell."


def data(checked: Checked, shown: dict[int, Path]) -> dict[str, Any]:
    """The same as plain data: one object for each finding."""
    proof = checked.proof
    return {
        "mistakes": [_diagnostic(each) for each in checked.report.in_order()]
        + [_finding(each, checked, shown.get(number)) for number, each in enumerate(checked.findings)],
        "states": proof.states if proof else 0,
        "coverage": coverage(checked.story)._asdict() if checked.story else None,
        "typical": _typical_data(checked, len(checked.story["scenes"])) if checked.story else None,
        "translations": [
            {"language": of.language, "texts": of.texts, "translated": of.translated, "stale": len(of.stale)}
            for of in checked.translations
        ],
        "crowds": [each._asdict() for each in proof.crowds] if proof else [],
        "proved": proof is not None and not proof.unfinished,
    }


def _typical_data(checked: Checked, scenes: int) -> dict[str, Any]:
    """By traveller; each count as the middle, and what one run in ten is below and above."""
    by_traveller = {who: typical(runs, scenes)._asdict() for who, runs in checked.runs.items()}
    return {ALL: typical(_all_runs(checked), scenes)._asdict(), **by_traveller}


def _finding(finding: Finding, checked: Checked, shown: Path | None) -> dict[str, Any]:
    level = "error" if finding.proved_wrong else "unproved" if _unproved(finding, checked) else "warning"
    return {**_diagnostic(finding.diagnostic), "level": level, "playthrough": str(shown) if shown else None}


def _diagnostic(each: Diagnostic) -> dict[str, Any]:
    where = each.position
    return {
        "file": where.file, "line": where.line, "column": where.column,
        "code": each.kind.code, "level": "error", "message": each.message, "mend": each.mend,
    }  # fmt: skip


def _number(count: int, what: str) -> str:
    return f"{f'{count:,}' if count else 'no'} {what}{'' if count == 1 else 's'}"
