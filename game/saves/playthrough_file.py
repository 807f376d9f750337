"""The playthrough file: at once a save, a story test and a bug report. A small piece of YAML:

playthrough: 1
story: the-other-bank
traveller: sakhamin
seed: 4711
name: Walks, gives water, crosses
choices:
  - taxi-to-lars: go-on
  - lars-tail: walk
expect:                      # optional: makes the file a test
  ending: near-bank
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from game.engine.playthrough import Move, Playthrough
from game.engine.story import Story
from game.wording import N_, _

VERSION = 1
KEYS = {
    "playthrough": "the version of this file's format: `1`",
    "story": "the id of the story",
    "traveller": "who is played",
    "seed": "the luck: a whole number",
    "name": "what the playthrough is called",
    "choices": "what is chosen, each `- scene: choice`, the scene being where one stands",
    "expect": "how it is to come out: makes the file a test, which `otherbank test` runs",
}
REQUIRED = ("playthrough", "story", "traveller", "seed")
EXPECTED = {
    "ending": "the ending that it comes to",
    "values": "what variables are at its end",
    "visited": "scenes that it comes through",
    "text": "words that are told somewhere on the way",
}
LARGEST = 1_000_000
"""Characters; a playthrough of a thousand choices has some fifty thousand."""
_DEEPEST = 8
_BEYOND = re.compile(r"^\.\.\.\s*\n\s*\S", re.MULTILINE)
"""What somebody wrote below the end."""
LARGEST_SEED = 2**32 - 1


class UnreadableError(ValueError):
    """A file that is no playthrough, or a broken one; its words say where, what and how to mend it."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a playthrough file holds."""

    story: str
    traveller: str
    seed: int
    moves: tuple[Move, ...] = ()
    name: str = ""
    expect: Mapping[str, Any] = field(default_factory=dict[str, Any])


def saved(playthrough: Playthrough, name: str = "") -> Saved:
    story = playthrough.rules.story["about"]["id"]
    return Saved(story, playthrough.traveller, playthrough.seed, tuple(playthrough.moves), name)


def foreign(play: Saved, story: Story) -> str:
    """Why a playthrough cannot be one of this story; empty where it can."""
    if play.story != story["about"]["id"]:
        return _("it belongs to the story `{its}`; this is `{ours}`", its=play.story, ours=story["about"]["id"])
    if play.traveller not in story["travellers"]:
        return _("the story has no traveller `{traveller}`", traveller=play.traveller)
    return ""


def written(play: Saved) -> str:
    """The file's text."""
    lines = [
        f"playthrough: {VERSION}",
        f"story: {_text(play.story)}",
        f"traveller: {_text(play.traveller)}",
        f"seed: {play.seed}",
    ]
    if play.name:
        lines.append(f"name: {_text(play.name)}")
    if play.moves:
        lines += ["choices:", *(f"  - {_text(move.scene)}: {_text(move.choice)}" for move in play.moves)]
    else:
        lines.append("choices: []")
    if play.expect:
        lines.append(f"expect: {_quoted(play.expect)}")
    lines.append("...")  # a file cut short is known by its missing end
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    plain = all(part.isalnum() and part.isascii() and part.islower() for part in value.replace("/", "-").split("-"))
    return value if plain and value not in ("null", "true", "false") else _quoted(value)


def _quoted(value: object) -> str:
    """JSON, which is YAML too once the characters are escaped that YAML does not take as they are."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in text)


def read(text: str, *, whole: bool = False) -> Saved:
    """Reads a playthrough file's text; `whole` demands the end mark that the game itself writes.

    Raises `UnreadableError`.
    """
    if len(text) > LARGEST:
        raise UnreadableError(_("it is longer than {most} characters", most=f"{LARGEST:,}"))
    if whole and not text.rstrip().endswith("..."):
        raise UnreadableError(_("the file was cut short: its last line, `...`, is missing"))
    if beyond := _BEYOND.search(text):
        line = text.count("\n", 0, beyond.end()) + 1
        raise UnreadableError(_("line {line}: the file ends above, at `...`; put this before that line", line=line))
    fields = _mapping(_loaded(text), _("the file"))
    if "playthrough" not in fields:
        raise UnreadableError(_("this is no playthrough file: it does not begin with `playthrough: 1`"))
    _known_version(_word(fields, "playthrough"))
    if unknown := set(fields) - set(KEYS):
        raise UnreadableError(_("it has a key that no playthrough has: `{key}`", key=min(unknown)))
    return Saved(
        story=_word(fields, "story"),
        traveller=_word(fields, "traveller"),
        seed=read_seed(_word(fields, "seed")),
        moves=_moves(fields.get("choices") or []),
        name=_word(fields, "name") if "name" in fields else "",
        expect=_expectations(fields["expect"]) if "expect" in fields else {},
    )


def read_seed(text: str) -> int:
    """Raises `UnreadableError`."""
    if not text.isdecimal() or len(text) > len(str(LARGEST_SEED)) or int(text) > LARGEST_SEED:
        raise UnreadableError(
            _("the seed `{seed}` should be a whole number from 0 to {most}", seed=text[:40], most=LARGEST_SEED)
        )
    return int(text)


def _loaded(text: str) -> object:
    import yaml  # late: a first game is played without ever reading a save

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _refuse_tricks(yaml, text, loader)
        return yaml.load(text, Loader=_refusing_twins(loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = _("line {line}, column {column}: ", line=mark.line + 1, column=mark.column + 1) if mark else ""
        not_yaml = _("this is not YAML: {problem}", problem=error.problem or error.context)
        raise UnreadableError(where + not_yaml) from None
    except yaml.YAMLError as error:
        raise UnreadableError(
            _("this is not text that can be read: {problem}", problem=" ".join(str(error).split()))
        ) from None


def _refuse_tricks(yaml: Any, text: str, loader: Any) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            line = event.start_mark.line + 1
            raise UnreadableError(_("line {line}: a playthrough has no anchors, aliases or tags", line=line))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise UnreadableError(
                _("line {line}: nested more than {most} deep", line=event.start_mark.line + 1, most=_DEEPEST)
            )


def _refusing_twins(loader: Any) -> Any:
    """The loader, but for a key that stands twice in one mapping, of which YAML would drop the first."""

    class Loader(loader):
        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
            found: dict[Any, Any] = loader.construct_mapping(self, node, deep=deep)
            if len(found) < len(node.value):
                raise UnreadableError(_("line {line}: a key stands there twice", line=node.start_mark.line + 1))
            return found

    return Loader


def _mapping(value: object, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UnreadableError(_("{what} should be a list of `key: value` lines", what=what))
    return cast("dict[str, Any]", value)


def _word(fields: Mapping[str, Any], key: str) -> str:
    value = fields.get(key)
    if not isinstance(value, str) or not value:
        said = N_("`{key}:` is missing") if value is None else N_("`{key}:` should be followed by one value")
        raise UnreadableError(_(said, key=key))
    return value


def _known_version(text: str) -> None:
    version = int(text[:9]) if text.isdecimal() else 0
    if version < 1:
        raise UnreadableError(
            _(
                "`playthrough: {found}` should be the version of the file, `playthrough: {known}`",
                found=text,
                known=VERSION,
            )
        )
    if version > VERSION:
        raise UnreadableError(
            _(
                "it was written by a later version of the game (file version {found}, known {known})",
                found=version,
                known=VERSION,
            )
        )


def _expectations(value: object) -> dict[str, Any]:
    found = _mapping(value, "`expect`")
    if unknown := set(found) - set(EXPECTED):
        known = ", ".join(f"`{key}`" for key in EXPECTED)
        raise UnreadableError(f"`expect` has a key that no test has: `{min(unknown)}`. Use one of {known}")
    for key, wanted in found.items():
        if key == "values":
            words = list(_mapping(wanted, "`expect: values`").values())
        else:
            words = cast("list[object]", wanted) if isinstance(wanted, list) else [wanted]
        if not all(isinstance(each, str) for each in words):
            raise UnreadableError(_("`expect: {key}` should hold words only, no further lists or keys", key=key))
    return found


def _moves(value: object) -> tuple[Move, ...]:
    if not isinstance(value, list):
        raise UnreadableError(_("`choices:` should be a list of `- scene: choice` lines"))
    found: list[Move] = []
    for number, entry in enumerate(cast("list[object]", value), 1):
        pair = cast("dict[object, object]", entry) if isinstance(entry, dict) else {}
        if len(pair) != 1 or not all(isinstance(part, str) for part in [*pair, *pair.values()]):
            raise UnreadableError(_("choice {number} should be written `- scene: choice`", number=number))
        ((scene, choice),) = pair.items()
        found.append(Move(str(scene), str(choice)))
    return tuple(found)
