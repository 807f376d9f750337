"""Diagnostics as a person reads them: where, what, the line itself, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from game.language.diagnostics import Diagnostic, Kind, Report

_CONTEXT = 1
"""Lines shown before the one that is wrong."""
_WIDEST = 110


def frames(report: Report, folder: Path) -> str:
    """Every diagnostic of a report with the lines it is about, and their number at the end."""
    found = report.in_order()
    files: dict[str, list[str]] = {}
    parts = [_frame(each, _lines(files, folder, each.position.file)) for each in found]
    count = f"{len(found)} mistake{'s' if len(found) != 1 else ''}."
    return "\n\n".join([*parts, count])


def _lines(files: dict[str, list[str]], folder: Path, name: str) -> list[str]:
    if name not in files:
        try:
            files[name] = (folder / name).read_bytes().decode("utf-8-sig", errors="replace").splitlines()
        except OSError:
            files[name] = []
    return files[name]


def _frame(found: Diagnostic, lines: list[str]) -> str:
    where = found.position
    head = f"{where.file}:{where.line}:{where.column}: {found.kind.code} {found.message}"
    first = max(1, where.line - _CONTEXT)
    gutter = len(str(where.line))
    shown = [
        f"  {number:>{gutter}} | {_clipped(lines[number - 1])}"
        for number in range(first, where.line + 1)
        if number <= len(lines)
    ]
    if where.line <= len(lines):
        shown.append(f"  {'':>{gutter}} | {_pointer(lines[where.line - 1], where.column)}")
    return "\n".join([head, *shown, f"  {found.mend}"])


def _clipped(line: str) -> str:
    return line.replace("\t", " ") if len(line) <= _WIDEST else line[: _WIDEST - 1].replace("\t", " ") + "…"


def _pointer(line: str, column: int) -> str:
    return " " * min(column - 1, len(line), _WIDEST - 1) + "^"


def catalogue(kinds: Iterable[Kind]) -> str:
    """The page of the documentation that lists every kind of mistake with an example of it."""
    parts = ["# Mistakes a story can have", "Each has a code that does not change. The examples are run by the tests."]
    for kind in sorted(kinds, key=lambda kind: kind.code):
        parts += [f"## {kind.code}", f"> {_with_blanks(kind.message)}", f"{kind.why} {_with_blanks(kind.mend)}"]
        if kind.example:
            parts.append(f"```yaml\n{kind.example.replace('<<', '').replace('>>', '').rstrip()}\n```")
    return "\n\n".join(parts) + "\n"


def _with_blanks(message: str) -> str:
    """`{key}` as it is read: …"""
    out, depth = "", 0
    for character in message.replace("{{", "\x01").replace("}}", "\x02"):
        if character == "{":
            depth += 1
            out += "…"
        elif character == "}":
            depth -= 1
        elif not depth:
            out += character
    return out.replace("\x01", "{").replace("\x02", "}").replace(".…", ".").strip()
