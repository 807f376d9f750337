"""A whole story as one HTML file: its ink compiled, inkjs to play it, and a page around them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from game.authoring.export import inkjs, node
from game.authoring.export.ink.names import InkNames
from game.authoring.export.ink.scenes import offered
from game.authoring.export.ink.whole import ink
from game.engine.journal import cited
from game.engine.rules import Rules
from game.engine.story import Fact, Story, Variable
from game.wording import OWN, _, language, ngettext
from game.wording.playthrough import confidence, heading

_HERE = Path(__file__).parent
_PLURALS_REPEAT = 200
"""From the second hundred on the plural of a number is that of a hundred less, in every language of gettext's."""


def html(story: Story) -> str:
    """The page. Raises `CannotSayError`, `node.NoNodeError`, `node.ScriptError`."""
    source = ink(story)
    parts = {
        "LANGUAGE": language(),
        "TITLE": _text(story["about"]["title"]),
        "STYLE": _part("page.css"),
        "STORY": _embedded(_compiled(source)),
        "DATA": _embedded(json.dumps(_data(story, "EXTERNAL draw(" in source), ensure_ascii=False)),
        "INKJS": inkjs.SCRIPT.read_text("utf-8").partition("//# sourceMappingURL")[0],
        "GAME": f"const WORDS = {_embedded(json.dumps(_words(), ensure_ascii=False))};\n{_part('game.js')}",
        "PAGE": _part("page.js"),
    }
    page = re.sub(r"\{\{(.+?)\}\}", lambda found: _text(_(found[1])), _part("page.html"))
    for name, part in parts.items():
        before, _mark, after = page.partition(f"<!--{name}-->")
        page = before + part + after
    return page


def _part(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


def _words() -> dict[str, Any]:
    """What the page's own scripts say in the language that the game speaks, and which plural goes with a number."""
    scripts = _part("game.js") + _part("page.js")
    words: dict[str, object] = {one: _(one) for one in re.findall(r'\b_\("(.+?)"', scripts)}
    for one, many in re.findall(r'\bngettext\("(.+?)", "(.+?)"', scripts):
        words[one] = [ngettext(one, many, n).replace(str(n), "{count}") for n in range(_PLURALS_REPEAT)]
    return words if language() != OWN else {}


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _embedded(data: str) -> str:
    """JSON that cannot end the script that it stands in."""
    return data.replace("<", "\\u003c")


def _compiled(source: str) -> str:
    with TemporaryDirectory() as room:
        written, compiled = Path(room) / "story.ink", Path(room) / "story.json"
        written.write_text(source, "utf-8")
        node.run(_HERE / "compile.js", inkjs.SCRIPT, written, compiled)
        return compiled.read_text("utf-8").lstrip("\ufeff")


def _data(story: Story, draws: bool) -> dict[str, Any]:
    """What the page shows beside what ink tells."""
    names, rules = InkNames(story), Rules(story)
    about, clock = story["about"], story["clock"]
    return {
        "draws": draws,
        "about": {key: about[key] for key in ("id", "title", "by", "licence", "about", "content", "invented")},
        "clock": {"start": clock["start"], "tickMinutes": clock["tick_minutes"], "names": clock["names"]},
        "travellers": [
            {
                "id": traveller,
                "name": who["name"],
                "invented": who["invented"],
                "card": rules.at_start(who["card"]),
                "begins": names.begins[traveller],
            }
            for traveller, who in story["travellers"].items()
        ],
        "dials": [
            {"id": dial, "name": each["name"], "mild": each["mild"], "variable": names.dials[dial]}
            for dial, each in story["dials"].items()
        ],
        "variables": {
            name: {"ink": names.variables[name], **_shown(variable)}
            for name, variable in story["variables"].items()
            if name == "clock" or _SHOWN.intersection(variable) & {"heading", "on_screen", "topic"}
        },
        "deadlines": [
            {key: each[key] for key in ("tick", "known", "name", "travellers")} for each in story["deadlines"].values()
        ],
        "news": [
            {"tick": news["tick"], "outlet": news["outlet"], "text": rules.at_start(news["text"])}
            for news in story["news"]
        ],
        "facts": {name: _fact(story, fact) for name, fact in story["facts"].items()},
        "choices": {
            scene_id: [name for name, _locked in offered(scene)]
            for scene_id, scene in story["scenes"].items()
            if scene["choices"]
        },
    }


_SHOWN = {"kind", "meaning", "labels", "unit", "heading", "on_screen", "topic"}


def _shown(variable: Variable) -> dict[str, Any]:
    told = {key: value for key, value in variable.items() if key in _SHOWN}
    return {**told, "heading": heading(variable["heading"])} if "heading" in variable else told


def _fact(story: Story, fact: Fact) -> dict[str, Any]:
    sources = [story["sources"][source] for source in fact["sources"]]
    return {
        **{key: value for key, value in fact.items() if key in ("claim", "by", "confidence", "note") and value},
        "sure": confidence(fact["confidence"]),
        "sources": [{"cited": cited(source), "url": source.get("url", "")} for source in sources],
    }
