"""What a check found, as lines for a person and as data for an editor."""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap
from typing import Any

from game.language.diagnostics import Diagnostic, Report
from game.language.frames import frames
from game.language.size import size
from game.prover.answers import Finding
from game.prover.check import Checked
from game.prover.coverage import Coverage, coverage


def lines(checked: Checked, folder: Path, shown: dict[int, Path]) -> str:
    """Everything that was found, with the lines it is about. `shown`: by finding, the playthrough that shows it."""
    if checked.story is None:
        return frames(checked.report, folder)
    parts: list[str] = []
    for number, finding in enumerate(checked.findings):
        parts.append(frames(Report([finding.diagnostic]), folder).rpartition("\n\n")[0])
        if number in shown:
            parts[-1] += f"\n  See it: otherbank play --story {folder} {shown[number]}"
    wrong = sum(finding.proved_wrong for finding in checked.findings)
    noted = len(checked.findings) - wrong
    parts.append(f"{_number(wrong, 'mistake')}, {_number(noted, 'thing')} to look at: {size(checked.story)}.")
    parts.append(_covered(coverage(checked.story)))
    parts.append(proof(checked))
    return "\n\n".join(part for part in parts if part)


def _covered(found: Coverage) -> str:
    """How much of what is declared is cited, and how many facts each ending rests on."""
    total = len(found.cited) + len(found.never)
    ends = ", ".join(f"{ending} {len(facts)}" for ending, facts in found.endings.items())
    line = f"{len(found.cited)} of {_number(total, 'fact')} are cited. By ending: {ends}." if total else ""
    return "\n".join(wrap(line, 100, break_on_hyphens=False))


def proof(checked: Checked) -> str:
    """What was proved, and over how much."""
    proof = checked.proof
    if proof is None:
        return ""
    if proof.unfinished:
        some = ", ".join(proof.unfinished[:5]) + (" and others" if len(proof.unfinished) > 5 else "")
        return f"Not proved: the budget was spent after {proof.states:,} states, with some left to look at in {some}."
    return f"Proved over all {proof.states:,} states that can be come to."


def data(checked: Checked, shown: dict[int, Path]) -> dict[str, Any]:
    """The same as plain data: one object for each finding."""
    proof = checked.proof
    return {
        "mistakes": [_diagnostic(each) for each in checked.report.in_order()]
        + [_finding(each, shown.get(number)) for number, each in enumerate(checked.findings)],
        "states": proof.states if proof else 0,
        "coverage": coverage(checked.story)._asdict() if checked.story else None,
        "proved": proof is not None and not proof.unfinished,
    }


def _finding(finding: Finding, shown: Path | None) -> dict[str, Any]:
    level = "error" if finding.proved_wrong else "warning"
    return {**_diagnostic(finding.diagnostic), "level": level, "playthrough": str(shown) if shown else None}


def _diagnostic(each: Diagnostic) -> dict[str, Any]:
    where = each.position
    return {
        "file": where.file, "line": where.line, "column": where.column,
        "code": each.kind.code, "level": "error", "message": each.message, "mend": each.mend,
    }  # fmt: skip


def _number(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"
