"""The word lists and tables that lie here: read when first asked for, as most documents need half of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


def read_table(name: str) -> Any:
    """What ``<name>.json`` holds."""
    import json  # slow to import

    return json.loads(_read(f"{name}.json"))


@cache
def read_words(name: str) -> frozenset[str]:
    """The words of ``<name>.txt``, which stand one a line."""
    return frozenset(_read(f"{name}.txt").split())


def _read(name: str) -> str:
    with open(f"{_FOLDER}/{name}", "rb") as file:  # noqa: PTH123  (a Path takes as long again)
        return str(file.read(), "utf-8")
