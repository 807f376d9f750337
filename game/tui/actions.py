"""What can be done at any moment of the story, once: bindings, menu, palette and help are made from this."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding, BindingType

from game.keys import with_twin


class Action(NamedTuple):
    name: str
    letter: str
    function_key: str
    label: str
    what: str
    in_footer: bool = True


ACTIONS = (
    Action("menu", "q", "escape", "Menu", "All of this as a list; to the title; quit"),
    Action("help", "question_mark", "f1", "Help", "Every key, and what it does"),
    Action("map", "m", "f2", "Map", "The road taken, the roads open, and where you stand"),
    Action("papers", "p", "f3", "Papers", "Papers, belongings, and what you have told guards"),
    Action("journal", "j", "f4", "Journal", "The facts met so far, and who reported them"),
    Action("news", "n", "f5", "News", "What the world has heard so far"),
    Action("rumours", "h", "f10", "Hearsay", "The rumours you have heard, and what you know of them", in_footer=False),
    Action("voices", "v", "f11", "Voices", "What is argued about it all, and by whom", in_footer=False),
    Action("so_far", "b", "f6", "So far", "The story so far, from the beginning"),
    Action("save", "s", "f7", "Save", "Keep a copy under a name; every choice is saved anyway", in_footer=False),
    Action("load", "l", "f8", "Load", "Go on with another game", in_footer=False),
    Action("settings", "o", "f9", "Settings", "Colours, marks, map, motion", in_footer=False),
    Action("undo", "u", "backspace", "Undo", "Take back the last choice"),
    Action(
        "marks", "r", "f12", "Reported?", "Show in the text what was reported and what is invented", in_footer=False
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
