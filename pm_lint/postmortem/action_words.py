"""The vocabulary of action items, loaded when first asked for (``data/action_*``)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from pm_lint.postmortem.data import read_table, read_words


@cache
def _load(name: str) -> Any:
    return read_table(name)


@cache
def words(name: str) -> frozenset[str]:
    """A list of ``action_words.json``."""
    return frozenset(_load("action_words")[name])


@cache
def _kinds() -> dict[str, str]:
    kinds = _load("action_words")["kinds"]
    return {name: kind for kind in reversed(kinds) for name in kinds[kind]}  # of two kinds the first has the name


def kind_of(word: str) -> str | None:
    """The kind of action that a label such as "Prevention" names."""
    return _kinds().get(word)


@cache
def labels() -> dict[str, str]:
    """The words before a colon that announce a detail, in lower case, and which detail it is."""
    return {word: field for field, names in _load("action_words")["labels"].items() for word in names}


@cache
def _columns() -> dict[str, str]:
    return {alias: column for column, aliases in _load("action_columns").items() for alias in aliases}


_ORDER = ("owner", "due", "tracker", "status", "priority", "kind", "action")


@lru_cache(maxsize=256)
def column_of(header: str) -> str | None:
    """The canonical column for a table header, by its whole text or by the word that decides: "Action owner"."""
    name = header.strip().lower().strip("*_:： ").strip()
    found = _columns().get(name) or _columns().get(name.split("(")[0].strip())
    if found or not name:
        return found
    parts = name.replace("/", " ").replace("-", " ").replace("_", " ").split()
    columns = {_columns().get(part) for part in parts}
    return next((column for column in _ORDER if column in columns), None)


@cache
def verbs() -> frozenset[str]:
    """Verbs that open an instruction: "add", "migrate", "double-check"."""
    return read_words("action_verbs")
