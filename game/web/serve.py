"""Serves a built folder. Any other static host will do as well."""

from __future__ import annotations

import shutil
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from game.pages import find

_PATIENCE = 30
"""Seconds for which a browser may say nothing."""


def server(folder: Path, host: str, port: int) -> ThreadingHTTPServer:
    """A server that is bound, to be run by `serve_forever`. Raises `OSError` where the port is taken."""
    return _Server((host, port), partial(_Answer, folder))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # a class opens the page at once


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "otherbank"
    sys_version = ""
    timeout = _PATIENCE

    def __init__(self, folder: Path, *given: object) -> None:
        self._folder = folder
        super().__init__(*given)  # pyright: ignore[reportArgumentType]

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        found = find(self._folder, path, self.headers.get("Accept-Encoding", ""))
        if found is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        with found.file.open("rb") as file:
            self.send_response(HTTPStatus.OK)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(found.file.stat().st_size))
            self.end_headers()
            if body:
                shutil.copyfileobj(file, self.wfile, 1 << 18)

    def log_message(self, format: str, *args: object) -> None:
        """Who asks for what is nobody's business."""
