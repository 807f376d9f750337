"""Properties are tried on the same examples each time, on any machine; HYPOTHESIS=search looks for new ones."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from game.engine.rules import Rules
from tests.stories import SECOND, SHIPPED, compiled

os.environ["LC_ALL"] = "C"  # the game speaks English here, whatever the system does
os.environ.pop("LANGUAGE", None)

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS", "steady"))


@pytest.fixture(scope="session")
def rules() -> Rules:
    """Of the second story."""
    return Rules(compiled(SECOND))


@pytest.fixture(scope="session")
def shipped() -> Rules:
    return Rules(compiled(SHIPPED))
