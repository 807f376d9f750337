"""What can be said of a story without playing it: what makes no difference or is not cited, numbers without a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from game.engine.story import Choice, Prose, Story
from game.engine.text import marks
from game.language.diagnostics import Report
from game.language.whereabouts import Whereabouts
from game.prover import kinds
from game.prover.coverage import citations
from game.prover.texts import all_texts, flat, texts
from game.prover.told import told
from game.prover.trees import tree, variables_of

_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|dozen"
)
_SENTENCE = re.compile(r"[^.!?]*[.!?]*[\"'”’]*(?:\s*\[~?[A-Z]\d[^\]]*\])*")


def lint(story: Story, where: Whereabouts, report: Report) -> None:
    """Report all of it."""
    _choices_alike(story, where, report)
    _never_asked(story, where, report)
    _never_cited(story, where, report)
    _numbers_unmarked(story, where, report)


# What makes no difference


def _choices_alike(story: Story, where: Whereabouts, report: Report) -> None:
    remembered = {(scene, choice) for prose in all_texts(story) for scene, choice in _chosen_in(prose)}
    for scene_id, scene in story["scenes"].items():
        first: dict[str, str] = {}
        for choice_id, choice in scene["choices"].items():
            other = first.setdefault(_effect(choice), choice_id)
            if other != choice_id and not {(scene_id, choice_id), (scene_id, other)} & remembered:
                report.add(
                    kinds.NO_DIFFERENCE, where.choice(scene_id, choice_id),
                    choice=choice_id, other=other, scene=scene_id,
                )  # fmt: skip


def _effect(choice: Choice) -> str:
    """All that comes of a choice; two of different conditions may never stand side by side."""
    return repr([choice["when"], *((way["weight"], way["do"], way["goto"], way["then"]) for way in choice["outcomes"])])


def _chosen_in(prose: object) -> Iterator[tuple[str, str]]:
    if isinstance(prose, dict):
        for part in prose.values():  # pyright: ignore[reportUnknownVariableType]
            yield from _chosen_in(part)
    elif isinstance(prose, list | tuple):
        if len(prose) == 3 and prose[0] == "chose":  # pyright: ignore[reportUnknownArgumentType]
            yield prose[1], prose[2]
        for part in prose:  # pyright: ignore[reportUnknownVariableType]
            yield from _chosen_in(part)


def _never_asked(story: Story, where: Whereabouts, report: Report) -> None:
    asked = _names_asked(story)
    for name, variable in story["variables"].items():
        if name not in asked and "/" not in name and name not in ("clock", "guard") and "heading" not in variable:
            report.add(kinds.NEVER_ASKED, where.declared("variables", name), variable=name)


def _names_asked(story: Story) -> set[str]:
    found: set[str] = set()
    for prose in all_texts(story):
        found |= _names_in(prose)
    for scene in story["scenes"].values():
        outcomes = [*scene["outcomes"], *(way for choice in scene["choices"].values() for way in choice["outcomes"])]
        trees = [way["weight"] for way in outcomes] + [choice["when"] for choice in scene["choices"].values()]
        effects = [*scene["do"], *(effect for way in outcomes for effect in way["do"])]
        for expression in trees:
            found |= variables_of(tree(expression))
        for name, expression in effects:
            found |= variables_of(tree(expression)) - {name}
    conditions = [event["when"] for event in story["events"]]
    conditions += [betrayal["when"] for betrayal in story["contradictions"].values()]
    conditions += [promise["holds"] for promise in story["promises"].values()]
    conditions += [place["open"] for place in story["places"].values()]
    for condition in conditions:
        found |= variables_of(tree(condition))
    return found


def _names_in(prose: Prose) -> set[str]:
    found: set[str] = set()
    for piece in told(prose):
        found |= variables_of(piece.when)
    for part in prose:
        if not isinstance(part, str):
            found |= {part["value"]} if "value" in part else set()
            for key in ("then", "else"):
                found |= _names_in(part.get(key, []))
            for key in ("first", "once", "cycle", "shuffle"):
                for each in part.get(key, []):
                    found |= _names_in(each)
    return found


# Facts


def _never_cited(story: Story, where: Whereabouts, report: Report) -> None:
    cited = set(citations(story))
    for fact_id, fact in story["facts"].items():
        if fact_id not in cited:
            section = "estimates" if fact["confidence"] == "estimate" else "facts"
            report.add(kinds.NEVER_CITED, where.declared(section, fact_id), fact=fact_id)


# Numbers


def _numbers_unmarked(story: Story, where: Whereabouts, report: Report) -> None:
    measures = tuple(story["about"]["measures"])
    if not measures:
        return
    for scene_id, scene in story["scenes"].items():
        for key, prose in texts(scene):
            if key in scene["choices"] and prose is scene["choices"][key]["locked"]:
                continue  # it says again what the choice has said
            text = (key, "say") if key in scene["choices"] else (None, key)
            for sentence, number in unmarked(flat(prose), measures):
                place = where.piece(scene_id, *text, sentence, number)
                report.add(kinds.NUMBER_UNMARKED, place, scene=scene_id, words=" ".join(sentence.split()))


def unmarked(text: str, measures: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The sentences of a text that give a number of one of these measures, and cite nothing; each with that number."""
    for sentence in _SENTENCE.findall(text):
        if (found := _measuring(measures).search(sentence.lower())) and not marks(sentence):
            yield sentence.strip(), sentence[found.start() : found.end()]


@cache
def _measuring(measures: tuple[str, ...]) -> re.Pattern[str]:
    """In small letters."""
    number = rf"(?:\d[\d,.]*|(?:{_NUMBERS})(?:[- ](?:{_NUMBERS}))*)"
    return re.compile(rf"\b{number}(?:\s+\w+)?\s+(?:{'|'.join(re.escape(each.lower()) for each in measures)})\b")
