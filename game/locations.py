"""Where things are: the story, the playthroughs kept, the compiled story."""

from __future__ import annotations

import os
from pathlib import Path

NAME = "the-other-bank"

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent


def story_folder() -> Path:
    """The story of this checkout, or the one that was installed with the game."""
    beside = _CHECKOUT / "story"
    return beside if (beside / "story.yaml").is_file() else _PACKAGE / "_story"


def saves_folder() -> Path:
    """`OTHERBANK_SAVES`, the `saves` of a checkout, or the platform's folder for such data."""
    if chosen := os.environ.get("OTHERBANK_SAVES"):
        return Path(chosen)
    if (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "saves").is_dir():
        return _CHECKOUT / "saves"
    from platformdirs import user_data_path

    return user_data_path(NAME) / "saves"


def cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path(NAME)


def web_folder() -> Path:
    """Where the game for browsers is built and served from, if no other folder is named."""
    from platformdirs import user_data_path

    return user_data_path(NAME) / "web"


def settings_file() -> Path:
    from platformdirs import user_config_path

    return user_config_path(NAME) / "settings.json"
