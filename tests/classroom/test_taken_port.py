"""`otherbank class` where something else listens already."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

from game.classroom.store import Store
from tests.stories import SECOND


def test_a_class_that_could_not_be_served_is_none_to_go_on_with(tmp_path: Path) -> None:
    kept = f"sqlite:///{tmp_path / 'classes.sqlite3'}"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "game", "class", "--story", SECOND, "--database", kept,
             "--host", "127.0.0.1", "--port", port],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
            env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "LANG": "C.UTF-8"},
        )  # fmt: skip
    assert done.returncode == 2
    assert "--port" in done.stdout + done.stderr
    assert Store(kept).all_classes() == []
