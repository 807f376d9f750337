"""What a server of ours answers, from a folder laid by hand."""

from __future__ import annotations

import http.client
from pathlib import Path
from threading import Thread

import pytest

from game.pages import find
from game.web.build import build
from game.web.fetch import BuildError
from game.web.serve import server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = tmp_path / "site" / "abc"
    files.mkdir(parents=True)
    (tmp_path / "secret.js").write_text("no")
    (tmp_path / "site" / "index.html").write_text("page")
    for ending in ("", ".br", ".gz"):
        (files / f"code.wasm{ending}").write_text(f"code{ending}")
    return tmp_path / "site"


def test_the_smallest_that_the_browser_takes(folder: Path) -> None:
    for accepted, ending in (("gzip, deflate, br;q=0.9", ".br"), ("gzip", ".gz"), ("", "")):
        found = find(folder, "/abc/code.wasm", accepted)
        assert found is not None
        assert found.file.read_text() == f"code{ending}"
        assert found.headers["Content-Type"] == "application/wasm"
        assert "immutable" in found.headers["Cache-Control"]
    page = find(folder, "/", "br")
    assert page is not None and page.headers["Cache-Control"] == "no-cache"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["/../secret.js", "//etc/passwd", "/abc/../../secret.js", "/abc", "/no", "/abc/code.wasm.br"]
)
def test_nothing_but_what_is_in_the_folder(folder: Path, path: str) -> None:
    assert find(folder, path, "br") is None


def test_a_server_of_it(folder: Path) -> None:
    with server(folder, "127.0.0.1", 0) as serving:
        Thread(target=serving.serve_forever, daemon=True).start()
        asked = http.client.HTTPConnection("127.0.0.1", serving.server_port, timeout=10)
        asked.request("GET", "/%2e%2e/secret.js")
        answer = asked.getresponse()
        assert answer.status == 404 and b"no" not in answer.read()[:2]
        asked.request("GET", "/?text", headers={"Accept-Encoding": "br"})
        answer = asked.getresponse()
        assert (answer.status, answer.read()) == (200, b"page")
        asked.request("HEAD", "/abc/code.wasm")
        answer = asked.getresponse()
        assert answer.status == 200 and answer.read() == b""
        asked.close()
        serving.shutdown()


def test_a_folder_with_other_things_in_it_is_left_alone(folder: Path) -> None:
    with pytest.raises(BuildError, match="was not built by this command"):
        build(folder, {})  # pyright: ignore[reportArgumentType]
    assert (folder / "index.html").read_text() == "page"
