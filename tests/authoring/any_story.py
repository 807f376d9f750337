"""Files of a story drawn from the language's own shapes: each is sound by itself."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

from game.language.ids import Form
from game.language.model import SECTIONS
from game.language.shapes import Shape
from game.language.values import Entries, Flag, Many, Name, Point, Ref, Text, Value, Whole, Word

_IDS = {"stone-bridge": ["stone-bridge", "a", "x1"], "has_key": ["has_key", "b"], "S044": ["S044"], "W15": ["W15"]}
_WRITTEN = ["2022-09-30", "2022-09-30 18:00", "23:40", "+03:00", "6 hours", "0..5"]
_EMPTY = st.sampled_from([None, "", " ", [], {}])


def any_file() -> st.SearchStrategy[dict[str, Any]]:
    return st.lists(st.sampled_from(sorted(SECTIONS)), min_size=1, max_size=2, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: _section(name) for name in names})
    )


def _section(name: str) -> st.SearchStrategy[Any]:
    section = SECTIONS[name]
    if section.once:
        return _shape(section.shape)
    if section.ids:
        return st.dictionaries(_id(section.ids), _shape(section.shape), max_size=1)
    return st.lists(_shape(section.shape), max_size=1)


@st.composite
def _shape(draw: st.DrawFn, shape: Shape) -> dict[str, Any]:
    lead = draw(st.sampled_from(shape.leads)) if shape.leads else ""
    free = [key for key in shape.optional if key not in (*shape.leads, "then", "locked", "dials")]
    keys = [*shape.required, *draw(st.lists(st.sampled_from(free), max_size=4, unique=True) if free else st.just([]))]
    keys += [lead] if lead else []
    keys += ["then"] if lead == "call" and "then" in shape.keys else []
    thing = {key: draw(_value(shape.keys[key].value)) for key in keys}
    spare = draw(st.sampled_from([key for key in free if key not in thing] or [""]))
    return {**thing, **({spare: draw(_EMPTY)} if spare else {})}


def _value(value: Value) -> st.SearchStrategy[Any]:
    match value:
        case Text(pattern=None) | Ref():
            return st.sampled_from(["words", 7, True, 2.5, "a: b"])
        case Text(pattern=re.Pattern() as pattern):
            return st.sampled_from([text for text in _WRITTEN if pattern.fullmatch(text)])
        case Name(form):
            return _id(form)
        case Flag(only_true):
            return st.just(True) if only_true else st.booleans()
        case Whole(low):
            return st.integers(low, 999_999_999)
        case Word(allowed):
            return st.sampled_from(allowed)
        case Point():
            return st.sampled_from([[51, 0.5], ["51.25", "-180"], [-90, 179.5]])
        case Many(of):
            alone = st.lists(_value(of), min_size=1, max_size=2)
            return alone if isinstance(of, Point) else st.one_of(_value(of), alone)
        case Entries(of, ids, _):
            each = (
                _value(of) if isinstance(of, Shape) else st.one_of(_value(of), _EMPTY if of == Text() else _value(of))
            )
            return st.dictionaries(_id(ids) if ids else st.just("key"), each, min_size=1, max_size=2)
        case Shape():
            return _shape(value)
        case _:
            raise TypeError(value)


def _id(form: Form) -> st.SearchStrategy[str]:
    return st.sampled_from(_IDS[form.example])
