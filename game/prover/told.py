"""What prose tells, and under which conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.engine.story import Prose
from game.engine.text import marks, plain
from game.prover.trees import TRUE, Tree, both, neither, tree

_HISTORY = ("visits", "visited", "chose")
_ALTERNATIVES = ("first", "once", "cycle", "shuffle")


class Told(NamedTuple):
    """A piece of text, and the condition under which it is read, as far as variables decide that."""

    text: str
    when: Tree
    conditional: bool
    """Whether a condition of its own leads to it, and not only that of what stands around it."""

    @property
    def words(self) -> str:
        """Its beginning, to know it by."""
        found = " ".join(plain(self.text).split())
        return found if len(found) <= 50 else found[:47].rsplit(" ", 1)[0] + " …"


def told(prose: Prose, when: Tree = TRUE, conditional: bool = False) -> Iterator[Told]:
    """Every piece of a text with its condition."""
    for part in prose:
        if isinstance(part, str):
            if part.strip():
                yield Told(part, when, conditional)
        elif "if" in part:
            asked = part["if"]
            yield from told(part.get("then", []), both(when, _steered(asked)), True)
            if not _asks_history(asked):
                yield from told(part.get("else", []), both(when, neither(tree(asked))), True)
            else:
                yield from told(part.get("else", []), when, False)
        else:
            for key in _ALTERNATIVES:
                for each in part.get(key, []):
                    yield from told(each, when, False)


def cited(prose: Prose) -> Iterator[tuple[str, Tree]]:
    """Each fact that is marked as reported in a text, with the condition under which the mark is read."""
    for piece in told(prose):
        for fact in marks(piece.text, inferred=False):
            yield fact, piece.when


def _steered(asked: object) -> Tree:
    """What a condition asks of the variables; what it asks of the history may be so or not."""
    if not _asks_history(asked):
        return tree(asked)  # type: ignore[arg-type]
    if isinstance(asked, list | tuple) and asked and asked[0] == "and":
        return both(*(_steered(each) for each in asked[1:]))
    return TRUE


def _asks_history(asked: object) -> bool:
    if not isinstance(asked, list | tuple):
        return False
    return bool(asked) and (asked[0] in _HISTORY or any(_asks_history(each) for each in asked[1:]))
