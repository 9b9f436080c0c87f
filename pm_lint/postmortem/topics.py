"""Which action items speak of the same thing as a factor: an index from nouns to items, so that it stays linear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pm_lint.lazy_regex import lazy_regex
from pm_lint.postmortem.data import read_table, read_words
from pm_lint.postmortem.model import ActionItem

if TYPE_CHECKING:
    from pm_lint.postmortem.postmortem import Postmortem

_WORD = lazy_regex(r"[^\W\d_][\w-]*[\w]")
_PART = lazy_regex(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_REFERENCE = lazy_regex(r"\b(?:AI|[Aa]ction|[Ii]tem|[Ff]ollow-?up)[ -]?#?(\d{1,3})\b")
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ities",
    "ity",
    "ers",
    "er",
    "ies",
    "ed",
    "es",
    "s",
    "ly",
    "e",
)
UNSPACED = frozenset({"ja", "zh", "th"})
"""Languages without spaces between words: shared nouns can't be told there."""
_MOST = 30
"""Items kept for one topic: what more of them share links everything with everything."""


@cache
def _generic() -> frozenset[str]:
    return read_words("generic_nouns")


@cache
def _concepts() -> dict[str, str]:
    data = read_table("concepts")
    return {word: f"@{concept}" for concept, words in data.items() for word in words}


def topics(words: str) -> set[str]:
    """What a text is about: stems of its words that are not generic, and the concepts that they belong to."""
    return {topic for word in set(_WORD.findall(words)) for topic in _topics_of(word)}


@lru_cache(maxsize=16384)
def _topics_of(written: str) -> tuple[str, ...]:
    word = written.lower()
    found = [_concepts()[word]] if word in _concepts() else []
    if (len(word) > 3 or written.isupper()) and word not in _generic():
        found.append(_stem(word))
        found += [_stem(part) for part in _parts(written) if len(part) > 3 and part not in _generic()]
    return tuple(found)


def _parts(word: str) -> list[str]:
    """The parts of ``node-not-ready`` and ``NodeNotReady``, in lower case; none for a simple word."""
    if "-" in word or "_" in word or not (word[1:].islower() or word.isupper()):
        return [part.lower() for part in _PART.findall(word)]
    return []


def _stem(word: str) -> str:
    if not word.endswith(_ENDINGS):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


class Index:
    """From topics, numbers and tickets to the action items that have them.

    Without ``by_topic`` only numbers and tickets count.
    """

    def __init__(self, items: Sequence[ActionItem], numbers: dict[str, int], *, by_topic: bool = True) -> None:
        self._numbers = numbers
        self._by_topic: dict[str, list[int]] = {}
        self._by_key: dict[str, int] = {}
        for number, item in enumerate(items):
            for topic in topics(item.text) if by_topic else ():
                having = self._by_topic.setdefault(topic, [])
                if len(having) < _MOST:
                    having.append(number)
            for tracker in item.trackers:
                self._by_key.setdefault(tracker.key, number)

    def taking_up(self, text: str) -> tuple[int, ...]:
        """The items that ``text`` refers to, and those that share a topic with it."""
        found = set(self._referred(text))
        for topic in topics(text) if self._by_topic else ():
            found.update(self._by_topic.get(topic, ()))
        return tuple(sorted(found))

    def _referred(self, text: str) -> Iterator[int]:
        if any(digit in text for digit in "123456789"):
            for match in _REFERENCE.finditer(text):
                if match.group(1) in self._numbers:
                    yield self._numbers[match.group(1)]
        if self._by_key:
            for word in text.split():
                number = self._by_key.get(word.strip("()[]<>,.;:"))
                if number is not None:
                    yield number


def build_index(items: Sequence[ActionItem], postmortem: Postmortem) -> Index:
    """The index of a document's items; a table's own numbers count, else the order does."""
    numbers: dict[str, int] = {}
    for position, item in enumerate(items):
        own = next((postmortem.source.slice(cell.span) for column, cell in item.cells if column == "id"), "")
        digits = re.search(r"\d+", own)
        numbers.setdefault(digits.group() if digits else str(position + 1), position)
    return Index(items, numbers, by_topic=postmortem.language not in UNSPACED)
