"""What can be done at any moment of the story, once: bindings, menu, palette and help are made from this."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding, BindingType

from game.keys import with_twin
from game.wording import N_


class Action(NamedTuple):
    name: str
    letter: str
    function_key: str
    label: str
    what: str
    in_footer: bool = True


ACTIONS = (
    Action("menu", "q", "escape", N_("Menu"), N_("All of this as a list; to the title; quit")),
    Action("help", "question_mark", "f1", N_("Help"), N_("Every key, and what it does")),
    Action("map", "m", "f2", N_("Map"), N_("The road taken, the roads open, and where you stand")),
    Action("papers", "p", "f3", N_("Papers"), N_("Papers, belongings, and what you have told guards")),
    Action("journal", "j", "f4", N_("Journal"), N_("The facts met so far, and who reported them")),
    Action("news", "n", "f5", N_("News"), N_("What the world has heard so far")),
    Action(
        "rumours",
        "h",
        "f10",
        N_("Hearsay"),
        N_("The rumours you have heard, and what you know of them"),
        in_footer=False,
    ),
    Action("voices", "v", "f11", N_("Voices"), N_("What is argued about it all, and by whom"), False),
    Action("so_far", "b", "f6", N_("So far"), N_("The story so far, from the beginning")),
    Action(
        "save", "s", "f7", N_("Save"), N_("Keep a copy under a name; every choice is saved anyway"), in_footer=False
    ),
    Action("load", "l", "f8", N_("Load"), N_("Go on with another game"), False),
    Action("settings", "o", "f9", N_("Settings"), N_("Colours, marks, map, motion, language"), False),
    Action("undo", "u", "backspace", N_("Undo"), N_("Take back the last choice")),
    Action(
        "marks",
        "r",
        "f12",
        N_("Reported?"),
        N_("Show in the text what was reported and what is invented"),
        in_footer=False,
    ),
)


def bindings() -> list[BindingType]:
    return [
        Binding(
            f"{with_twin(action.letter)},{action.function_key}",
            action.name,
            action.label,
            key_display=key_name(action),
            show=action.in_footer,
            tooltip=action.what,
            id=f"story.{action.name}",
        )
        for action in ACTIONS
    ]


def key_name(action: Action) -> str:
    """The key as the footer shows it: the letter, which every terminal lets through."""
    return {"question_mark": "?", "q": "Esc"}.get(action.letter, action.letter)


def all_keys(action: Action) -> str:
    """Every key of an action, for the help page: `m, F2`."""
    function = {"escape": "Esc", "backspace": "Backspace"}.get(action.function_key, action.function_key.upper())
    letter = "?" if action.letter == "question_mark" else action.letter
    return f"{letter}, {function}"
