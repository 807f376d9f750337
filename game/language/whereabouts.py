"""Where in the author's files the things of a compiled story stand."""

from __future__ import annotations

import yaml

from game.language.diagnostics import Position
from game.language.files import Sections
from game.language.nodes import Entry, pairs, under
from game.language.source import position

_ORIGIN = Position("story.yaml", 1, 1)


class Whereabouts:
    """Looks up places by the ids of the core; what lowering made is found where its author wrote it."""

    def __init__(self, sections: Sections) -> None:
        self._sections = sections
        self._stages = {entry.id: entry for entry in sections.stages()}
        self._by_id = {name: {entry.id: entry for entry in entries} for name, entries in sections.by_id.items()}

    def declared(self, section: str, name: str) -> Position:
        """Where something is declared under its id: a variable, a fact, a deadline, an event."""
        entry = self._by_id[section].get(name)
        return position(entry.key) if entry else _ORIGIN

    def scene(self, scene_id: str, key: str = "") -> Position:
        """A scene, ending or window; or one of its keys, where it has that."""
        entry = self._entry(scene_id)
        return self._at(entry, key) if entry else _ORIGIN

    def choice(self, scene_id: str, choice_id: str, key: str = "") -> Position:
        """A choice of a menu, or an answer to a question."""
        part = self._choice(scene_id, choice_id)
        return self._at(part, key) if part else self.scene(scene_id)

    def option(self, scene_id: str, choice_id: str | None) -> Position:
        """A choice, or the scene where it is the scene's own chance."""
        return self.choice(scene_id, choice_id) if choice_id else self.scene(scene_id)

    def piece(self, scene_id: str, choice_id: str | None, key: str, *words: str) -> Position:
        """The first of these words that a text of a scene or choice is written with; where it has none, the text."""
        part = self._choice(scene_id, choice_id) if choice_id else self._entry(scene_id)
        node = part and under(part.node, key)
        if isinstance(node, yaml.ScalarNode):
            for each in words:
                if each in node.value:
                    return position(node, node.value.index(each))
        return self.choice(scene_id, choice_id, key) if choice_id else self.scene(scene_id, key)

    def _choice(self, scene_id: str, choice_id: str) -> Entry | None:
        entry = self._entry(scene_id)
        choices = pairs(entry and (under(entry.node, "choices") or under(entry.node, "answers")))
        return next((part for part in choices if part.id == choice_id), None)

    def _entry(self, scene_id: str) -> Entry | None:
        """`x/question/answer` is the question's; any other part of a window is the window's."""
        window, _, part = scene_id.partition("/")
        question = self._by_id["questions"].get(part.split("/")[0]) if part else None
        return question or self._stages.get(window)

    @staticmethod
    def _at(entry: Entry, key: str) -> Position:
        inner = next((each.key for each in pairs(entry.node) if each.id == key), None) if key else None
        return position(inner or entry.key)
