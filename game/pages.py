"""A built folder, asked for a file: which one to send, and with what headers. Every server of ours answers by this."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

PAGE = "index.html"
_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
}
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing comes from elsewhere and nothing goes there. xterm.js writes its colours into style elements of its own."""
_ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"


class Found(NamedTuple):
    file: Path
    headers: Mapping[str, str]


def find(folder: Path, path: str, accepted: str) -> Found | None:
    """The file for a URL's path, compressed if the browser's `Accept-Encoding` takes that; None where there is none."""
    asked = path.lstrip("/") or PAGE
    parts = PurePosixPath(asked).parts
    file = folder.joinpath(*parts)
    kind = _KINDS.get(file.suffix)
    if kind is None or any(part.startswith(".") or "\\" in part or ":" in part for part in parts) or not file.is_file():
        return None
    headers = {**_ALWAYS, "Content-Type": kind, "Vary": "Accept-Encoding"}
    headers["Cache-Control"] = _FOR_EVER if len(parts) > 1 else _ASK_AGAIN  # the page names a folder by its content
    takes = {each.split(";")[0].strip() for each in accepted.split(",")}
    for encoding, ending in (("br", ".br"), ("gzip", ".gz")):
        smaller = file.with_name(file.name + ending)
        if encoding in takes and smaller.is_file():
            return Found(smaller, {**headers, "Content-Encoding": encoding})
    return Found(file, headers)
