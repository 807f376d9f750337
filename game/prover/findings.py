"""What is wrong with a story: what goes wrong in some state, and what is there for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from game.prover import kinds
from game.prover.answers import Finding, Seen, finding, what
from game.prover.behind import Exit, foremost, ways
from game.prover.questions import Questions


def findings(questions: Questions, seen: Seen) -> list[Finding]:
    return [*seen.wrong.values(), *_Never(questions, seen).all()]


class _Never:
    """What never happens in any state that was looked at."""

    def __init__(self, questions: Questions, seen: Seen) -> None:
        self._questions = questions
        self._story = questions.story
        self._where = questions.where
        self._seen = seen
        self._doubt = ", as far as was looked" if seen.unfinished else ""

    def all(self) -> Iterator[Finding]:
        shut: set[Exit] = set()
        for scene_id in self._story["scenes"]:
            if scene_id in self._seen.scenes:
                for each, exits in self._gone(scene_id):
                    shut.update(exits)
                    yield each
                yield from self._told(scene_id)
        for scene_id in self._missed(shut):
            yield finding(kinds.NEVER_REACHED, self._where.scene(scene_id), scene=scene_id, doubt=self._doubt)
        for name in self._questions.betrayals:
            if ("contradictions", name) not in self._seen.told:
                position = self._where.declared("contradictions", name)
                yield finding(kinds.NEVER_CONTRADICTED, position, contradiction=name, doubt=self._doubt)
        yield from self._moot_deadlines()

    def _missed(self, shut: set[Exit]) -> list[str]:
        """The scenes out of reach: the first of them, where all was looked at."""
        if self._seen.unfinished:
            return [scene_id for scene_id in self._story["scenes"] if scene_id not in self._seen.scenes]
        return foremost(self._story, self._seen.scenes, shut)

    def _gone(self, scene_id: str) -> Iterator[tuple[Finding, list[Exit]]]:
        """The choices that are never open, and the outcomes that never happen, each with the exits that this shuts."""
        scene = self._story["scenes"][scene_id]
        for way, (choice_id, outcomes) in enumerate(ways(scene)):
            exits = [Exit(scene_id, way, number) for number in range(len(outcomes))]
            if (scene_id, way) not in self._seen.opened:
                if choice_id and not scene["choices"][choice_id]["fallback"]:  # which is for when nothing else is open
                    position = self._where.choice(scene_id, choice_id)
                    words = {"choice": choice_id, "scene": scene_id, "doubt": self._doubt}
                    yield finding(kinds.NEVER_OPEN, position, **words), exits
            elif "/" not in scene_id and scene_id not in self._seen.lowered:
                for gone in exits:
                    if gone not in self._seen.drawn:
                        position = self._where.option(scene_id, choice_id)
                        words = {"number": gone.outcome + 1, "what": what(scene_id, choice_id), "doubt": self._doubt}
                        yield finding(kinds.NEVER_DRAWN, position, **words), [gone]

    def _told(self, scene_id: str) -> Iterator[Finding]:
        for number, (piece, spot) in enumerate(self._questions.told.get(scene_id, ())):
            if (scene_id, number) not in self._seen.told and "/" not in scene_id:
                words = {"scene": scene_id, "words": piece.words, "doubt": self._doubt}
                position = self._where.piece(*spot, piece.text.strip())
                yield finding(kinds.NEVER_TOLD, position, **words)

    def _moot_deadlines(self) -> Iterator[Finding]:
        for name, deadline in self._story["deadlines"].items():
            before, after = self._seen.clocks.get(deadline["tick"], (True, True))
            if before and after:
                continue
            has, wanted = ("has passed already", "met") if after else ("has never passed yet", "missed")
            words = {"deadline": name, "has": has, "wanted": wanted, "doubt": self._doubt}
            yield finding(kinds.DEADLINE_MOOT, self._where.declared("deadlines", name), **words)
