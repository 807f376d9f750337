"""Writes the story of `template/` under a title of the author's own."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from game.authoring.schema.kinds import KINDS, write
from game.saves import atomic

TITLE = "Bees over the Pass"
_ID = "bees-over-the-pass"
_TEMPLATE = Path(__file__).parent / "template"


def scaffold(folder: Path, title: str | None = None) -> Iterator[Path]:
    """The files, each as it is written. `folder` is empty or not there yet; without a title the template keeps its own.
    Raises `OSError`."""
    id_ = _id(title or "", folder.resolve())
    for source in sorted(path for path in _TEMPLATE.rglob("*") if path.is_file()):
        target = folder / source.relative_to(_TEMPLATE)
        target.parent.mkdir(parents=True, exist_ok=True)
        atomic.write(target, _titled(source.read_text("utf-8"), title or TITLE, id_))
        yield target
    yield from write(folder, KINDS)


def _titled(text: str, title: str, id_: str) -> str:
    plain = re.fullmatch(r"[^\W\d_][\w ,'-]*\w", title) and title.casefold() not in ("true", "false", "null")
    written = title if plain else json.dumps(title, ensure_ascii=False)
    text = text.replace(f"title: {TITLE}", f"title: {written}").replace(f"# {TITLE}\n", f"# {title}\n")
    return re.sub(rf"\b{_ID}\b", id_, text)


def _id(title: str, folder: Path) -> str:
    """Stories of one id share their saves: where neither name has Latin letters, it is made from both."""
    made = blake2b(f"{title}\n{folder}".encode(errors="surrogateescape"), digest_size=4).hexdigest()
    return _slug(title) or _slug(folder.name) or f"story-{made}"


def _slug(name: str) -> str:
    """Empty where the name has no Latin letters."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", letters)) if re.search("[a-z]", letters) else ""
