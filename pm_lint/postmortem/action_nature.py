"""What sort of action an item is, and how strongly it acts.

The three strengths are those of the RCA2 action hierarchy (National Patient Safety Foundation, 2015): a stronger
action changes what is possible, an intermediate one helps people to notice, a weaker one asks people to remember.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from pm_lint.lazy_regex import lazy_regex
from pm_lint.postmortem.data import read_table

_WORD = lazy_regex(r"[a-z][a-z-]*")


@cache
def _data() -> Any:
    return read_table("action_nature")


@cache
def _kinds() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((kind, frozenset(cues)) for kind, cues in _data()["kinds"].items())


@cache
def _cues(strength: str) -> frozenset[str]:
    return frozenset(_data()[strength])


def infer_kind(action: str) -> str | None:
    """The kind of an action by its words: the verb that opens it decides, then its object."""
    said = _said(action)
    if not said:
        return None
    low = action.lower()
    opening = {said[0], *(pair for pair in said[1:] if " " in pair and low.startswith(pair))}
    for words in (opening, set(said)):
        for kind, cues in _kinds():
            if words & cues:
                return kind
    return None


def strength_of(action: str) -> str:
    """``weak`` where nothing but words for people's memory is there; ``medium`` where nothing speaks for either."""
    said = _said(action)
    first = said[0] if said else ""
    if first in _cues("weak"):  # "document how to limit …" writes, it does not limit
        return "weak"
    words = set(said)
    if words & _cues("strong"):
        return "strong"
    if words & _cues("medium"):
        return "medium"
    return "weak" if words & _cues("weak") else "medium"


@lru_cache(maxsize=1)
def _said(action: str) -> list[str]:
    """The words of an action and its pairs of words, in order; the words first.

    Remembered, as the kind and the strength of an action are asked in turn.
    """
    single = _WORD.findall(action.lower())
    return single + [f"{first} {second}" for first, second in pairwise(single)]
