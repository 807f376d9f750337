"""What the pane beside the story says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from textual.content import Content

from game.authoring.preview.inspection import Drawn, Inspected, Inspection, Value
from game.language.diagnostics import Report
from game.language.frames import frames
from game.tui.contents import heading, muted, stacked

_KEYS = "e edit · g go to · c change · f luck · t traveller"
_OPEN, _SHUT = "✓", "✗"


def pane(found: Inspection) -> Content:
    parts = [
        muted(_KEYS),
        stacked(
            [
                Content.assemble((found.scene, "bold $accent"), (f"  {found.at}", "$text-muted")),
                muted(f"{found.when}, visit {found.visit}"),
            ],
            0,
        ),
        *(_choice(number, each) for number, each in enumerate(found.choices, 1)),
    ]
    if found.behind:
        parts.append(stacked([heading("Luck on the way here"), *_luck(found.behind)], 0))
    parts.append(stacked([heading("Variables"), _variables(found.values)], 0))
    return stacked(parts)


def mistakes(report: Report, folder: Path, width: int) -> Content:
    return Content.assemble(
        ("The story as it is now has mistakes; what you play is as it was before.\n\n", "bold $error"),
        frames(report, folder, width - 8),
    )


def _choice(number: int, of: Inspected) -> Content:
    sign, style = (_OPEN, "$success") if of.open else (_SHUT, "$error")
    lines = [Content.assemble((f"{number}  ", "bold"), of.id, (f"  {sign}", style))]
    for each in of.why:
        sign, style = (_OPEN, "$success") if each.holds else (_SHUT, "$error")
        values = f"  {each.values}" if each.values else ""
        lines.append(Content.assemble("   ", (sign, style), f" {each.words}", (values, "$text-muted")))
    lines.append(Content.assemble(("   → ", "$text-muted"), (", ".join(of.leads), "$secondary")))
    return stacked([*lines, *_luck(of.luck)], 0)


def _luck(draws: Iterable[Drawn]) -> Iterable[Content]:
    for each in draws:
        lots = Content(", ").join(
            Content.assemble((f"{lot.name} {lot.chance:.0%}", "bold $warning" if lot.drawn else "$text-muted"))
            for lot in each.lots
        )
        forced = (" forced", "$error") if each.forced else ("", "")
        yield Content.assemble((f"   luck in {each.where}: ", "$text-muted"), lots, forced)


def _variables(values: Sequence[Value]) -> Content:
    """Those that changed just now first, those that nothing has touched last."""
    just_now = [each for each in values if each.changed]
    touched = [each for each in values if not each.changed and not each.as_declared]
    untouched = [each for each in values if not each.changed and each.as_declared]
    found = [("bold $accent", just_now), ("", touched), ("$text-muted", untouched)]
    return stacked([_row(of, style) for style, of in found if of], 0)


def _row(values: Sequence[Value], style: str) -> Content:
    return Content(" · ").join(
        Content.assemble((f"{each.name} ", "$text-muted"), (each.shown or "nothing", style)) for each in values
    )
