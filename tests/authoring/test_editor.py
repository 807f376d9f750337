"""An editor's own language server, with the schema that a story has beside it: it completes, explains and complains."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from game.authoring.export import node
from game.authoring.scaffold.scaffold import scaffold

SETTINGS = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}


class Editor:
    """Speaks to a language server as an editor does. (https://microsoft.github.io/language-server-protocol)"""

    def __init__(self, server: subprocess.Popen[bytes], folder: Path) -> None:
        self._server = server
        self._last = 0
        where = {"rootUri": folder.as_uri(), "workspaceFolders": [{"uri": folder.as_uri(), "name": "story"}]}
        self.ask("initialize", {"processId": None, "capabilities": {"workspace": {"configuration": True}}, **where})
        self._send({"method": "initialized", "params": {}})

    def opens(self, file: Path) -> list[str]:
        """The complaints about a file, each `line: words`."""
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": file.read_text("utf-8")}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        found = self._until(lambda said: said.get("params", {}).get("uri") == file.as_uri())["params"]["diagnostics"]
        return [f"{each['range']['start']['line'] + 1}: {each['message']}" for each in found]

    def at(self, what: str, file: Path, line: int, column: int) -> Any:
        place = {"line": line - 1, "character": column - 1}
        return self.ask(f"textDocument/{what}", {"textDocument": {"uri": file.as_uri()}, "position": place})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        return self._until(lambda said: said.get("id") == self._last and "method" not in said)["result"]

    def _until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while not wanted(said := self._heard()):
            if "id" in said and said["method"] == "workspace/configuration":
                self._send({"id": said["id"], "result": [SETTINGS] * len(said["params"]["items"])})
            elif "id" in said:
                self._send({"id": said["id"], "result": None})
        return said

    def _send(self, message: dict[str, Any]) -> None:
        assert self._server.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def _heard(self) -> dict[str, Any]:
        assert self._server.stdout
        length = 0
        while (head := self._server.stdout.readline()) != b"\r\n":
            assert head, "the language server ended"
            if head.lower().startswith(b"content-length:"):
                length = int(head.partition(b":")[2])
        return json.loads(self._server.stdout.read(length))


@pytest.fixture
def story(tmp_path: Path) -> Path:
    list(scaffold(tmp_path / "story"))
    return tmp_path / "story"


@pytest.fixture
def editor(story: Path, others: Path) -> Iterator[Editor]:
    script = others / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [node.program(), script, "--stdio"], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
    ) as server:
        yield Editor(server, story)
        server.kill()


def test_an_editor_completes_explains_and_complains(editor: Editor, story: Path) -> None:
    road = story / "road.yaml"
    lines = road.read_text("utf-8").splitlines()
    takes, goto = lines.index("        takes: 3 hours"), lines.index("        goto: booth")
    lines[takes] = "        take: 3 hours"
    lines.insert(goto, "        ")
    lines[goto + 1] = "        goto: "
    road.write_text("\n".join(lines), "utf-8")
    assert f"{takes + 1}: Property take is not allowed." in editor.opens(road)
    keys = {each["label"]: each for each in editor.at("completion", road, goto + 1, 9)["items"]}
    assert {"takes", "do", "chance"} <= keys.keys()
    assert "when" not in keys  # which the choice has already
    assert "the time it takes" in str(keys["takes"]["documentation"])
    assert {"yard", "booth", "blossom"} <= {
        each["label"] for each in editor.at("completion", road, goto + 2, 15)["items"]
    }
    assert "leads to" in str(editor.at("hover", road, goto + 2, 10)["contents"])


def test_an_editor_has_nothing_to_say_against_a_sound_story(editor: Editor, story: Path) -> None:
    for file in story.rglob("*.yaml"):
        assert editor.opens(file) == []
