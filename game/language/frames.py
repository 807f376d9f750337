"""Diagnostics as a person reads them: where, what, the line itself, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from game.language.diagnostics import Diagnostic, Kind, Report
from game.language.folder import decoded, file_bytes

_CONTEXT = 1
"""Lines shown before the one that is wrong."""
WIDEST = 110
_AFTER = 30
"""Characters shown after the one that is wrong, of a line that is longer than there is room for."""


def frames(report: Report, folder: Path, widest: int = WIDEST) -> str:
    """Every diagnostic of a report with the lines it is about, cut to a width, and their number at the end."""
    found = report.in_order()
    files: dict[str, list[str]] = {}
    parts = [_frame(each, _lines(files, folder, each.position.file), widest) for each in found]
    count = f"{len(found)} mistake{'s' if len(found) != 1 else ''}."
    return "\n\n".join([*parts, count])


def _lines(files: dict[str, list[str]], folder: Path, name: str) -> list[str]:
    if name not in files:
        try:
            files[name] = decoded(file_bytes(folder / name, folder), "replace").split("\n")
        except OSError:
            files[name] = []
    return files[name]


def _frame(found: Diagnostic, lines: list[str], widest: int) -> str:
    where = found.position
    gutter = len(str(where.line))
    parts = [f"{where.file}:{where.line}:{where.column}: {found.kind.code} {found.message}"]
    if where.line <= len(lines):
        spare = len(lines[where.line - 1]) - widest
        cut = max(0, min(spare, where.column + _AFTER - widest))
        for number in range(max(1, where.line - _CONTEXT), where.line + 1):
            parts.append(f"  {number:>{gutter}} | {_window(lines[number - 1], cut, widest)}")
        parts.append(f"  {'':>{gutter}} | {' ' * (where.column - 1 - cut)}^")
    parts.append(f"  {found.mend}")
    return "\n".join(_seen(part) for part in parts)


def _window(line: str, cut: int, widest: int) -> str:
    """As much of a line as there is room for, from a column on; an ellipsis stands where something is left out."""
    shown = line[cut : cut + widest]
    if cut and shown:
        shown = "…" + shown[1:]
    return shown if len(line) <= cut + widest else shown[:-1] + "…"


def _seen(text: str) -> str:
    """What a terminal may be given: files may hold what moves its cursor or turns its letters round."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else " " if each.isspace() else "\ufffd" for each in text)


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
