"""What a playthrough hands out as data, in words."""

from __future__ import annotations

from fractions import Fraction

from game.engine import journal
from game.engine.playthrough import Playthrough
from game.engine.replay import Divergence
from game.wording import N_, _

_HEADINGS = {"belongings": N_("Belongings"), "papers": N_("Papers"), "people": N_("People")}
_CONFIDENCE = {"high": N_("confidence high"), "medium": N_("confidence medium"), "low": N_("confidence low")}


def heading(name: str) -> str:
    """Over the things that are listed under it."""
    return _(_HEADINGS.get(name, name))


def confidence(level: str) -> str:
    """How sure we are of a fact."""
    return _("the authors' estimate") if level == "estimate" else _(_CONFIDENCE[level])


def value(playthrough: Playthrough, name: str) -> str:
    """How a variable stands: `85 thousand roubles`, an enum's label, `yes` or `no`."""
    if playthrough.rules.story["variables"][name]["kind"] == "bool":
        return _("yes") if playthrough.value(name) else _("no")
    return journal.shown(playthrough, name)


def percent(chance: Fraction) -> str:
    """A whole percent; what is neither certain nor impossible is never rounded to look so."""
    if 0 < chance < Fraction(1, 200):
        return _("less than 1%")
    return f"{round(chance * 100)}%" if chance < Fraction(199, 200) or chance == 1 else _("more than 99%")


def strayed(divergence: Divergence) -> str:
    """Which choice of a kept game no longer stands, and why."""
    return _("choice {number} no longer stands: {reason}.", number=divergence.at + 1, reason=_reason(divergence))


def _reason(strays: Divergence) -> str:
    scene, choice = strays.today
    match strays.reason:
        case "no-scene":
            return _("the scene `{scene}` is no longer in the story", scene=scene)
        case "elsewhere":
            return _(
                "the story is now in `{here}`, where the playthrough chose in `{scene}`", here=strays.here, scene=scene
            )
        case "no-choice":
            return _("the scene `{scene}` no longer has the choice `{choice}`", scene=scene, choice=choice)
        case "locked":
            return _("the choice `{choice}` is now locked: {why}", choice=choice, why=strays.locked)
        case "not-open":
            return _("the choice `{choice}` is not open now in `{scene}`", choice=choice, scene=scene)
