"""Makes what the documentation shows of the code: the catalogue of mistakes. `python docs/make.py`"""

from __future__ import annotations

from pathlib import Path

from game.language import mistakes, mistakes_words, mistakes_yaml
from game.language.diagnostics import Kind
from game.language.frames import catalogue

HERE = Path(__file__).parent


def main() -> None:
    modules = (mistakes_yaml, mistakes_words, mistakes)
    kinds = [kind for module in modules for kind in vars(module).values() if isinstance(kind, Kind)]
    (HERE / "mistakes.md").write_text(catalogue(kinds), encoding="utf-8")


if __name__ == "__main__":
    main()
