"""Rebuilds the pattern indexes of the language packs: ``python -m pm_lint.language.build``.

``patterns.json`` is written by people; ``index.txt`` is the same with the rarest word of each pattern looked up, so
that a run need not read a thousand patterns to find the three that a sentence may match.
"""

from __future__ import annotations

from pathlib import Path

from pm_lint.language.indexing import build_index
from pm_lint.language.lexicon import PACKS, load, read_json


def index_of(language: str) -> str:
    """The text of a pack's ``index.txt``."""
    return build_index(read_json(language, "patterns.json"), load(language)).text()


def languages() -> list[str]:
    """The codes of all packs."""
    return sorted(path.parent.name for path in PACKS.glob("*/patterns.json"))


def main() -> None:
    for language in languages():
        Path(PACKS, language, "index.txt").write_text(index_of(language), "utf-8")


if __name__ == "__main__":
    main()
