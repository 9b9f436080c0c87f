"""Numbers of people, requests and the like, and whether two of them may mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pm_lint.postmortem.quantities import Words, plurals
from pm_lint.record import NamedTuple

_COUNT = (
    r"(?<![\w.,:/#$£-])(?<!€)(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"(?P<scale> ?[kKmM]\b| thousand\b| million\b)? (?P<words>[A-Za-z-]{1,40}(?: [A-Za-z-]{1,40}){0,2})"
)
_RATE = r" (?:per|an?|each|every)\b|/"
_ROUGH = ("about ", "around ", "approximately ", "roughly ", "nearly ", "almost ", "over ", "least ", "most ", "to ",
          "than ", "under ", "~", "≈", "<", ">")  # fmt: skip


class Count(NamedTuple):
    """A number of something; offsets into the sentence."""

    start: int
    end: int
    value: float
    rough: bool
    """Whether the text calls it approximate, or a bound."""
    noun: str
    """What is counted, with the words before it: ``paying customers``."""


def find_counts(sentence: str, words: Words) -> Iterator[Count]:
    """The numbers of people, requests and the like that a sentence states."""
    if not any(map(str.isdigit, sentence)):
        return
    nouns = _counted(words)
    for match in re.finditer(_COUNT, sentence):
        following = match["words"].lower().split(" ")
        size = next((i for i, word in enumerate(following, 1) if word in nouns), 0)
        noun = " ".join(following[:size])
        end = match.start("words") + len(noun)
        if not size or re.match(_RATE, sentence[end : end + 10]):
            continue
        scale = (match["scale"] or "").strip().lower()
        factor = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}.get(scale, 1.0)
        before = sentence[max(0, match.start() - 16) : match.start()].lower()
        value = float(match["number"].replace(",", "")) * factor
        yield Count(match.start(), end, value, bool(scale) or before.endswith(_ROUGH), noun)


@cache
def _counted(words: Words) -> frozenset[str]:
    return frozenset[str]().union(*map(plurals, words.parties + words.affected))


def agree(first: Count, second: Count) -> bool:
    """Whether two counts may mean the same number: equal, one the other rounded, or near where one is rough."""
    low, high = sorted((first.value, second.value))
    if low == high or (low and high / low <= (1.15 if first.rough or second.rough else 1.0)):
        return True
    return any(_rounds(a.value, b.value) for a, b in ((first, second), (second, first)))


def _rounds(exact: float, rounded: float) -> bool:
    """Whether ``rounded`` is ``exact`` to the digits that ``rounded`` shows before its zeros."""
    size = 10.0
    while size <= rounded and rounded % size == 0:
        if abs(exact - rounded) <= size / 2:
            return True
        size *= 10
    return False
